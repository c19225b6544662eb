// A comments client of the page's own: keeps comments in memory, answers slowly, and fails the
// first time.

const PAUSE_MS = 1200;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
const log = document.querySelector('#log');
const say = (line) => log.append(`${line}\n`);

class ForgetfulClient {
  #comments = [];
  #failures = { list: 1, add: 1 };

  async #answer(name) {
    await pause();
    if (this.#failures[name]-- > 0) throw new TypeError(`${name}: no network, on purpose`);
  }

  async list() {
    await this.#answer('list');
    return `[${this.#comments.join()}]`;
  }

  async add(articleId, comment) {
    await this.#answer('add');
    this.#comments.push(comment);
    return comment;
  }
}

const element = document.querySelector('ykien-reader');
element.client = new ForgetfulClient();
for (const type of ['ykien-ready', 'ykien-error', 'ykien-comment']) {
  element.addEventListener(type, ({ detail }) => say(`${type} ${JSON.stringify(detail)}`));
}
