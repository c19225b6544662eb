// How the article looks: size, letters, spaces, colours. The article itself is the preview.
//
// The module decides what is possible: whatever was set is read back before it is shown.

import { Setting } from '../settings.js';
import { contrast, fromHex, toHex } from './colors.js';
import { onReadingKept, setReading } from './context.js';
import { iconButton, make, radioGroup } from './dom.js';
import { fill } from './words.js';

/** @typedef {import('./context.js').Context} Context */
/**
 * show: a value in words
 * @typedef {[setting: number, label: string, limits: [min: number, max: number, step: number],
 *   show: (value: number) => string]} Range
 */

export const SIZES = 7;
const CUSTOM_THEME = 6;
const CONTRAST_MIN = 4.5;
// Where the slider stands while lines are as high as designed, below all that can be chosen.
const DESIGNED_LINE_HEIGHT = 160;

export class TextPanel {
  #context;
  /** @type {Map<number, (value: number) => void>} */ #shows = new Map();
  #warning = make('p', { class: 'warning', role: 'status' });
  #custom = make('div', { class: 'colors' });
  element;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    const { words } = context;
    this.element = make(
      'div',
      { class: 'text-panel' },
      this.#sizes(),
      this.#themes(),
      this.#radios(Setting.family, words.family, 'family', words.families),
      this.#spacing(),
      this.#resetButton(),
    );
    onReadingKept(context, () => this.refresh());
    this.refresh();
  }

  refresh() {
    for (const [setting, show] of this.#shows) show(this.#value(setting));
    this.#custom.hidden = this.#value(Setting.theme) !== CUSTOM_THEME;
    this.#warn();
  }

  /** @param {number} setting */
  #value(setting) {
    return this.#context.document.reading(setting);
  }

  /** @param {number} setting @param {number} value */
  #set(setting, value) {
    setReading(this.#context, [[setting, value]]);
  }

  #sizes() {
    const { words } = this.#context;
    const step = (/** @type {number} */ by) => () =>
      this.#set(Setting.textSize, Math.max(0, this.#value(Setting.textSize) + by));
    const smaller = iconButton('minus', words.smaller, step(-1));
    const larger = iconButton('plus', words.larger, step(1));
    const output = make('output', { 'aria-live': 'polite' });
    this.#shows.set(Setting.textSize, (value) => {
      output.textContent = fill(words.step, { n: value + 1, of: SIZES });
      smaller.setAttribute('aria-disabled', String(value === 0));
      larger.setAttribute('aria-disabled', String(value === SIZES - 1));
    });
    const row = make('div', { class: 'stepper' }, smaller, output, larger);
    return make('fieldset', {}, make('legend', {}, words.size), row);
  }

  #themes() {
    const { words } = this.#context;
    const group = this.#radios(Setting.theme, words.theme, 'theme', words.themes);
    const colors = /** @type {const} */ ([
      [Setting.background, words.background],
      [Setting.text, words.ink],
      [Setting.link, words.link],
    ]);
    for (const [setting, label] of colors) {
      const input = make('input', {
        type: 'color',
        input: () => this.#set(setting, fromHex(input.value)),
      });
      this.#shows.set(setting, (value) => (input.value = toHex(value)));
      this.#custom.append(make('label', {}, input, make('span', {}, label)));
    }
    group.append(this.#custom, this.#warning);
    return group;
  }

  #warn() {
    const { words } = this.#context;
    const against = (/** @type {number} */ setting) =>
      contrast(this.#value(setting), this.#value(Setting.background));
    const write = (/** @type {number} */ ratio) =>
      ratio.toLocaleString(this.#context.lang, { maximumFractionDigits: 1 });
    const [text, link] = [against(Setting.text), against(Setting.link)];
    let warning = '';
    if (text < CONTRAST_MIN) warning = fill(words.lowContrast, { n: write(text) });
    else if (link < CONTRAST_MIN) warning = fill(words.lowLinkContrast, { n: write(link) });
    this.#warning.textContent = this.#custom.hidden ? '' : warning;
  }

  /**
   * @param {number} setting
   * @param {string} legend
   * @param {string} name
   * @param {string[]} options
   */
  #radios(setting, legend, name, options) {
    const { element, show } = radioGroup({
      legend,
      name,
      options,
      className: 'choices',
      chosen: (value) => this.#set(setting, value),
    });
    this.#shows.set(setting, show);
    return element;
  }

  #spacing() {
    const { words, lang } = this.#context;
    const number = (/** @type {number} */ value) => value.toLocaleString(lang);
    const ems = (/** @type {number} */ value) => fill(words.ems, { n: number(value / 100) });
    const share = (/** @type {number} */ value) => `${number(value)}%`;
    const height = (/** @type {number} */ value) =>
      value === 0 ? words.asDesigned : number(value / 100);
    const width = (/** @type {number} */ value) => fill(words.ems, { n: value });
    /** @type {Range[]} */
    const ranges = [
      [Setting.lineHeight, words.lineHeight, [100, 300, 10], height],
      [Setting.width, words.width, [18, 70, 1], width],
      [Setting.weight, words.weight, [300, 800, 100], String],
      [Setting.letterSpacing, words.letterSpacing, [0, 30, 1], ems],
      [Setting.wordSpacing, words.wordSpacing, [0, 60, 2], ems],
      [Setting.paragraphSpacing, words.paragraphSpacing, [0, 300, 25], share],
    ];
    return make(
      'details',
      {},
      make('summary', {}, words.spacing),
      this.#radios(Setting.alignment, words.alignment, 'alignment', words.alignments),
      ...ranges.map((range) => this.#range(range)),
    );
  }

  /** @param {Range} range */
  #range([setting, label, [min, max, step], show]) {
    // No <output>: the label would be its, as the first that can have one.
    const output = make('span', { class: 'value', 'aria-hidden': 'true' });
    const input = make('input', {
      type: 'range',
      min,
      max,
      step,
      input: () => this.#set(setting, input.valueAsNumber),
    });
    this.#shows.set(setting, (value) => {
      input.valueAsNumber = value < min ? DESIGNED_LINE_HEIGHT : value;
      output.textContent = show(value);
      input.setAttribute('aria-valuetext', show(value));
    });
    return make('label', { class: 'range' }, make('span', { class: 'name' }, label), output, input);
  }

  #resetButton() {
    const { words, say, engine } = this.#context;
    const click = () => {
      // What another document begins with.
      const fresh = engine.open();
      setReading(
        this.#context,
        Object.values(Setting).map((setting) => [setting, fresh.reading(setting)]),
      );
      fresh.close();
      say(words.wasReset);
    };
    return make('button', { type: 'button', class: 'plain', click }, words.reset);
  }
}
