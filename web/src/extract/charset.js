// The text of a page from its bytes.
// https://encoding.spec.whatwg.org and https://html.spec.whatwg.org/#determining-the-character-encoding

// Where a page says its own charset.
const PRESCAN_BYTES = 4096;
const IN_META = /<meta[^>]+charset\s*=\s*["']?\s*([^\s"'/>;]+)/i;
const IN_XML = /^<\?xml[^>]+encoding\s*=\s*["']([^"']+)/i;

/**
 * A byte order mark counts, then what the server says, then what the bytes are (many a page was
 * saved as UTF-8 and still says what it was before), then what the page says.
 * @param {Uint8Array} bytes
 * @param {string} contentType
 */
export function decode(bytes, contentType) {
  const sent = marked(bytes) ?? /charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType)?.[1];
  const decoder = sent && decoderFor(sent);
  if (decoder) return decoder.decode(bytes);
  const text = decodeUtf8(bytes);
  // As many characters as bytes: ASCII, or a charset that hides in it.
  if (text !== undefined && text.length < bytes.length) return text;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES));
  const said = (IN_META.exec(start) ?? IN_XML.exec(start))?.[1];
  const own = said && !/^utf-?16/i.test(said) && decoderFor(said);
  if (own) return own.decode(bytes);
  return text ?? new TextDecoder('windows-1252').decode(bytes);
}

/** @param {Uint8Array} bytes */
function marked([first, second, third]) {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

/** @param {string} label */
function decoderFor(label) {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // no charset that browsers know
  }
}

/** @param {Uint8Array} bytes */
function decodeUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
