// A reader who listens.

/**
 * Hears an article's events until aborted, as EventSource does: comes back with the last id.
 * @param {string} url of a server
 * @param {(event: {id: number, name: string, data: string}) => void} heard
 */
export async function listen(url, signal, heard, last = '0') {
  while (!signal.aborted) {
    try {
      const headers = { 'Last-Event-ID': last };
      const response = await fetch(`${url}v1/bao/articles/1775/events`, { headers, signal });
      let text = '';
      for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
        text += part;
        const events = text.split('\n\n');
        text = events.pop();
        for (const event of events) {
          const [id, name, data] = ['id', 'event', 'data'].map(
            (field) => new RegExp(`^${field}: ?(.*)`, 'm').exec(event)?.[1],
          );
          if (id === undefined) continue; // a comment line
          last = id;
          heard({ id: Number(id), name, data });
        }
      }
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
