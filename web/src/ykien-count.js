// <ykien-count comments="https://…/v1/bao" article="1775">: how many comments an article has.
//
// All badges of a page ask together: one request for each hundred articles of a site. What stands
// in the element stays until the answer has come, and where none does.

const AT_ONCE = 100;
/** @type {Set<YkienCount>} */ let waiting = new Set();

export class YkienCount extends HTMLElement {
  static observedAttributes = ['article', 'comments'];

  attributeChangedCallback() {
    if (waiting.size === 0) setTimeout(askAll);
    waiting.add(this);
  }
}

function askAll() {
  if (document.readyState === 'loading')
    return document.addEventListener('DOMContentLoaded', askAll, { once: true });
  /** @type {Record<string, YkienCount[]>} */ const sites = {};
  for (const badge of waiting) {
    const [site, article] = [badge.getAttribute('comments'), badge.getAttribute('article')];
    if (site && article) (sites[site.replace(/\/$/, '')] ??= []).push(badge);
  }
  waiting = new Set();
  for (const [site, badges] of Object.entries(sites)) {
    const articles = [...new Set(badges.map((badge) => badge.getAttribute('article')))];
    for (let first = 0; first < articles.length; first += AT_ONCE)
      ask(site, articles.slice(first, first + AT_ONCE), badges).catch(console.warn);
  }
}

/**
 * @param {string} site
 * @param {(string | null)[]} articles
 * @param {YkienCount[]} badges
 */
async function ask(site, articles, badges) {
  const query = new URLSearchParams({ articles: articles.join() });
  const response = await fetch(`${site}/counts?${query}`, { credentials: 'omit' });
  if (!response.ok) throw new Error(`ykien-count: ${response.status}`);
  const counts = await response.json();
  for (const badge of badges) {
    const count = counts[articles.indexOf(badge.getAttribute('article'))];
    const lang = badge.closest('[lang]')?.getAttribute('lang') || undefined;
    if (Number.isInteger(count)) badge.textContent = count.toLocaleString(lang);
  }
}

customElements.get('ykien-count') ?? customElements.define('ykien-count', YkienCount);
