// The tools of the bar, their switches and their keys.

import { Setting } from '../settings.js';
import { Contents, goTo, headingsOf, Progress } from './contents.js';
import { setReading } from './context.js';
import { make } from './dom.js';
import { Find } from './find.js';
import { FocusMode, Ruler } from './guides.js';
import { Share } from './share.js';
import { Shortcuts } from './shortcuts.js';
import { Speech } from './speech.js';
import { SIZES, TextPanel } from './text-panel.js';
import { Toolbar } from './toolbar.js';
import { fill } from './words.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('./position.js').PositionWatcher} PositionWatcher */

const THEMES_WITHOUT_CUSTOM = 6;

export class Toolset {
  #context;
  #position;
  #contents;
  #progress;
  #find;
  #speech;
  #share;
  #ruler;
  #switches;
  #toolbar;
  /** @type {(() => void) | undefined} */ #forget;

  /**
   * @param {Context} context
   * @param {PositionWatcher} position
   * @param {() => void} close called when a reader is done with it
   */
  constructor(context, position, close) {
    this.#context = context;
    this.#position = position;
    const { words } = context;
    this.#contents = new Contents(context, () => this.#toolbar.closePanel());
    this.#progress = new Progress(context);
    this.#find = new Find(context);
    this.#speech = new Speech(context);
    this.#share = new Share(context);
    this.#ruler = new Ruler(context);
    this.#switches = {
      ruler: this.#makeSwitch(words.ruler, this.#ruler),
      focusMode: this.#makeSwitch(words.focusMode, new FocusMode(context, position)),
    };
    this.#toolbar = new Toolbar(context, this.#tools(), this.#progress.elements, close);
  }

  get element() {
    return this.#toolbar.element;
  }

  get isOpen() {
    return this.element.isConnected;
  }

  /** After the bar has been put into the page. */
  opened() {
    this.#forget = this.#position.watch((position) => {
      this.#progress.show(position);
      this.#contents.show(position);
    });
    this.#toolbar.focus();
  }

  /** Ends all that it does, and takes it off the page. */
  remove() {
    this.#speech.stop();
    this.#toolbar.closePanel();
    this.element.remove();
    this.#forget?.();
    for (const button of Object.values(this.#switches))
      if (button.getAttribute('aria-pressed') === 'true') button.click();
  }

  /** @returns {import('./toolbar.js').Tool[]} */
  #tools() {
    const { words } = this.#context;
    const [contents, find, speech, share] = [this.#contents, this.#find, this.#speech, this.#share];
    const list = () => {
      contents.refresh();
      contents.show(this.#position.last);
    };
    return [
      { name: 'text', label: words.text, content: new TextPanel(this.#context).element },
      { name: 'contents', label: words.contents, content: contents.element, shown: list },
      {
        name: 'find',
        label: words.find,
        content: find.element,
        stays: true,
        shown: () => find.show(),
        hidden: () => find.hide(),
      },
      { name: 'listen', label: words.listen, content: speech.element, stays: true },
      {
        name: 'share',
        label: words.share,
        content: share.element,
        stays: true,
        shown: () => share.show(),
      },
      { name: 'more', label: words.more, content: this.#more() },
    ];
  }

  #more() {
    const { words } = this.#context;
    const shortcuts = new Shortcuts(this.#context, this.#shortcuts(), () => this.isOpen);
    const help = () => {
      this.#toolbar.closePanel();
      shortcuts.showHelp();
    };
    return make(
      'div',
      { class: 'menu' },
      this.#switches.ruler,
      this.#switches.focusMode,
      make('button', { type: 'button', click: help }, words.shortcuts),
    );
  }

  /** @param {string} label @param {{isOn: boolean, toggle(on: boolean): void}} guide */
  #makeSwitch(label, guide) {
    const { words, say } = this.#context;
    const show = () => {
      button.setAttribute('aria-pressed', String(guide.isOn));
      button.dataset.state = guide.isOn ? words.on : words.off;
    };
    const click = () => {
      guide.toggle(!guide.isOn);
      show();
      say(`${label}: ${button.dataset.state}`);
    };
    const button = make('button', { type: 'button', click }, label);
    show();
    return button;
  }

  /** @returns {import('./shortcuts.js').Shortcut[]} */
  #shortcuts() {
    const { words } = this.#context;
    const open = (/** @type {string} */ name) => () => this.#toolbar.toggle(name);
    return [
      { keys: ['+', '='], label: words.largerKey, run: () => this.#stepSize(1) },
      { keys: ['-'], label: words.smallerKey, run: () => this.#stepSize(-1) },
      { keys: ['t'], label: words.nextTheme, run: () => this.#nextTheme() },
      { keys: ['c'], label: words.contents, run: open('contents') },
      { keys: ['f', '/'], label: words.findLabel, run: () => this.#toolbar.show('find') },
      { keys: ['l'], label: `${words.play} / ${words.pause}`, run: () => this.#listen() },
      { keys: ['r'], label: words.ruler, run: () => this.#switches.ruler.click() },
      { keys: ['.'], label: words.nextLine, run: () => this.#ruler.step(1) },
      { keys: [','], label: words.previousLine, run: () => this.#ruler.step(-1) },
      { keys: ['d'], label: words.focusMode, run: () => this.#switches.focusMode.click() },
      { keys: ['n'], label: words.nextHeading, run: () => this.#stepHeading(1) },
      { keys: ['p'], label: words.previousHeading, run: () => this.#stepHeading(-1) },
    ];
  }

  #listen() {
    this.#toolbar.show('listen');
    this.#speech.toggle();
  }

  /** @param {1 | -1} by */
  #stepSize(by) {
    const { document: engineDocument, words, say } = this.#context;
    const step = engineDocument.reading(Setting.textSize) + by;
    if (step >= 0) setReading(this.#context, [[Setting.textSize, step]]);
    const n = engineDocument.reading(Setting.textSize) + 1;
    say(`${words.size}: ${fill(words.step, { n, of: SIZES })}`);
  }

  #nextTheme() {
    const { document: engineDocument, words, say } = this.#context;
    const theme = (engineDocument.reading(Setting.theme) + 1) % THEMES_WITHOUT_CUSTOM;
    setReading(this.#context, [[Setting.theme, theme]]);
    say(`${words.theme}: ${words.themes[theme]}`);
  }

  /** @param {1 | -1} by */
  #stepHeading(by) {
    const headings = headingsOf(this.#context);
    if (headings.length === 0) return;
    const tops = headings.map((heading) => heading.getBoundingClientRect().top);
    // Where goTo() leaves them; a hair's breadth is rounding.
    const at = Number.parseFloat(getComputedStyle(headings[0]).scrollMarginTop);
    const index =
      by > 0 ? tops.findIndex((top) => top > at + 1) : tops.findLastIndex((top) => top < at - 1);
    // At once: who presses the key again means the next one.
    if (headings[index]) goTo(headings[index], 'instant');
  }
}
