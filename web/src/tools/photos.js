// A photo opens larger: by a click on it, or by a button of its own, which keyboards reach and
// screen readers name.

import { articleOf } from './context.js';
import { make } from './dom.js';

/** @typedef {import('./context.js').Context} Context */

const PHOTO = 'figure > img';
const BUTTON = 'yk-enlarge';
const GAP = 8; // CSS px, from the photo's corner

/** The photos of the article, in order. @param {Context} context @returns {HTMLImageElement[]} */
export function photosOf(context) {
  const { container } = articleOf(context).tree;
  return [...container.querySelectorAll(/** @type {'img'} */ (PHOTO))];
}

/** The button of a photo. @param {HTMLImageElement | undefined} photo */
export function buttonOf(photo) {
  /** @type {HTMLElement | null | undefined} */
  const button = photo?.parentElement?.querySelector(`.${BUTTON}`);
  return button;
}

/**
 * Gives every photo its button, those that come later too.
 * @param {Context} context
 * @param {(photo: HTMLImageElement) => void} open
 */
export function openPhotos(context, open) {
  const { signal } = context;
  const { container } = articleOf(context).tree;
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) place(/** @type {HTMLImageElement} */ (target));
  });
  const addButtons = () => {
    for (const photo of photosOf(context)) {
      if (buttonOf(photo)) continue;
      photo.after(makeButton(context)); // before its caption, as HTML has it
      photo.style.setProperty('cursor', 'zoom-in', 'important');
      sizes.observe(photo);
    }
  };
  // Twins are built in slices, and stand in the article one by one.
  const watcher = new MutationObserver(addButtons);
  watcher.observe(container, { childList: true });
  addButtons();
  container.addEventListener(
    'click',
    ({ target }) => {
      const photo = photoOf(target);
      if (photo) open(photo);
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    watcher.disconnect();
    sizes.disconnect();
  });
}

/** Its name leaves out the photo's, which is read right before it. @param {Context} context */
function makeButton({ words: { enlarge: label } }) {
  return make('button', { type: 'button', class: BUTTON, 'aria-label': label, title: label });
}

/** In the photo's corner. @param {HTMLImageElement} photo */
function place(photo) {
  const { offsetLeft, offsetTop, offsetWidth } = photo;
  const style = buttonOf(photo)?.style;
  style?.setProperty('left', `${offsetLeft + offsetWidth - 44 - GAP}px`, 'important');
  style?.setProperty('top', `${offsetTop + GAP}px`, 'important');
}

/** That was clicked, by itself or by its button. @param {EventTarget | null} target */
function photoOf(target) {
  if (!(target instanceof Element)) return undefined;
  if (target instanceof HTMLImageElement && target.matches(PHOTO)) return target;
  return target.closest(`.${BUTTON}`)?.parentElement?.querySelector('img') ?? undefined;
}
