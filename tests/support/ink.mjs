// Is the ink of two screenshots in the same place? Compared pixel by pixel, line by line.

/**
 * How far a pixel must be from the paper (sum of three channels) to be ink for sure, and to be a
 * trace of it.
 */
const SURE = 300;
const TRACE = 60;

/**
 * Runs in a blank page. For each area (device px): how many pixels are ink for sure in each
 * picture, and how many of
 * those have no trace of ink within one pixel in the other.
 * @param {{pngs: [string, string], areas: {x: number, y: number, w: number, h: number}[],
 *   sure: number, trace: number}} options
 */
async function measure({ pngs, areas, sure, trace }) {
  const read = async (png) => {
    const bitmap = await createImageBitmap(await (await fetch(png)).blob());
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const light = new Int16Array(width * height);
    for (let i = 0; i < light.length; i++)
      light[i] = data[i * 4] + data[i * 4 + 1] + data[i * 4 + 2];
    return { width, height, light };
  };
  const [one, other] = await Promise.all(pngs.map(read));

  const lost = (area, from, to) => {
    const paper = from.light[area.y * from.width + area.x];
    const isInk = ({ light, width }, x, y, least) =>
      Math.abs(light[y * width + x] - paper) >= least;
    const isNear = (x, y) => {
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) if (isInk(to, x + dx, y + dy, trace)) return true;
      return false;
    };
    let ink = 0;
    let missing = 0;
    for (let y = area.y; y < Math.min(area.y + area.h, from.height - 1); y++) {
      for (let x = area.x; x < Math.min(area.x + area.w, from.width - 1); x++) {
        if (!isInk(from, x, y, sure)) continue;
        ink++;
        if (!isNear(x, y)) missing++;
      }
    }
    return { ink, missing };
  };
  return areas.map((area) => [lost(area, one, other), lost(area, other, one)]);
}

/** @param {import('playwright-core').Page} blank any page that may fetch data: addresses */
export function compareInk(blank, screenshots, areas) {
  const pngs = screenshots.map((png) => `data:image/png;base64,${png.toString('base64')}`);
  return blank.evaluate(measure, { pngs, areas, sure: SURE, trace: TRACE });
}

/**
 * Runs in the page: the place in the viewport of every visual line of text among the twins, CSS px.
 * @param {string} [within] a selector: of these twins only
 */
export function lineAreas(within) {
  const spans = document.querySelectorAll(
    `${within || '.ykien-twins'} :is(h1, h2, p, li, figcaption, td, th, output) > span`,
  );
  return [...spans].map((span) => {
    const { left, top, width, height } = span.getBoundingClientRect();
    return { x: left, y: top, w: width, h: height, text: span.textContent };
  });
}
