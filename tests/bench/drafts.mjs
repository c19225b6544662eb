// What a keystroke costs in the module, under Node: the rules over a draft of 500 characters.
import { checkDraft } from '../../web/src/abi.js';
import { newEngine } from '../wasm/engine.mjs';
import { report, timeAll } from './measure.mjs';
import { comment } from './text.mjs';

const BANNED = 'ngu khùng điên dốt láo bịp đểu gian tham xạo'.split(' ');
const strict = JSON.stringify({
  bannedWords: BANNED.flatMap((word) => [word, `đồ ${word}`]),
  suspectWords: BANNED.map((word) => `quá ${word}`),
  reservedNames: ['Ban biên tập', 'Quản trị viên'],
});
const text = comment(500);
const draft = JSON.stringify({ text, authorName: 'Bạn đọc' });

const engine = await newEngine();
const document = engine.open();
document.setArticle(JSON.stringify({ title: 'Tin', blocks: [] }));
document.setView({ width: 640, ratio: 2, dark: false, fontSet: 1 });
document.setPolicy(strict);
document.setNow(Date.now());

let last = 0;
function keystroke() {
  last = (last + 1) % 2;
  document.setDraft({ text: text.slice(0, 499 + last), name: 'Bạn đọc' });
  document.layout();
}

const times = timeAll({
  'drafts.check.500': () => checkDraft(engine, '{}', draft),
  'drafts.check.500.words': () => checkDraft(engine, strict, draft),
  'drafts.keystroke.500': keystroke,
});
for (const [name, microseconds] of Object.entries(times)) report(name, microseconds, 'µs');
