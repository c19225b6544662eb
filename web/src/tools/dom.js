// Makes elements without markup: policies forbid it, and text stays text.

const SVG = 'http://www.w3.org/2000/svg';

/** Lines of 24 × 24 pictures. */
const ICONS = {
  text: 'M3 19 8 6h1l5 13M4.7 14.5h7.6M16 19l2.7-7h.6l2.7 7M17 17h4',
  contents: 'M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01',
  find: 'M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15.5 15.5 21 21',
  listen: 'M4 9.5v5h4l5 4.5v-14L8 9.5zM16.5 9a4.5 4.5 0 0 1 0 6M19 6a8.5 8.5 0 0 1 0 12',
  share: 'M12 3v12M8 7l4-4 4 4M5 12v8h14v-8',
  more: 'M5 12a.5.5 0 1 0 .01 0M12 12a.5.5 0 1 0 .01 0M19 12a.5.5 0 1 0 .01 0',
  close: 'M6 6l12 12M18 6 6 18',
  minus: 'M5 12h14',
  plus: 'M5 12h14M12 5v14',
  previous: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  play: 'M7 4.5v15L20 12z',
  pause: 'M8 5v14M16 5v14',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
};
/** @typedef {keyof typeof ICONS} IconName */

/**
 * An element with attributes; a function becomes a listener, a boolean an attribute that is there
 * or not.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean | ((event: any) => void)>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** @param {IconName} name */
export function icon(name) {
  const picture = document.createElementNS(SVG, 'svg');
  const line = document.createElementNS(SVG, 'path');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', ICONS[name]);
  picture.append(line);
  return picture;
}

/**
 * A button that is a picture, with a name.
 * @param {IconName} name
 * @param {string} label
 * @param {() => void} click
 */
export function iconButton(name, label, click) {
  const attributes = { type: 'button', class: 'icon', 'aria-label': label, title: label, click };
  return make('button', attributes, icon(name));
}

/** @param {HTMLElement} button @param {IconName} name @param {string} label */
export function relabel(button, name, label) {
  button.replaceChildren(icon(name));
  button.setAttribute('aria-label', label);
  button.title = label;
}

/**
 * Radio buttons of one question.
 * @param {{legend: string, name: string, options: string[], className: string,
 *   chosen: (index: number) => void}} question
 * @returns {{element: HTMLFieldSetElement, show: (index: number) => void}}
 */
export function radioGroup({ legend, name, options, className, chosen }) {
  const inputs = options.map((_, i) =>
    make('input', { type: 'radio', name, value: i, change: () => chosen(i) }),
  );
  const labels = options.map((option, i) =>
    make('label', { class: `${name}-${i}` }, inputs[i], make('span', {}, option)),
  );
  const choices = make('div', { class: className }, ...labels);
  const element = make('fieldset', {}, make('legend', {}, legend), choices);
  return { element, show: (index) => inputs.forEach((input, i) => (input.checked = i === index)) };
}

/** Whether a reader wants no movement. */
export function prefersStillness() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
