// Reads the publisher's own HTML inside the tag into the blocks of an article
// (docs/article-format.md).
//
// Nothing is parsed and nothing is changed: the nodes are the browser's. Text is always kept, in
// order; what an element means is taken from its tag, from `data-ykien`, and from the marks that
// newspapers use already (microdata, rel, a few class names). What the reader cannot see is not
// read.

/** @typedef {{text: string, bold?: true, italic?: true, href?: string}} Span */
/** @typedef {{bold?: true, italic?: true, href?: string}} Look */
/** @typedef {{type: string, spans?: Span[], [member: string]: unknown}} Block */
/** @typedef {{name: string, url?: string}} NamedLink */
/**
 * @typedef {{
 *   title?: string, lead?: Span[], published?: string, updated?: string, category?: NamedLink,
 *   authors?: NamedLink[],
 *   keywords?: {text: string, url?: string}[], views?: number, likes?: number, blocks: Block[],
 * }} HtmlArticle
 */
/**
 * Takes what walk() comes across.
 * @typedef {{
 *   text(text: string, look: Look): void,
 *   boundary(): void,
 *   take(element: HTMLElement, look: Look): boolean,
 * }} Sink
 */

const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'button',
  'input',
  'select',
  'textarea',
  'canvas',
  'svg',
  'math',
  'dialog',
]);
const EMBEDS = new Set(['iframe', 'video', 'audio', 'object', 'embed']);
const LIST_DEPTH_MAX = 7;
const COLUMNS_MAX = 64;
const BYLINE_CHARACTERS_MAX = 120;

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
 * @param {Element} host
 * @returns {HtmlArticle}
 */
export function readHtml(host) {
  const sink = new FlowSink();
  walk(host, {}, sink);
  sink.boundary();
  return sink.article;
}

/** @param {Node} node @param {Look} look @param {Sink} sink */
function walk(node, look, sink) {
  for (const child of node.childNodes) {
    if (child instanceof Text) sink.text(child.data, look);
    if (!(child instanceof HTMLElement) || child.slot !== '' || SKIPPED.has(child.localName))
      continue;
    const { display, visibility } = getComputedStyle(child);
    if (display === 'none' || visibility === 'hidden' || sink.take(child, look)) continue;
    const isBlock = !/^(inline|contents|ruby)/.test(display);
    if (isBlock) sink.boundary();
    walk(child, lookOf(child, look), sink);
    if (isBlock) sink.boundary();
  }
}

/** @param {HTMLElement} element @param {Look} look @returns {Look} */
function lookOf(element, look) {
  if (element.matches('b, strong, dt')) return { ...look, bold: true };
  if (element.matches('i, em, cite, dfn, var')) return { ...look, italic: true };
  if (element instanceof HTMLAnchorElement && element.href) return { ...look, href: element.href };
  return look;
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

/** Block after block. @implements {Sink} */
class FlowSink {
  /** @type {HtmlArticle} */ article = { blocks: [] };
  /** @type {Span[]} */ #spans = [];

  /** @param {string} text @param {Look} look */
  text(text, look) {
    this.#spans.push({ text, ...look });
  }

  /** Ends the paragraph. */
  boundary() {
    const spans = this.#spans;
    this.#spans = [];
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
    const { article } = this;
    const text = plainText(spansOf(element));
    if (mark === 'title') article.title ??= text;
    else if (mark === 'lead')
      article.lead = [...(article.lead ?? []), { text: ' ' }, ...spansOf(element)];
    else if (mark === 'category') article.category ??= readLink(element);
    else if (mark === 'views' || mark === 'likes') article[mark] ??= readCount(text);
    else if (mark === 'published' || mark === 'updated') article[mark] ??= dateOf(element);
    else if (mark === 'author') return this.#takeAuthor(element, text);
    else if (mark === 'keywords') this.#takeKeywords(element);
    return mark !== 'text';
  }

  /** @param {HTMLElement} element @param {string} text */
  #takeAuthor(element, text) {
    if (text.length > BYLINE_CHARACTERS_MAX) return false;
    if (text !== '') (this.article.authors ??= []).push(readLink(element));
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
    const time = element.matches('time') ? element : element.querySelector('time');
    const date = time && dateOf(time);
    const alone =
      element.localName === 'time'
        ? element.parentElement?.localName !== 'p'
        : time?.textContent?.trim() === element.textContent?.trim();
    if (!date || !alone || this.article.published || plainText(this.#spans) !== '') return false;
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
    const inner = new FlowSink();
    walk(element, {}, inner);
    inner.boundary();
    const source = element.querySelector('footer, cite');
    const citation = source ? spansOf(source) : [];
    const said = inner.article.blocks.filter(
      (block) => block.spans && plainText(block.spans) !== plainText(citation),
    );
    this.#add({ type: 'quote', paragraphs: said.map((block) => block.spans), citation });
    this.article.blocks.push(...inner.article.blocks.filter((block) => !block.spans));
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
    const rows = [...table.rows].map((row) =>
      [...row.cells].flatMap(readCell).slice(0, COLUMNS_MAX),
    );
    if (rows.every((row) => row.length <= 1)) return this.#readColumn(table);
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
    if (!address) return;
    const href = new URL(address, element.baseURI).href;
    this.#add({
      type: 'paragraph',
      spans: [{ text: element.title || element.ariaLabel || new URL(href).hostname, href }],
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

/** The text, if it starts as an ISO date does. @param {string} text */
export function asDate(text) {
  return /^\d{4}-\d\d-\d\d([T ]|$)/.test(text.trim()) ? text.trim() : undefined;
}

/** Not a blind pixel that counts visits. @param {HTMLImageElement} image */
function isPhoto(image) {
  const { width, height } = sizeOf(image);
  return (width ?? 9) > 2 && (height ?? 9) > 2 && sourceOf(image) !== '';
}

/** @param {HTMLImageElement} image */
function sourceOf(image) {
  const late = image.dataset.src ?? image.dataset.original ?? '';
  const address = late || image.currentSrc || image.getAttribute('src') || '';
  return address === '' ? '' : new URL(address, image.baseURI).href;
}

/**
 * As the attributes say, or as the photo that has arrived is.
 * @param {HTMLImageElement} image
 * @returns {{width?: number, height?: number}}
 */
function sizeOf(image) {
  const [width, height] = ['width', 'height'].map((name) =>
    Number.parseInt(image.getAttribute(name) ?? '', 10),
  );
  if (width > 0 && height > 0) return { width, height };
  return image.naturalWidth > 0 ? { width: image.naturalWidth, height: image.naturalHeight } : {};
}
