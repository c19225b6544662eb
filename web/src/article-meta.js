// What the article is beyond its text: from the tag's attributes, its JSON block, its HTML, and the
// page around it.
//
// For each member the first of these that has it counts: attribute, JSON block, the HTML in the
// tag, JSON-LD, the page's meta elements. docs/publishing.md tells publishers so.

import { asDate, plainText, readCount, readHtml } from './article-html.js';

/** @typedef {import('./article-html.js').HtmlArticle} HtmlArticle */
/** @typedef {Record<string, unknown>} Members of an article's JSON (docs/article-format.md) */

const ID_BYTES_MAX = 128;

/**
 * @param {HTMLElement} host
 * @param {(text: string) => never} refuse called with a JSON block that is not JSON
 * @returns {{article: Members, policy: unknown}}
 */
export function readArticle(host, refuse) {
  const { policy, ...block } = readBlock(host, refuse);
  const html = readHtml(host);
  const attributes = readAttributes(host);
  const around = readSurroundings(host, String(attributes.id ?? block.id ?? ''), html.title ?? '');
  const article = firstOfEach([attributes, block, html, ...around]);
  const blocks = /** @type {HtmlArticle['blocks']} */ (article.blocks);
  article.id = makeId(article.id ?? location.pathname);
  article.language ??= 'vi';
  article.title ??= takeFirstHeading(blocks) ?? document.title;
  promoteLead(article, blocks);
  delete article.description;
  return { article, policy };
}

/**
 * The members that any layer has; an earlier layer's come first.
 * @param {Members[]} layers
 */
function firstOfEach(layers) {
  /** @type {Members} */
  const all = {};
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) {
      const empty =
        value === undefined ||
        value === null ||
        value === '' ||
        (Array.isArray(value) && value.length === 0);
      if (!empty && all[name] === undefined) all[name] = value;
    }
  }
  all.blocks ??= [];
  return all;
}

