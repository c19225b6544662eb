// What an img of the publisher's shows, and how large it is.

// What the core takes (shared/include/ykien/limits.h).
const IMAGE_PX_MAX = 65_535;

/** Not a blind pixel that counts visits. @param {HTMLImageElement} image */
export function isPhoto(image) {
  const { width, height } = sizeOf(image);
  return (width ?? 9) > 2 && (height ?? 9) > 2 && sourceOf(image) !== '';
}

/** @param {HTMLImageElement} image */
export function sourceOf(image) {
  const { src, original, lazySrc } = image.dataset;
  const address = src || original || lazySrc || image.currentSrc || image.getAttribute('src') || '';
  return absolute(address, image.baseURI);
}

/** @param {string} address @param {string} base @returns '' for what is no address */
export function absolute(address, base) {
  try {
    return address && new URL(address, base).href;
  } catch {
    return '';
  }
}

/**
 * As the attributes say, or as the photo that has arrived is.
 * @param {HTMLImageElement} image
 * @returns {{width?: number, height?: number}}
 */
export function sizeOf(image) {
  const [width, height] = ['width', 'height'].map((name) =>
    Number.parseInt(image.getAttribute(name) ?? '', 10),
  );
  if (width > 0 && height > 0) return withinLimit(width, height);
  return image.naturalWidth > 0 ? { width: image.naturalWidth, height: image.naturalHeight } : {};
}

/** Of the same shape. @param {number} width @param {number} height */
function withinLimit(width, height) {
  const scale = Math.min(1, IMAGE_PX_MAX / Math.max(width, height));
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
}
