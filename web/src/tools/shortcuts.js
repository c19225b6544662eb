// Keys for the tools, and a sheet that tells them. Letters alone count only while the focus is in
// the reader and not in a field, and can be switched off (WCAG 2.2, 2.1.4).

import { iconButton, make } from './dom.js';
import { habits, keepHabits } from './memory.js';

/** @typedef {import('./context.js').Context} Context */
/**
 * keys: as KeyboardEvent.key tells them; label: what it does
 * @typedef {{keys: string[], label: string, run: () => void}} Shortcut
 */

const TYPED_INTO =
  'textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], ' +
  '[type=range], [type=color])';

export class Shortcuts {
  #context;
  #isActive;
  #shortcuts;
  #sheet;

  /**
   * @param {Context} context
   * @param {Shortcut[]} shortcuts
   * @param {() => boolean} isActive asked at each key
   */
  constructor(context, shortcuts, isActive) {
    this.#context = context;
    this.#isActive = isActive;
    const { words, host, signal } = context;
    const help = { keys: ['?'], label: words.helpKey, run: () => this.showHelp() };
    this.#shortcuts = [...shortcuts, help];
    this.#sheet = this.#makeSheet();
    host.shadowRoot?.append(make('div', { class: 'tool' }, this.#sheet));
    host.addEventListener('keydown', (event) => this.#pressed(event), { signal });
    signal.addEventListener('abort', () => this.#sheet.close());
  }

  showHelp() {
    if (!this.#sheet.open) this.#sheet.showModal();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || !this.#isActive() || !habits().shortcuts) return;
    const path = event.composedPath();
    const [target] = path;
    if (target instanceof Element && target.matches(TYPED_INTO)) return;
    if (path.some((one) => one instanceof HTMLDialogElement)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const shortcut = this.#shortcuts.find(({ keys }) => keys.includes(key));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  }

  #makeSheet() {
    const { words } = this.#context;
    const rows = this.#shortcuts.map(({ keys, label }) => {
      const names = keys.flatMap((key) => [' ', make('kbd', {}, key.toUpperCase())]).slice(1);
      return make('tr', {}, make('td', {}, ...names), make('td', {}, label));
    });
    rows.push(
      make('tr', {}, make('td', {}, make('kbd', {}, 'Esc')), make('td', {}, words.closeKey)),
    );
    const head = [words.key, words.action].map((name) => make('th', { scope: 'col' }, name));
    const use = make('input', {
      type: 'checkbox',
      change: () => keepHabits({ shortcuts: use.checked }),
    });
    use.checked = habits().shortcuts;
    return make(
      'dialog',
      { class: 'help', 'aria-label': words.shortcuts },
      make(
        'header',
        {},
        make('h2', {}, words.shortcuts),
        iconButton('close', words.close, () => this.#sheet.close()),
      ),
      make('label', { class: 'check' }, use, words.useShortcuts),
      make('p', {}, words.shortcutsNote),
      make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows)),
    );
  }
}
