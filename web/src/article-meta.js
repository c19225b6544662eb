// What the article is beyond its text: from the tag's attributes, its JSON block, its HTML, and the
// page around it.
//
// For each member the first of these that has it counts: attribute, JSON block, the HTML in the
// tag, JSON-LD, microdata, the page's meta elements. docs/publishing.md tells publishers so.

import { plainText, readCount, readHtml } from './article-html.js';
import { asDate } from './iso-date.js';
import { ARTICLES, readMicrodata } from './microdata.js';

/** @typedef {import('./article-html.js').HtmlArticle} HtmlArticle */
/** @typedef {Record<string, unknown>} Members of an article's JSON (docs/article-format.md) */

/**
 * A page that was fetched, in a document of its own. More: what its reader found besides.
 * @typedef {{document: Document, root: Element, more: Members,
 *   finish(article: Members, images: unknown[]): void}} FetchedPage
 */

const ID_BYTES_MAX = 128;
// Of what a page around says, which is nobody's promise; far below the core's limits.
const WORDS_MAX = 340;
const NAMES_MAX = 100;
const NEARLY_MS = 2 * 3_600_000;

/**
 * @param {HTMLElement} host
 * @param {(text: string) => never} refuse called with a JSON block that is not JSON
 * @param {FetchedPage} [page] where the article is, instead of in the tag
 * @returns {Promise<{article: Members, policy: unknown}>}
 */
