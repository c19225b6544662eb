// Writes the records that the module would leave (docs/abi.md): for tests of what reads them.

const KIND = Object.fromEntries(
  (
    'heading paragraph image figure caption quote list item table row cell rule button input ' +
    'textarea form status group comment marker tableCaption'
  )
    .split(' ')
    .map((name, i) => [name, i + 1]),
);
const STYLE = {
  fontSet: 1,
  family: 0,
  size: 18,
  weight: 400,
  italic: 0,
  color: 0xff222222,
  letterSpacing: 0,
  wordSpacing: 0,
};

/** Marks a word that is a float. */
const float = (value) => ({ float: value });

function writeStyle(style) {
  const { fontSet, family, size, weight, italic, color, ...spacing } = { ...STYLE, ...style };
  const { letterSpacing, wordSpacing } = spacing;
  const look = [fontSet, family, float(size), weight, italic, color];
  return [...look, float(letterSpacing), float(wordSpacing)];
}

/** Numbers the strings, lines and pieces of a section as its twins come to name them. */
class Tables {
  strings = [Buffer.alloc(0)];
  lines = [];
  pieces = [];

  string(text = '') {
    return text === '' ? 0 : this.strings.push(Buffer.from(text)) - 1;
  }

  line(line) {
    const parts = (Array.isArray(line) ? line : [line]).map((part) =>
      typeof part === 'string' ? { text: part } : part,
    );
    const { width = 90, wordSpacing = 0 } = parts[0];
    this.lines.push([this.pieces.length, parts.length, float(width), float(wordSpacing)]);
    for (const { text, style = 0, flags = 0, href } of parts) {
      this.pieces.push([this.string(text), style, flags, this.string(href)]);
    }
  }

  twin({ lines = [], ...twin }) {
    const { id, kind, parent = 0, flags = 0, hash = 1, style = 0, value = 0 } = twin;
    const { x = 0, y = 0, w = 100, h = 28, lineHeight = 28, textX = 0, textY = 0 } = twin;
    const first = this.lines.length;
    for (const line of lines) this.line(line);
    const place = [x, y, w, h].map(float);
    const text = [first, lines.length, this.string(twin.text), this.string(twin.label), value];
    const look = [hash, style, float(lineHeight)];
    const inset = [float(textX), float(textY)];
    return [id, KIND[kind], parent, flags, ...place, ...look, ...text, ...inset, twin.ground ?? 0];
  }
}

/** @param {(number | {float: number})[]} words */
function toBytes(words) {
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, i) => {
    if (typeof word === 'object') bytes.writeFloatLE(word.float, i * 4);
    else bytes.writeUInt32LE(word >>> 0, i * 4);
  });
  return bytes;
}

/**
 * A twin: `kind` by name, `lines` as arrays of pieces (or strings), the rest as in the record.
 * @param {{height?: number, background?: number, role?: number, twins: object[],
 *   styles?: object[]}} section
 * @returns {Buffer}
 */
export function writeSection({
  height = 100,
  background = 0xffffffff,
  role = 0,
  twins,
  styles = [STYLE],
}) {
  const tables = new Tables();
  const rows = twins.map((twin) => tables.twin(twin));
  const { lines, pieces, strings } = tables;
  const blob = Buffer.concat(strings);
  const counts = [twins, lines, pieces, styles, strings, blob].map(({ length }) => length);
  let at = 0;
  const places = strings.flatMap(({ length }) => [(at += length) - length, length]);
  const body = [...rows, ...lines, ...pieces, ...styles.map(writeStyle)].flat();
  return Buffer.concat([
    toBytes([2, float(height), background, role, ...counts, ...body, ...places]),
    blob,
  ]);
}
