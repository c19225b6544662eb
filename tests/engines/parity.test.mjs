// The drawn text is the text as the browser itself would draw it: same place, same look, for each
// script.

import assert from 'node:assert/strict';
import { eachEngine, showArticle } from './support/engines.mjs';
import { assertLikeness } from './support/likeness.mjs';

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
// The words themselves are shown where WebKit lays kana out in one way and paints them in another,
// and where Firefox's canvas scales pictures of emoji by another filter than its page.
const SHOWN_AS_WORDS = { webkit: /^Japanese/, firefox: /^emoji, DPR 2/ };
// With it, all else that is written around an article is compared.
const WHOLE = 'Vietnamese, composed';
const LANGUAGES = {
  Chinese: 'zh',
  Japanese: 'ja',
  Korean: 'ko',
  Thai: 'th',
  Devanagari: 'hi',
  Arabic: 'ar',
  Hebrew: 'he',
};

/** Runs in the page: the colours of a text's lines. */
function inkOf(text) {
  const lines = [...document.querySelectorAll('.ykien-twins[role="article"] > :is(h1, p)')]
    .flatMap((block) => (block.matches('.yk-plain') ? block : [...block.children]))
    .filter(({ textContent }) => text.includes(textContent.trim().normalize('NFC')));
  return lines.map((line) => getComputedStyle(line).color);
}

eachEngine((behave) => {
  for (const ratio of [1, 2]) {
    for (const [script, text] of Object.entries(SCRIPTS)) {
      const lang = LANGUAGES[script] ?? 'vi';
      behave(
        `drawn as the browser sets it: ${script}, DPR ${ratio}`,
        async (scene) => {
          const { page, engine } = scene;
          const name = `${script}, DPR ${ratio}`;
          const isDrawn = !SHOWN_AS_WORDS[engine]?.test(name);
          const isWhole = isDrawn || engine !== 'webkit'; // there, all of a Japanese page
          await showArticle(scene, `<h1>${text.slice(0, 24)}</h1><p>${text}</p>`, {
            attributes: `theme="light" lang="${lang}"`,
            lang,
            state: isWhole ? 'painted' : 'layered',
          });
          const of = text.normalize('NFC');
          if (!isDrawn) {
            const ink = await page.evaluate(inkOf, of);
            assert.ok(ink.length >= 2 && !ink.includes('rgba(0, 0, 0, 0)'), ink.join());
            return;
          }
          const which = script === WHOLE ? { within: '.ykien-twins' } : { of };
          await assertLikeness(page, which);
        },
        { viewport: { ratio } },
      );
    }
  }
});