/** An id of the characters that the core allows. @param {unknown} raw */
function makeId(raw) {
  const id = String(raw)
    .replace(/[^A-Za-z0-9._~-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id.slice(-ID_BYTES_MAX) || 'article';
}

/** @param {HtmlArticle['blocks']} blocks */
function takeFirstHeading(blocks) {
  if (blocks[0]?.type !== 'heading') return undefined;
  return plainText(blocks.shift()?.spans ?? []);
}

/**
 * Pages repeat the lead in their description: a first paragraph that says the same is the lead, not
 * to be said twice.
 * @param {Members} article
 * @param {HtmlArticle['blocks']} blocks
 */
function promoteLead(article, blocks) {
  const description = String(article.description ?? '')
    .replace(/\s+/g, ' ')
    .replace(/\s*(…|\.\.\.)$/, '')
    .trim();
  if (article.lead || description === '') return;
  const first = blocks[0]?.type === 'paragraph' ? (blocks[0].spans ?? []) : [];
  if (plainText(first).startsWith(description)) article.lead = blocks.shift()?.spans;
}

/**
 * @param {HTMLElement} host
 * @param {(text: string) => never} refuse
 * @returns {Members}
 */
function readBlock(host, refuse) {
  const text = host.querySelector('script[type="application/json"]')?.textContent ?? '{}';
  try {
    const members = JSON.parse(text);
    if (members !== null && typeof members === 'object' && !Array.isArray(members)) return members;
  } catch {
    // Said below, with the place.
  }
  return refuse(text);
}

/** @param {HTMLElement} host @returns {Members} */
function readAttributes(host) {
  const get = (/** @type {string} */ name) => host.getAttribute(name)?.trim() || undefined;
  const count = (/** @type {string} */ name) => readCount(get(name) ?? '');
  const language = host.closest('[lang]')?.getAttribute('lang') ?? '';
  const clock = get('clock');
  return {
    id: get('article'),
    language: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? language : undefined,
    category: get('category'),
    published: get('published'),
    updated: get('updated'),
    authors: splitNames(get('author')),
    keywords: splitNames(get('keywords')),
    views: count('views'),
    likes: count('likes'),
    utcOffset: get('utc-offset'),
    numberStyle: get('number-style'),
    weather: readWeather(get('weather')),
    clock: clock && clock !== 'off',
  };
}

/** @param {unknown} text "một, hai" */
function splitNames(text) {
  if (Array.isArray(text)) return text.filter((name) => typeof name === 'string');
  return typeof text === 'string'
    ? text
        .split(/[,;]/)
        .map((name) => name.trim())
        .filter(Boolean)
    : undefined;
}

/** @param {string} [text] "Đà Lạt; 18; 14; 23" */
function readWeather(text) {
  const [place, ...degrees] = text?.split(';').map((part) => part.trim()) ?? [];
  const [now, low, high] = degrees.map((degree) => Math.round(Number.parseFloat(degree)));
  return place && [now, low, high].every(Number.isFinite) ? { place, now, low, high } : undefined;
}

/**
 * JSON-LD, then meta elements. On a page with several widgets only a JSON-LD that names this
 * article speaks of it.
 * @param {HTMLElement} host
 * @param {string} id
 * @param {string} title
 * @returns {Members[]}
 */
function readSurroundings(host, id, title) {
  const alone = host.ownerDocument.querySelectorAll(host.localName).length <= 1;
  const nodes = [...linkedData(host), ...linkedData(host.ownerDocument)].filter(isArticle);
  const named = nodes.find(
    (node) => (id && identifierOf(node) === id) || (title && node.headline === title),
  );
  const node = named ?? (alone ? nodes[0] : undefined);
  return [
    ...(node ? [readLinkedData(node)] : []),
    ...(alone ? [readMeta(host.ownerDocument)] : []),
  ];
}

/** @param {ParentNode} root @returns {Members[]} */
function linkedData(root) {
  return [...root.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
    try {
      return flatten(JSON.parse(script.textContent ?? ''));
    } catch {
      return []; // somebody else's mistake, and not needed
    }
  });
}

/** @param {unknown} value @returns {Members[]} */
function flatten(value) {
  if (Array.isArray(value)) return value.flatMap(flatten);
  if (value === null || typeof value !== 'object') return [];
  const node = /** @type {Members} */ (value);
  return '@graph' in node ? flatten(node['@graph']) : [node];
}

/** @param {Members} node */
function isArticle(node) {
  return [node['@type']].flat().some((type) => /Article$|BlogPosting$/.test(String(type)));
}

/** @param {Members} node */
function identifierOf({ identifier }) {
  const [first] = [identifier].flat();
  return String(/** @type {Members} */ (first)?.value ?? first ?? '');
}

/** @param {Members} node @returns {Members} */
function readLinkedData(node) {
  const page = /** @type {Members | string | undefined} */ (node.mainEntityOfPage);
  const body = typeof node.articleBody === 'string' ? node.articleBody.split(/\n+/) : [];
  return {
    id: identifierOf(node),
    language: node.inLanguage,
    title: node.headline,
    description: node.description,
    published: asDate(String(node.datePublished ?? '')),
    updated: asDate(String(node.dateModified ?? '')),
    category: [node.articleSection].flat()[0],
    keywords: splitNames(node.keywords),
    authors: [node.author]
      .flat()
      .map(readPerson)
      .filter((person) => person !== undefined),
    sourceUrl: typeof page === 'string' ? page : (page?.['@id'] ?? node.url),
    views: interactions(node, /(View|Read)Action/),
    likes: interactions(node, /LikeAction/),
    blocks: body.filter((text) => text.trim()).map((text) => ({ type: 'paragraph', text })),
  };
}

/** @param {unknown} person */
function readPerson(person) {
  if (typeof person === 'string') return { name: person };
  const { name, url } = /** @type {Members} */ (person ?? {});
  return typeof name === 'string' ? { name, ...(typeof url === 'string' && { url }) } : undefined;
}

/** @param {Members} node @param {RegExp} action */
function interactions({ interactionStatistic }, action) {
  const counters = /** @type {(Members | undefined)[]} */ ([interactionStatistic].flat());
  const counter = counters.find((one) => action.test(JSON.stringify(one?.interactionType ?? '')));
  return readCount(String(counter?.userInteractionCount ?? ''));
}

/** @param {Document} page @returns {Members} */
function readMeta(page) {
  const all = (/** @type {string} */ name) =>
    [...page.querySelectorAll(`meta[property="${name}"], meta[name="${name}"]`)].map(
      (meta) => meta.getAttribute('content')?.trim() ?? '',
    );
  const first = (/** @type {string[]} */ ...names) => names.flatMap(all).find(Boolean);
  const canonical = page.querySelector('link[rel="canonical"]');
  const author = first('author');
  return {
    title: first('og:title'),
    description: first('og:description', 'description'),
    published: asDate(first('article:published_time') ?? ''),
    updated: asDate(first('article:modified_time') ?? ''),
    category: first('article:section'),
    keywords:
      all('article:tag').length > 0
        ? all('article:tag')
        : splitNames(first('news_keywords', 'keywords')),
    authors: author ? [author] : [],
    sourceUrl: canonical instanceof HTMLLinkElement ? canonical.href : first('og:url'),
  };
}
