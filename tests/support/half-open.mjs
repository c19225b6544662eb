// node half-open.mjs PORT COUNT AT_ONCE: opens so many connections, each with a request that it
// never ends; the oldest go where there would be more than AT_ONCE. Ends when the server has let go
// of the last. A process of its own, for the limit of open files.

import { connect } from 'node:net';

const [port, count, atOnce] = process.argv.slice(2).map(Number);
const WAVE = 200;
const ADDRESSES = 8; // one alone has too few ports
const open = new Set();
let begun = 0;

/** Resolves when it is open, or refused. */
function begin(number) {
  const localAddress = `127.0.0.${2 + (number % ADDRESSES)}`;
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress }, () => {
      begun++;
      open.add(socket);
      socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Half: ', done);
    });
    socket.on('error', done);
    socket.on('close', () => done(open.delete(socket)));
  });
}

for (let i = 0; i < count; i += WAVE) {
  for (const socket of [...open].slice(0, Math.max(0, open.size + WAVE - atOnce)))
    socket.resetAndDestroy();
  await Promise.all(Array.from({ length: Math.min(WAVE, count - i) }, (_, j) => begin(i + j)));
}
const last = open.size;
while (open.size > 0) await new Promise((done) => setTimeout(done, 100));
console.log(JSON.stringify({ begun, last }));
