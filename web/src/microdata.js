// Microdata (itemscope, itemprop) as the JSON-LD that would say the same.
// https://html.spec.whatwg.org/multipage/microdata.html

/** @typedef {Record<string, unknown>} Members */

export const ARTICLES = ['Article"', 'BlogPosting"'].map((type) => `[itemtype$="${type}]`).join();

/**
 * The articles that the markup speaks of, the root itself among them.
 * @param {Document | Element} root
 * @returns {Members[]}
 */
export function readMicrodata(root) {
  const scopes = [...root.querySelectorAll(ARTICLES)];
  if (root instanceof Element && root.matches(ARTICLES)) scopes.unshift(root);
  return scopes.map(readItem);
}

/** @param {Element} scope @returns {Members} */
function readItem(scope) {
  /** @type {Record<string, unknown[]>} */
  const members = {};
  for (const element of scope.querySelectorAll('[itemprop]')) {
    if (element.parentElement?.closest('[itemscope]') !== scope) continue;
    for (const name of (element.getAttribute('itemprop') ?? '').trim().split(/\s+/)) {
      const value = valueOf(element, name);
      // Some write Headline.
      if (value) (members[name.charAt(0).toLowerCase() + name.slice(1)] ??= []).push(value);
    }
  }
  // What a reader sees as the headline is the page's, and not declared.
  const seen = !scope.querySelector('[itemprop~="headline"][content]');
  return seen ? { ...members, headline: undefined, seenHeadline: members.headline } : members;
}

/** @param {Element} element @param {string} name */
function valueOf(element, name) {
  if (element.hasAttribute('itemscope')) return readItem(element);
  const get = (/** @type {string} */ attribute) => element.getAttribute(attribute)?.trim();
  const said = get('content') ?? get('datetime') ?? get('src');
  if (said !== undefined) return said;
  const links = [...element.querySelectorAll('a')];
  // "Tagged: a, b": the words around are for people.
  if (/^(keywords|articleSection)$/.test(name) && links.length > 0) return links.map(wordsOf);
  const url = get('href');
  const isAddress = element.localName === 'link' || /url|page|sameAs/i.test(name);
  return (isAddress && url) || wordsOf(element);
}

/** @param {Element} element */
function wordsOf(element) {
  return element.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
