// Colours as the module's settings have them: 0xRRGGBB.

/** As a colour field writes it. @param {number} rgb */
export function toHex(rgb) {
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

/** @param {string} hex */
export function fromHex(hex) {
  return Number.parseInt(hex.slice(1), 16);
}

/** Relative luminance, WCAG 2.2. @param {number} rgb */
function luminance(rgb) {
  const [r, g, b] = [16, 8, 0].map((shift) => {
    const part = ((rgb >> shift) & 255) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, 1 to 21, WCAG 2.2. @param {number} one @param {number} other */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
