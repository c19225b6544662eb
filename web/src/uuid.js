// UUIDv7 (RFC 9562, section 5.7): ids that sort by time. By hand, as crypto.randomUUID() is missing
// on plain http pages.

/** @param {number} unixMs */
export function makeUuid(unixMs) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint16(0, Math.floor(unixMs / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, unixMs % 2 ** 32);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
