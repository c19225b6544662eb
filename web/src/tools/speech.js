// Reads the article aloud by the browser's own voices, a sentence at a time, and marks it.
//
// A pause is a stop that remembers the sentence: what browsers call pausing hangs on some systems.

import { articleOf, scrollIntoSight } from './context.js';
import { iconButton, make, prefersStillness, relabel } from './dom.js';
import { habits, keepHabits } from './memory.js';
import { styleMarks } from './style.js';
import { highlight, indexText, rangeOf } from './text-index.js';
import { fill } from './words.js';

/** @typedef {import('./text-index.js').IndexedBlock} IndexedBlock */
/** @typedef {{block: number, text: string, begin: number, end: number}} Sentence */

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];

// A title with a full stop before a name ends no sentence: TP. Hồ Chí Minh, Dr. Jones.
const TITLE = /(^|[\s("“])(TP|TX|TT|Tp|Q|P|GS|PGS|TS|ThS|BS|KS|LS|Mr|Mrs|Ms|Dr|Prof|St)\.\s+$/u;

/** Where each sentence of a text ends. @param {string} text @param {string} lang */
function sentenceEnds(text, lang) {
  if (!Intl.Segmenter) return [text.length];
  return [...new Intl.Segmenter(lang, { granularity: 'sentence' }).segment(text)]
    .map(({ segment, index }) => ({ segment, end: index + segment.length }))
    .filter(({ segment, end }) => end === text.length || !TITLE.test(segment))
    .map(({ end }) => end);
}

/**
 * @param {{text: string}[]} blocks
 * @param {string} lang
 * @returns {Sentence[]}
 */
export function sentencesOf(blocks, lang) {
  return blocks.flatMap(({ text }, block) => {
    let from = 0;
    return sentenceEnds(text, lang)
      .map((until) => {
        const words = text.slice(from, until);
        const begin = until - words.trimStart().length;
        from = until;
        return { block, text: words.trim(), begin, end: begin + words.trim().length };
      })
      .filter((sentence) => sentence.text !== '');
  });
}

export class Speech {
  #context;
  #voices = make('select', { change: () => this.#voiceChosen() });
  #rates = make('select', { change: () => this.#rateChosen() });
  #none = make('p');
  #controls = make('div');
  #play;
  /** @type {IndexedBlock[]} */ #blocks = [];
  /** @type {Sentence[]} */ #sentences = [];
  #at = 0;
  #speaking = false;
  /** @type {Range | undefined} */ #marked;
  #words = '';
  #watcher;
  element;

  /** @param {import('./context.js').Context} context */
  constructor(context) {
    this.#context = context;
    const { words, signal, lang } = context;
    this.#play = iconButton('play', words.play, () => this.toggle());
    for (const rate of RATES) {
      const text = fill(words.times, { n: rate.toLocaleString(lang) });
      this.#rates.append(make('option', { value: rate }, text));
    }
    this.#rates.value = String(habits().rate);
    this.element = make('div', { class: 'listen' }, this.#none, this.#lay());
    this.#none.textContent = words.noVoices;
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', () => this.refresh(), {
      signal,
    });
    addEventListener('pagehide', () => this.stop(), { signal });
    signal.addEventListener('abort', () => this.stop());
    // Lines are made anew when they break elsewhere, and the mark with them.
    this.#watcher = new MutationObserver(() => {
      this.#blocks = indexText(articleOf(this.#context).tree.container);
      this.#mark();
    });
    this.refresh();
  }

  #lay() {
    const { words } = this.#context;
    const field = (/** @type {string} */ text, /** @type {HTMLElement} */ control) =>
      make('label', { class: 'grow' }, make('span', {}, text), control);
    this.#controls.append(
      make(
        'div',
        { class: 'fields' },
        iconButton('previous', words.previousSentence, () => this.step(-1)),
        this.#play,
        iconButton('next', words.nextSentence, () => this.step(1)),
      ),
      make(
        'div',
        { class: 'fields' },
        field(words.voice, this.#voices),
        field(words.rate, this.#rates),
      ),
    );
    return this.#controls;
  }

  /** The voices of the article's language. */
  #ownVoices() {
    const language = this.#context.lang.split('-')[0].toLowerCase();
    const voices = globalThis.speechSynthesis?.getVoices() ?? [];
    return voices.filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language);
  }

  refresh() {
    const voices = this.#ownVoices();
    this.#none.hidden = voices.length > 0;
    this.#controls.hidden = voices.length === 0;
    this.#voices.replaceChildren(
      ...voices.map(({ name, voiceURI }) => make('option', { value: voiceURI }, name)),
    );
    const kept = habits().voice;
    if (voices.some(({ voiceURI }) => voiceURI === kept)) this.#voices.value = kept;
  }

  toggle() {
    if (this.#speaking) this.stop();
    else if (this.#ownVoices().length > 0) this.#begin();
  }

  /** From the sentence it stopped at, or the first one in sight. */
  #begin() {
    this.#read();
    const words = this.#sentences.map(({ text }) => text).join('\n');
    if (words !== this.#words) this.#at = this.#firstInSight();
    this.#words = words;
    this.#say();
  }

  #read() {
    this.#blocks = indexText(articleOf(this.#context).tree.container);
    this.#sentences = sentencesOf(this.#blocks, this.#context.lang);
  }

  #firstInSight() {
    const block = this.#blocks.findIndex(
      ({ element }) => element.getBoundingClientRect().bottom > innerHeight * 0.15,
    );
    const first = this.#sentences.findIndex((sentence) => sentence.block >= block);
    return Math.max(0, first);
  }

  #say() {
    const sentence = this.#sentences[this.#at];
    if (!sentence) return this.#finish();
    speechSynthesis.cancel();
    this.#setSpeaking(true);
    this.#show();
    const said = new SpeechSynthesisUtterance(sentence.text);
    said.voice = this.#ownVoices().find(({ voiceURI }) => voiceURI === this.#voices.value) ?? null;
    said.lang = said.voice?.lang ?? this.#context.lang;
    said.rate = Number(this.#rates.value);
    said.addEventListener('end', () => this.#ended(said));
    said.addEventListener('error', () => this.#current === said && this.stop());
    this.#current = said;
    speechSynthesis.speak(said);
  }

  /** @type {SpeechSynthesisUtterance | undefined} what was cancelled tells its end, too */
  #current;

  /** @param {SpeechSynthesisUtterance} said */
  #ended(said) {
    if (this.#current !== said) return;
    this.#at++;
    this.#say();
  }

  #finish() {
    this.stop();
    this.#at = 0;
    this.#words = '';
  }

  /** @param {1 | -1} by */
  step(by) {
    if (this.#sentences.length === 0) this.#read();
    this.#at = Math.min(this.#sentences.length - 1, Math.max(0, this.#at + by));
    if (this.#speaking) this.#say();
    else this.#show();
  }

  stop() {
    this.#current = undefined;
    if (this.#speaking) speechSynthesis.cancel();
    this.#setSpeaking(false);
    this.#watcher.disconnect();
    this.#unmark();
  }

  /** @param {boolean} speaking */
  #setSpeaking(speaking) {
    const { words } = this.#context;
    this.#speaking = speaking;
    relabel(this.#play, speaking ? 'pause' : 'play', speaking ? words.pause : words.play);
  }

  /** Marks the sentence, and brings it into sight. */
  #show() {
    const { container } = articleOf(this.#context).tree;
    this.#watcher.observe(container, { childList: true, characterData: true, subtree: true });
    this.#mark();
    const behavior = prefersStillness() ? 'instant' : 'smooth';
    if (this.#marked) scrollIntoSight(this.#marked.getBoundingClientRect(), behavior);
  }

  #mark() {
    this.#unmark();
    const { block, begin, end } = this.#sentences[this.#at];
    if (!this.#blocks[block]) return;
    this.#marked = rangeOf(this.#blocks[block], begin, end);
    styleMarks(this.#context.host);
    highlight('ykien-sentence')?.add(this.#marked);
  }

  #unmark() {
    if (this.#marked) highlight('ykien-sentence')?.delete(this.#marked);
    this.#marked = undefined;
  }

  #voiceChosen() {
    keepHabits({ voice: this.#voices.value });
    if (this.#speaking) this.#say();
  }

  #rateChosen() {
    keepHabits({ rate: Number(this.#rates.value) });
    if (this.#speaking) this.#say();
  }
}
