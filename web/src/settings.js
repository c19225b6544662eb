// How a reader wants to read: the module's settings by number (docs/abi.md).

export const Setting = /** @type {const} */ ({
  textSize: 0,
  family: 1,
  weight: 2,
  lineHeight: 3,
  width: 4,
  letterSpacing: 5,
  wordSpacing: 6,
  paragraphSpacing: 7,
  alignment: 8,
  theme: 9,
  background: 10,
  text: 11,
  link: 12,
});
