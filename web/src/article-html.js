// Reads the publisher's own HTML inside the tag into the blocks of an article
// (docs/article-format.md).
//
// Nothing is parsed and nothing is changed: the nodes are the browser's. Text is always kept, in
// order; what an element means is taken from its tag, from `data-ykien`, and from the marks that
// newspapers use already (microdata, rel, a few class names). What the reader cannot see is not
// read. The work is cut into slices: a page must stay alive, whatever it holds.

import { absolute, isPhoto, sizeOf, sourceOf } from './html-images.js';
import { lookOf, walk, walkInSlices } from './html-walk.js';
import { asDate } from './iso-date.js';

/** @typedef {{text: string, bold?: true, italic?: true, href?: string}} Span */
/** @typedef {import('./html-walk.js').Look} Look */
/** @typedef {import('./html-walk.js').Sink} Sink */
/** @typedef {{type: string, spans?: Span[], [member: string]: unknown}} Block */
/** @typedef {{name: string, url?: string}} NamedLink */
/**
 * @typedef {{
 *   title?: string, lead?: Span[], published?: string, updated?: string, category?: NamedLink,
 *   authors?: NamedLink[],
 *   keywords?: {text: string, url?: string}[], views?: number, likes?: number, blocks: Block[],
 * }} HtmlArticle
 */

const EMBEDS = new Set(['iframe', 'video', 'audio', 'object', 'embed']);
const LIST_DEPTH_MAX = 7;
const COLUMNS_MAX = 64;
const BYLINE_CHARACTERS_MAX = 120;
// No paragraph that people wrote; what is longer is laid out and shown in parts.
const SPANS_MAX = 1000;
const PARAGRAPH_CHARACTERS_MAX = 20_000;
const QUOTE_DEPTH_MAX = 8;

/**
 * By microdata, rel or class; `data-ykien` names one of these outright.
 * @type {[string, string][]}
 */
const MARKS = [
  ['lead', '[itemprop~="description"], .lead, .sapo, .standfirst'],
  ['category', '[itemprop~="articleSection"], [rel~="category"]'],
  ['author', '[itemprop~="author"], [rel~="author"], .author, .byline'],
  ['published', 'time[itemprop~="datePublished"], time[pubdate]'],
  ['updated', 'time[itemprop~="dateModified"]'],
  ['keywords', '[itemprop~="keywords"], [rel~="tag"], .tags, .keywords'],
];

/**
 * @param {Element} root
 * @returns {Promise<HtmlArticle>}
 */
export async function readHtml(root) {
  const sink = new FlowSink();
  await walkInSlices(root, sink);
  sink.boundary();
  return sink.article;
}

/** @param {HTMLElement} element */
function markOf(element) {
  if (element.dataset.ykien) return element.dataset.ykien;
  return MARKS.find(([, selector]) => element.matches(selector))?.[0];
}

/**
 * Running text: of a heading, a caption, a cell. Nested lists are handed out.
 * @implements {Sink}
 */
class InlineSink {
  /** @type {Span[]} */ spans = [];
  /** @type {HTMLElement[]} */ lists = [];

  /** @param {string} text @param {Look} look */
  text(text, look) {
    this.spans.push({ text, ...look });
  }

  boundary() {
    this.spans.push({ text: ' ' });
  }

  /** @param {HTMLElement} element */
  take(element) {
    if (element.localName === 'br') this.boundary();
    if (element.matches('li ul, li ol')) this.lists.push(element);
    return element.matches('br, li ul, li ol');
  }
}

/** @param {Element} element */
function readInline(element) {
  const sink = new InlineSink();
  walk(element, element instanceof HTMLElement ? lookOf(element, {}) : {}, sink);
  return sink;
}

/** @param {Element} element */
const spansOf = (element) => readInline(element).spans;

