// Where the ink is: boxes around everything that differs from the paper, measured in screenshots.

/**
 * Runs in a blank page: the ink's box within each of `areas` (device px), or null where there is none.
 * @param {{png: string, areas: {x: number, y: number, w: number, h: number}[], contrast: number}} options
 */
async function measureInk({ png, areas, contrast }) {
  const bitmap = await createImageBitmap(await (await fetch(png)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const light = (x, y) => {
    const at = (y * bitmap.width + x) * 4;
    return data[at] + data[at + 1] + data[at + 2];
  };
  return areas.map(({ x, y, w, h }) => {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const paper = light(x, y);
    for (let py = Math.max(0, y); py < Math.min(bitmap.height, y + h); py++) {
      for (let px = Math.max(0, x); px < Math.min(bitmap.width, x + w); px++) {
        if (Math.abs(light(px, py) - paper) < contrast) continue;
        box.left = Math.min(box.left, px);
        box.right = Math.max(box.right, px);
        box.top = Math.min(box.top, py);
        box.bottom = Math.max(box.bottom, py);
      }
    }
    return box.right < box.left ? null : box;
  });
}

/** @param {import('playwright-core').Page} blank any page that may fetch data: addresses */
export function inkBoxes(blank, screenshot, areas, contrast = 200) {
  const png = `data:image/png;base64,${screenshot.toString('base64')}`;
  return blank.evaluate(measureInk, { png, areas, contrast });
}

/** Runs in the page: the place of every visual line of text among the twins, CSS px of the document. */
export function lineAreas() {
  const spans = document.querySelectorAll('.ykien-twins :is(h1, h2, p, li, figcaption, td, th, output) > span');
  return [...spans].map((span) => {
    const { left, top, width, height } = span.getBoundingClientRect();
    return { x: left + scrollX, y: top + scrollY, w: width, h: height, text: span.textContent };
  });
}
