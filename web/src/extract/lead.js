// What stands above the body of a fetched page: the picture and the lead. Readability leaves them
// out; the page's data names them.

/** @typedef {import('../article-html.js').Block} Block */
/**
 * images: as the page's data names them: addresses, or ImageObjects
 * @typedef {{page: Document, base: string, pictures: import('./images.js').Pictures,
 *   images: unknown[]}} Around
 */
/** @typedef {Record<string, unknown>} Members */

const LEADS =
  'h2, h3, p, [class*="standfirst" i], [class*="subtitle" i], [class*="dek" i], [class*="sapo" i]';
const CAPTION = 'figcaption, [itemprop~="caption"], [class*="caption" i]';
const CAPTION_LEVELS = 3;
const SHORT_NAME = 8;
const SIGN = /\b(logo|favicon|avatar|default|placeholder)/i;

/**
 * @param {Members} article
 * @param {Around} around
 */
export function finishArticle(article, around) {
  const blocks = /** @type {Block[]} */ (article.blocks);
  article.lead ??= findLead(String(article.description ?? ''), around.page, blocks);
  const lead = leadImage(around, blocks);
  if (lead) blocks.unshift(lead);
  // A heading of nothing: what it stood above was none of the article.
  while (blocks.at(-1)?.type === 'heading') blocks.pop();
}

/** @param {Node | null | undefined} node */
const wordsOf = (node) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/**
 * The description, where the page shows it outside of the body.
 * @param {string} description
 * @param {Document} page
 * @param {Block[]} blocks
 */
function findLead(description, page, blocks) {
  if (!description || blocks.some((block) => plain(block).includes(description))) return undefined;
  const shown = [...page.querySelectorAll(LEADS)].some((one) => wordsOf(one) === description);
  return shown ? [{ text: description }] : undefined;
}

/** @param {Block} block */
const plain = ({ spans = [] }) =>
  spans
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ');

/**
 * The picture that the page's data names, if the body does not show it: as the page shows it above
 * the body, else as it is named.
 * @param {Around} around
 * @param {Block[]} blocks
 * @returns {Block | undefined}
 */
function leadImage({ page, base, pictures, images }, blocks) {
  const named = images.flatMap((given) => read(given, base));
  const within = new Set(blocks.flatMap(({ src }) => (src ? keysOf(String(src)) : [])));
  const missing = named.filter(({ keys }) => !keys.some((key) => within.has(key)));
  for (const { keys } of missing) {
    for (const [image, urls] of pictures) {
      if (isShown(image) && urls.some((url) => keysOf(url).some((key) => keys.includes(key))))
        return blockOf(/** @type {HTMLImageElement} */ (image));
    }
  }
  if (missing.length === 0 || missing[0] !== named[0]) return undefined;
  const alt = page.querySelector('meta[property="og:image:alt"]')?.getAttribute('content') ?? '';
  const [{ src, caption }] = missing;
  return { type: 'image', src, alt, ...(caption && { caption }) };
}

/**
 * The first of what one source names; nothing, if it is the site's sign.
 * @param {unknown} given
 * @param {string} base
 * @returns {{src: string, caption: string, keys: string[]}[]}
 */
function read(given, base) {
  const [first] = [given].flat();
  const item = /** @type {Members} */ (typeof first === 'string' ? { url: first } : (first ?? {}));
  const [address] = [item.url, item.contentUrl, item['@list']].flat().filter(Boolean);
  const [caption] = [item.caption].flat();
  if (typeof address !== 'string' || SIGN.test(address) || !URL.canParse(address, base)) return [];
  const src = new URL(address, base).href;
  return [{ src, caption: typeof caption === 'string' ? caption : '', keys: keysOf(src) }];
}

/** By what two addresses are of one picture, in other sizes. @param {string} url */
function keysOf(url) {
  const { pathname } = new URL(url);
  const parts = pathname.split('/').map((part) => {
    const name = part.replace(/\.\w{2,5}$/, '').replace(/[-_](\d+x\d+|\d{2,4}w?)$/, '');
    // Long with a digit: a number or a hash, and no folder of the site.
    return name.length > SHORT_NAME && /\d/.test(name) && !/^\d+x\d+$/.test(name) ? name : '';
  });
  return [pathname, ...parts.filter(Boolean)];
}

/** Not in what only leads elsewhere. @param {Element} image */
function isShown(image) {
  return !image.closest('nav, aside, footer, [class*="related" i], [hidden]');
}

/** @param {HTMLImageElement} image @returns {Block} */
function blockOf(image) {
  let box = image.parentElement;
  let caption = image.dataset.caption ?? '';
  for (let i = 0; box && caption === '' && i < CAPTION_LEVELS; i++) {
    caption = wordsOf(box.querySelector(CAPTION));
    if (box.localName === 'figure') break;
    box = box.parentElement;
  }
  const [width, height] = ['width', 'height'].map((name) => Number(image.getAttribute(name)));
  return {
    type: 'image',
    src: image.src,
    alt: image.alt,
    ...(width > 0 && height > 0 && { width, height }),
    ...(caption && { caption }),
  };
}
