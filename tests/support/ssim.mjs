// How alike are two pictures of the same line of text? The structural similarity of Wang and
// others (2004) on luminance, in windows of 8 × 8 px, at the whole-pixel offset that fits best.

const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * @typedef {{x: number, y: number, w: number, h: number}} Area device px
 * @typedef {{dx: number, dy: number, ssim: number, ink: number}} Likeness
 *   dx, dy: where the second picture shows it, from where the first does; ssim: there, 1 = the
 *   same; ink: how many pixels of the second differ from its ground
 */

/**
 * Runs in a page. For each area: the best offset, and the mean similarity there.
 * @param {{pngs: [string, string], areas: Area[], reach: number, c1: number, c2: number}} options
 * @returns {Promise<Likeness[]>}
 */
async function measure({ pngs, areas, reach, c1, c2 }) {
  const WINDOW = 8;
  const read = async (png) => {
    const bitmap = await createImageBitmap(await (await fetch(png)).blob());
    const { width, height } = bitmap;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext(
      '2d',
    );
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const lightAt = (_, i) => 0.21 * data[i * 4] + 0.72 * data[i * 4 + 1] + 0.07 * data[i * 4 + 2];
    return { width, height, light: Float64Array.from({ length: width * height }, lightAt) };
  };
  const [one, other] = await Promise.all(pngs.map(read));

  const likeness = ({ a, b, aa, bb, ab }, n) => {
    const [meanA, meanB, covariance] = [a / n, b / n, ab / n - (a / n) * (b / n)];
    const variances = aa / n - meanA * meanA + bb / n - meanB * meanB;
    return (
      ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
      ((meanA * meanA + meanB * meanB + c1) * (variances + c2))
    );
  };

  const similarity = (x, y, dx, dy) => {
    let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
    for (let i = 0; i < WINDOW * WINDOW; i++) {
      const [u, v] = [x + (i % WINDOW), y + Math.trunc(i / WINDOW)];
      const p = one.light[v * one.width + u];
      const q = other.light[(v + dy) * other.width + u + dx];
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
    return likeness({ a, b, aa, bb, ab }, WINDOW * WINDOW);
  };

  const meanOver = ({ x, y, w, h }, dx, dy, step) => {
    let [sum, count] = [0, 0];
    const right = Math.min(x + w, one.width, other.width - dx) - WINDOW;
    const bottom = Math.min(y + h, one.height, other.height - dy) - WINDOW;
    for (let v = Math.max(y, -dy); v <= bottom; v += step) {
      for (let u = Math.max(x, -dx); u <= right; u += step) {
        sum += similarity(u, v, dx, dy);
        count++;
      }
    }
    return count > 0 ? sum / count : 0;
  };

  const inkIn = ({ x, y, w, h }) => {
    const ground = other.light[y * other.width + x];
    let ink = 0;
    for (let v = y; v < Math.min(y + h, other.height); v++)
      for (let u = x; u < Math.min(x + w, other.width); u++)
        ink += Math.abs(other.light[v * other.width + u] - ground) > 60 ? 1 : 0;
    return ink;
  };

  // The middle first: of equals, it counts.
  const steps = [0, ...Array.from({ length: reach }, (_, i) => [i + 1, -i - 1]).flat()];
  const offsets = steps.flatMap((dy) => steps.map((dx) => [dx, dy]));
  return areas.map((area) => {
    const tries = offsets.map(([dx, dy]) => ({ dx, dy, ssim: meanOver(area, dx, dy, 4) }));
    const { dx, dy } = tries.reduce((best, one) => (one.ssim > best.ssim ? one : best));
    return { dx, dy, ssim: meanOver(area, dx, dy, 1), ink: inkIn(area) };
  });
}

/**
 * @param {{evaluate: Function}} page any that may fetch data: addresses
 * @param {[Buffer, Buffer]} screenshots
 * @param {Area[]} areas
 * @param {number} [reach] how far offsets are tried, device px
 * @returns {Promise<Likeness[]>}
 */
export function compareLikeness(page, screenshots, areas, reach = 3) {
  const pngs = screenshots.map((png) => `data:image/png;base64,${png.toString('base64')}`);
  return page.evaluate(measure, { pngs, areas, reach, c1: C1, c2: C2 });
}