/** @param {Span[]} spans */
export function plainText(spans) {
  return spans
    .map((span) => span.text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param {Element} element @returns {NamedLink} */
function readLink(element) {
  const link = element.matches('a[href]') ? element : element.querySelector('a[href]');
  const url = link instanceof HTMLAnchorElement ? { url: link.href } : {};
  return { name: plainText(spansOf(element)), ...url };
}

/** @param {string} text "3,120 lượt xem" */
export function readCount(text) {
  const digits = text.replace(/\D/g, '');
  return digits === '' ? undefined : Number(digits);
}

/** Cut between words, if it is too long for one paragraph. @param {string} text */
function partsOf(text) {
  if (text.length <= PARAGRAPH_CHARACTERS_MAX) return [text];
  const words = new RegExp(
    `[^]{1,${PARAGRAPH_CHARACTERS_MAX}}(?:\\s|$)|[^]{1,${PARAGRAPH_CHARACTERS_MAX}}`,
    'gu',
  );
  return text.match(words) ?? [];
}

/** More than a byline says. @param {Element} element */
function isLong(element) {
  const words = element.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  return words.length > BYLINE_CHARACTERS_MAX;
}

/** Block after block. @implements {Sink} */
class FlowSink {
  /** @type {HtmlArticle} */ article = { blocks: [] };
  /** @type {Span[]} */ #spans = [];

  #characters = 0;
  #depth;

  /** @param {number} [depth] of quotes within quotes */
  constructor(depth = 0) {
    this.#depth = depth;
  }

  /** @param {string} text @param {Look} look */
  text(text, look) {
    for (const part of partsOf(text)) {
      if (this.#spans.length === SPANS_MAX || this.#characters > PARAGRAPH_CHARACTERS_MAX)
        this.boundary();
      this.#spans.push({ text: part, ...look });
      this.#characters += part.length;
    }
  }

  /** Ends the paragraph. */
  boundary() {
    const spans = this.#spans;
    this.#spans = [];
    this.#characters = 0;
    if (plainText(spans) !== '') this.#add({ type: 'paragraph', spans });
  }

  /** @param {Block} block */
  #add(block) {
    this.article.blocks.push(block);
  }

  /** @param {HTMLElement} element */
  take(element) {
    const mark = markOf(element);
    if (mark && this.#takeMarked(mark, element)) return true;
    if (this.#takeTime(element)) return true;
    const tag = element.localName;
    const read = this.#readers[/^h[1-6]$/.test(tag) ? 'heading' : EMBEDS.has(tag) ? 'embed' : tag];
    if (!read) return false;
    this.boundary();
    return read(element) !== false;
  }

  /** @param {string} mark @param {HTMLElement} element */
  #takeMarked(mark, element) {
    if (mark === 'text') return false;
    if (mark === 'author' && isLong(element)) return false;
    const { article } = this;
    const text = plainText(spansOf(element));
    if (mark === 'title') article.title ??= text;
    else if (mark === 'lead')
      article.lead = [...(article.lead ?? []), { text: ' ' }, ...spansOf(element)];
    else if (mark === 'category') article.category ??= readLink(element);
    else if (mark === 'views' || mark === 'likes') article[mark] ??= readCount(text);
    else if (mark === 'published' || mark === 'updated') article[mark] ??= dateOf(element);
    else if (mark === 'author' && text !== '') (article.authors ??= []).push(readLink(element));
    else if (mark === 'keywords') this.#takeKeywords(element);
    return true;
  }

  /** @param {HTMLElement} element one keyword, or a box of them */
  #takeKeywords(element) {
    const links = element.matches('a') ? [element] : [...element.querySelectorAll('a')];
    const keywords = links.map(readLink).map(({ name, url }) => ({ text: name, url }));
    (this.article.keywords ??= []).push(...keywords);
  }

  /**
   * A time that stands alone is the article's; one in a sentence is a word.
   * @param {HTMLElement} element
   */
  #takeTime(element) {
    if (element.localName !== 'time' || this.article.published) return false;
    const date = dateOf(element);
    const line = element.closest('p') ?? element;
    const alone = line.textContent?.trim() === element.textContent?.trim();
    if (!date || !alone || plainText(this.#spans) !== '') return false;
    this.article.published = date;
    return true;
  }

  /** @type {Record<string, (element: HTMLElement) => boolean | void>} */
  #readers = {
    heading: (element) => {
      const level = Number(element.localName[1]);
      const spans = spansOf(element);
      if (level === 1 && this.article.title === undefined) this.article.title = plainText(spans);
      else if (plainText(spans) !== '')
        this.#add({ type: 'heading', level: Math.max(2, level), spans });
    },
    figure: (element) => this.#readFigure(element),
    img: (element) => this.#addImages([element], []),
    blockquote: (element) => this.#readQuote(element),
    ul: (element) => this.#readList(element),
    ol: (element) => this.#readList(element),
    table: (element) => this.#readTable(/** @type {HTMLTableElement} */ (element)),
    hr: () => this.#add({ type: 'separator' }),
    br: () => {},
    embed: (element) => this.#readEmbed(element),
  };

  /** @param {HTMLElement} element */
  #readFigure(element) {
    const images = [...element.querySelectorAll('img')].filter(isPhoto);
    if (images.length === 0) return false;
    const caption = element.querySelector('figcaption');
    this.#addImages(images, caption ? spansOf(caption) : []);
    return true;
  }

  /** The caption goes with the last. @param {Element[]} elements @param {Span[]} caption */
  #addImages(elements, caption) {
    const images = /** @type {HTMLImageElement[]} */ (elements).filter(isPhoto);
    images.forEach((image, i) => {
      const last = i === images.length - 1 && plainText(caption) !== '';
      this.#add({
        type: 'image',
        src: sourceOf(image),
        alt: image.alt,
        ...sizeOf(image),
        ...(last && { caption }),
      });
    });
  }

  /** @param {HTMLElement} element */
  #readQuote(element) {
    if (this.#depth === QUOTE_DEPTH_MAX) return false;
    const inner = new FlowSink(this.#depth + 1);
    walk(element, {}, inner);
    inner.boundary();
    const source = element.querySelector('footer, cite');
    const citation = source ? spansOf(source) : [];
    const said = inner.article.blocks.filter(
      (block) => block.spans && plainText(block.spans) !== plainText(citation),
    );
    this.#add({ type: 'quote', paragraphs: said.map((block) => block.spans), citation });
    for (const block of inner.article.blocks) if (!block.spans) this.#add(block);
    return true;
  }

  /** @param {HTMLElement} element */
  #readList(element) {
    /** @type {{depth: number, spans: Span[]}[]} */
    const items = [];
    collectItems(element, 0, items);
    if (items.length > 0) this.#add({ type: 'list', ordered: element.localName === 'ol', items });
  }

  /** @param {HTMLTableElement} table */
  #readTable(table) {
    const isWide = (/** @type {HTMLTableRowElement} */ { cells }) =>
      [...cells].reduce((sum, cell) => sum + cell.colSpan, 0) > 1;
    if (![...table.rows].some(isWide)) return this.#readColumn(table);
    const rows = [...table.rows].map((row) =>
      [...row.cells].flatMap(readCell).slice(0, COLUMNS_MAX),
    );
    const caption = table.caption ? spansOf(table.caption) : [];
    this.#add({ type: 'table', rows: rows.filter((row) => row.length > 0), caption });
    return true;
  }

  /**
   * Editors frame photos in a table of one column, the caption below; any other such table is no
   * table.
   * @param {HTMLTableElement} table
   */
  #readColumn(table) {
    const images = [...table.querySelectorAll('img')].filter(isPhoto);
    if (images.length === 0) return false;
    this.#addImages(images, spansOf(table));
    return true;
  }

  /** What cannot be shown here can be gone to. @param {HTMLElement} element */
  #readEmbed(element) {
    const source = element.querySelector('source');
    const address =
      element.getAttribute('src') ?? element.getAttribute('data') ?? source?.getAttribute('src');
    const href = absolute(address ?? '', element.baseURI);
    if (!href) return;
    this.#add({
      type: 'paragraph',
      spans: [{ text: element.title || element.ariaLabel || new URL(href).hostname || href, href }],
    });
  }
}

/** @param {Element} list @param {number} depth @param {{depth: number, spans: Span[]}[]} items */
function collectItems(list, depth, items) {
  for (const item of list.children) {
    const below = Math.min(LIST_DEPTH_MAX, depth + 1);
    // Set wrongly, but often: a list straight in a list.
    const { spans, lists } = item.matches('ul, ol')
      ? { spans: [], lists: [item] }
      : readInline(item);
    if (plainText(spans) !== '') items.push({ depth, spans });
    for (const inner of lists) collectItems(inner, below, items);
  }
}

/** @param {HTMLTableCellElement} cell */
function readCell(cell) {
  const span = Math.min(COLUMNS_MAX, Math.max(1, cell.colSpan));
  const header = cell.localName === 'th';
  return Array.from({ length: span }, (_, i) => ({ header, spans: i === 0 ? spansOf(cell) : [] }));
}

/** @param {Element} element */
function dateOf(element) {
  const time = element.matches('time') ? element : element.querySelector('time');
  return asDate(time?.getAttribute('datetime') ?? '');
}