export async function readArticle(host, refuse, page) {
  const { policy, ...block } = readBlock(host, refuse);
  const { blocks: read, ...html } = await readHtml(page?.root ?? host);
  const attributes = readAttributes(host, page ? host : host.closest('[lang]'));
  const id = String(attributes.id ?? block.id ?? '');
  /** @type {Members[]} */
  const around = page
    ? [
        ...layersOf(linkedData(page.document)[0], readMicrodata(page.document)[0], page.document),
        html,
        page.more,
      ]
    : [html, ...readSurroundings(host, id, html.title ?? '')];
  const article = firstOfEach([attributes, block, { blocks: read }, ...around]);
  const blocks = /** @type {HtmlArticle['blocks']} */ (article.blocks);
  article.id = makeId(article.id ?? location.pathname);
  article.language ??= 'vi';
  article.title ??= takeFirstHeading(blocks) ?? document.title;
  page?.finish(
    article,
    around.map(({ image }) => image),
  );
  promoteLead(article, blocks);
  delete article.description;
  delete article.image;
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
export function makeId(raw) {
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

/**
 * @param {HTMLElement} host
 * @param {Element | null} tongue the element that says the language
 * @returns {Members}
 */
function readAttributes(host, tongue) {
  const get = (/** @type {string} */ name) => host.getAttribute(name)?.trim() || undefined;
  const count = (/** @type {string} */ name) => readCount(get(name) ?? '');
  const clock = get('clock');
  return {
    id: get('article'),
    language: asLanguage(tongue?.getAttribute('lang')),
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

/** @param {unknown} names "một, hai", or one by one */
function splitNames(names) {
  const [first, ...others] = [names].flat(2);
  const all =
    typeof first === 'string' && others.length === 0 ? first.split(/[,;]/) : [first, ...others];
  return all.map(textOf).filter(Boolean).slice(0, NAMES_MAX);
}

/** @param {string} [text] "Đà Lạt; 18; 14; 23" */
function readWeather(text) {
  const [place, ...degrees] = text?.split(';').map((part) => part.trim()) ?? [];
  const [now, low, high] = degrees.map((degree) => Math.round(Number.parseFloat(degree)));
  return place && [now, low, high].every(Number.isFinite) ? { place, now, low, high } : undefined;
}

/** Of a language tag, or of what is nearly one. @param {unknown} said "pt_BR" */
function asLanguage(said) {
  const tag = textOf(said).replace('_', '-');
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/.test(tag) ? tag : undefined;
}

/**
 * What the page around the tag says. On a page with several widgets only what names this article
 * speaks of it.
 * @param {HTMLElement} host
 * @param {string} id
 * @param {string} title
 * @returns {Members[]}
 */
function readSurroundings(host, id, title) {
  const page = host.ownerDocument;
  const alone = page.querySelectorAll(host.localName).length <= 1;
  const isMeant = (/** @type {Members} */ node) =>
    (id !== '' && identifierOf(node) === id) || (title !== '' && textOf(node.headline) === title);
  const choose = (/** @type {Members[]} */ nodes) =>
    nodes.find(isMeant) ?? (alone ? nodes[0] : undefined);
  const [own] = readMicrodata(host.closest(ARTICLES) ?? host);
  return layersOf(
    choose([...linkedData(host), ...linkedData(page)]),
    own ?? choose(readMicrodata(page)),
    alone ? page : undefined,
  );
}

/**
 * JSON-LD, microdata, meta elements; last the headline that a reader sees.
 * @param {Members | undefined} linked
 * @param {Members | undefined} item
 * @param {Document | undefined} page
 * @returns {Members[]}
 */
function layersOf(linked = {}, item = {}, page) {
  const declared = readLinkedData(item);
  const meta = page ? readMeta(page) : {};
  // One time said twice, once without summer time: that of people is wrong oftener.
  const apart = Date.parse(String(declared.published)) - Date.parse(String(meta.published));
  if (Math.abs(apart) < NEARLY_MS) declared.published = meta.published;
  return [readLinkedData(linked), declared, meta, { title: textOf(item.seenHeadline) }];
}

/** The articles. @param {ParentNode} root @returns {Members[]} */
function linkedData(root) {
  return [...root.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
    try {
      return flatten(JSON.parse(script.textContent ?? '')).filter(isArticle);
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

/**
 * What others wrote, as text: a string, the first of many, or the name of a thing.
 * @param {unknown} value
 */
function textOf(value) {
  const [first] = [value].flat(2);
  const { name: said = first } = /** @type {Members} */ (first ?? {});
  if (Array.isArray(said)) return textOf(said);
  if (typeof said !== 'string') return '';
  return said.replace(/\s+/g, ' ').trim().slice(0, WORDS_MAX);
}

/** @param {Members} node @returns {Members} */
function readLinkedData(node) {
  const page = /** @type {Members | undefined} */ ([node.mainEntityOfPage].flat()[0]);
  const body = typeof node.articleBody === 'string' ? node.articleBody.split(/\n+/) : [];
  return {
    id: identifierOf(node),
    language: asLanguage(node.inLanguage),
    title: textOf(node.headline),
    description: textOf(node.description),
    published: asDate(textOf(node.datePublished)),
    updated: asDate(textOf(node.dateModified)),
    category: textOf(node.articleSection),
    keywords: splitNames(node.keywords),
    authors: readPeople(node.author),
    sourceUrl: [page?.['@id'], page, node.url].flat().find((url) => typeof url === 'string'),
    views: interactions(node, /(View|Read)Action/),
    likes: interactions(node, /LikeAction/),
    image: node.image,
    blocks: body.filter((text) => text.trim()).map((text) => ({ type: 'paragraph', text })),
  };
}

/** Each once. @param {unknown} people @returns {{name: string, url?: string}[]} */
function readPeople(people) {
  const named = [people].flat(2).map((person) => {
    const [url] = [/** @type {Members} */ (person)?.url].flat();
    return { name: textOf(person), ...(typeof url === 'string' && { url }) };
  });
  // Open Graph wants the address of a profile where a name is needed.
  return named
    .filter(({ name }, i) => name && named.findIndex((one) => one.name === name) === i)
    .filter(({ name }) => !/^https?:|.{100}/.test(name))
    .slice(0, NAMES_MAX);
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
    [...page.querySelectorAll(`meta[property="${name}" i], meta[name="${name}" i]`)].map(
      (meta) => meta.getAttribute('content')?.trim() ?? '',
    );
  const first = (/** @type {string[]} */ ...names) => textOf(names.flatMap(all).find(Boolean));
  const canonical = page.querySelector('link[rel="canonical"]');
  const tags = all('article:tag');
  return {
    title: first('og:title', 'twitter:title'),
    description: first('og:description', 'description', 'twitter:description'),
    published: asDate(first('article:published_time')),
    updated: asDate(first('article:modified_time')),
    category: first('article:section', 'og:article:section'),
    keywords: splitNames(tags[1] ? tags : (tags[0] ?? first('news_keywords', 'keywords'))),
    authors: readPeople(
      ['author', 'article:author', 'og:article:author', 'dc.creator'].flatMap(all),
    ),
    image: first('og:image', 'twitter:image'),
    sourceUrl: canonical instanceof HTMLLinkElement ? canonical.href : first('og:url'),
  };
}
