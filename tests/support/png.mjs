// A small PNG made from a function, for pages that need a photo.

import { crc32, deflateSync } from 'node:zlib';

function chunk(type, data) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4, 'latin1');
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(Buffer.concat([head.subarray(4), data])));
  return Buffer.concat([head, data, tail]);
}

/** @param {number} bits of a pixel @param {number} color as in PNG @param {Buffer} rows */
function assemble(width, height, bits, color, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([bits, color, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', deflateSync(rows));
  return Buffer.concat([signature, chunk('IHDR', header), data, chunk('IEND', Buffer.alloc(0))]);
}

/** @param {(x: number, y: number) => [number, number, number]} colorAt */
export function makePng(width, height, colorAt) {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => colorAt(x, y)).flat()]),
  );
  return assemble(width, height, 8, 2, Buffer.concat(rows));
}

/** As many pixels as one likes, in a few kilobytes. */
export function makeBlackPng(width, height) {
  return assemble(width, height, 1, 0, Buffer.alloc((1 + Math.ceil(width / 8)) * height));
}
