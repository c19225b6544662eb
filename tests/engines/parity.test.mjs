// The drawn text is the text as the browser itself would draw it: same place, same look, for each
// script.

import assert from 'node:assert/strict';
import { lineAreas } from '../support/ink.mjs';
import { compareLikeness } from '../support/ssim.mjs';
import { eachEngine, showArticle } from './support/engines.mjs';

const LEAST_SSIM = 0.98;
const INK_MIN = 10;
const HEIGHT = 700; // CSS px of the viewport
const VIETNAMESE =
  'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ; trẻ nhỏ chạy ra bờ nghe ' +
  'kể về những ngả đường xa, nơi gió lộng và trời rộng.';
const SCRIPTS = {
  Latin:
    'Every evening the small boat comes back to the landing (AVATAR, “fi” and “fl”), carrying ' +
    'a few old stories; children run down to the water to hear of faraway roads.',
  'Vietnamese, composed': VIETNAMESE.normalize('NFC'),
  'Vietnamese, decomposed': VIETNAMESE.normalize('NFD'),
  Chinese: '傍晚，小船又回到了渡口，带来几段旧故事；孩子们跑到岸边，听远方道路的事，那里风大天阔。',
  Japanese:
    '夕方になると、小さな舟が渡し場へ戻ってくる。子どもたちは岸辺へ走り、遠い道の話を聞く。',
  Korean: '저녁마다 작은 배가 나루터로 돌아와 오래된 이야기를 전한다. 아이들은 물가로 달려간다.',
  Thai: 'ทุกเย็นเรือลำเล็กจะกลับมาที่ท่าน้ำพร้อมกับเรื่องเล่าเก่าๆ เด็กๆ วิ่งลงไปฟังเรื่องถนนที่อยู่ไกลออกไป',
  Devanagari:
    'हर शाम छोटी नाव घाट पर लौट आती है और कुछ पुरानी कहानियाँ लाती है; बच्चे दौड़कर दूर के रास्तों की बातें सुनते हैं।',
  Arabic:
    'كل مساء يعود القارب الصغير إلى المرسى حاملاً بعض الحكايات القديمة، ويركض الأطفال (42 طفلاً) ' +
    'ليسمعوا عن الطرق البعيدة.',
  Hebrew:
    'בכל ערב חוזרת הסירה הקטנה אל המזח ומביאה כמה סיפורים ישנים, והילדים (42 ילדים) רצים לשמוע ' +
    'על הדרכים הרחוקות.',
  'both directions in one paragraph':
    'The word سفينة means ship, and סירה means boat: 3 ships (ثلاث سفن) and 2 boats came today, ' +
    'said the old man at the landing.',
  emoji: 'Hay quá 👍🏽 👨‍👩‍👧‍👦 🇻🇳 🏳️‍🌈 ❤️ 1️⃣ 😀 và một con mèo 🐈‍⬛ ngồi bên bến nước 🚤 lúc chiều xuống 🌅.',
};
const LANGUAGES = {
  Chinese: 'zh',
  Japanese: 'ja',
  Korean: 'ko',
  Thai: 'th',
  Devanagari: 'hi',
  Arabic: 'ar',
  Hebrew: 'he',
};

/** Runs in the page: takes the picture away, and shows the twins. */
function showTwins() {
  const { shadowRoot } = document.querySelector('ykien-reader');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.tiles { visibility: hidden }');
  shadowRoot.adoptedStyleSheets.push(sheet);
  for (const one of document.querySelectorAll('.yk-painted')) one.classList.remove('yk-painted');
}

/** Painted, and as the browser sets it; with the line areas of the article's words. */
async function takePictures(page, ratio) {
  const lines = (await page.evaluate(lineAreas)).filter(({ w, y, h }) => w > 1 && y + h < HEIGHT);
  const painted = await page.screenshot();
  await page.evaluate(showTwins);
  const set = await page.screenshot();
  const areas = lines.map(({ x, y, w, h }) => ({
    x: Math.max(0, Math.floor(x * ratio) - 2),
    y: Math.floor(y * ratio),
    w: Math.ceil(w * ratio) + 4,
    h: Math.ceil(h * ratio),
  }));
  return { lines, pictures: [painted, set], areas };
}

const isOff = ({ dx, dy, ssim, ink }) =>
  Math.abs(dx) > 1 || Math.abs(dy) > 1 || ssim < LEAST_SSIM || ink < INK_MIN;
const tell = ({ dx, dy, ssim, ink }, { text }) =>
  `${text}: ${dx}, ${dy} px off, likeness ${ssim.toFixed(4)}, ${ink} px of ink`;

async function compare({ page }, ratio) {
  const { lines, pictures, areas } = await takePictures(page, ratio);
  assert.ok(lines.length > 1, `${lines.length} lines`);
  const found = await compareLikeness(page, pictures, areas);
  const wrong = found.map((one, i) => isOff(one) && tell(one, lines[i])).filter(Boolean);
  assert.deepEqual(wrong, []);
}

eachEngine((behave) => {
  for (const ratio of [1, 2]) {
    for (const [script, text] of Object.entries(SCRIPTS)) {
      const lang = LANGUAGES[script] ?? 'vi';
      behave(
        `drawn as the browser sets it: ${script}, DPR ${ratio}`,
        async (scene) => {
          await showArticle(scene, `<h1>${text.slice(0, 24)}</h1><p>${text}</p>`, {
            attributes: `theme="light" lang="${lang}"`,
            lang,
          });
          await compare(scene, ratio);
        },
        { viewport: { ratio, height: HEIGHT } },
      );
    }
  }
});
