// The guided tour: points at one thing after another. Offered once, and never in the way.

import { one, to } from './here.js';

const key = 'tour';
/** In the address: the tour begins there. */
const sign = '#begin-tour';

/** Between the tour and the edge of the window, and what it points at (px). */
const margin = 24;

export function startTour() {
  /** @type {HTMLDialogElement} */
  const tour = one('#tour');
  const offer = one('#tour-offer');
  const steps = [...tour.querySelectorAll('[data-step]')].map((step) => /** @type {HTMLElement} */ (step));
  let at = 0;
  /** @type {Element | null} */
  let pointed = null;
  /** @type {HTMLElement | null} */
  let from = null;

  const button = (/** @type {string} */ name) => one(`[data-${name}]`, tour);
  for (const start of document.querySelectorAll('[data-tour]')) {
    start.removeAttribute('hidden');
    start.addEventListener('click', () => {
      // On a phone the room lies behind another tab.
      if (one('#timeline').checkVisibility()) begin(/** @type {HTMLElement} */ (start));
      else location.assign(`${to('/', { in: 'salon' })}${sign}`);
    });
  }
  one('[data-tour-later]').addEventListener('click', () => {
    offer.hidden = true;
    localStorage.setItem(key, 'later');
    one('#command').focus();
  });
  button('next').addEventListener('click', () => move(1));
  button('back').addEventListener('click', () => move(-1));
  button('skip').addEventListener('click', () => tour.close());
  button('end').addEventListener('click', () => tour.close());
  tour.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tour.close();
    if (event.key === 'ArrowRight') move(1);
    if (event.key === 'ArrowLeft') move(-1);
  });
  tour.addEventListener('close', () => {
    localStorage.setItem(key, 'seen');
    pointed?.classList.remove('pointed');
    if (from?.checkVisibility()) from.focus();
    else one('#command').focus();
  });
  offer.hidden = localStorage.getItem(key) !== null;

  if (location.hash === sign) {
    history.replaceState(null, '', location.pathname + location.search);
    begin(null);
  }

  /** @param {HTMLElement | null} start where the focus goes back to */
  function begin(start) {
    from = start;
    at = 0;
    offer.hidden = true;
    tour.show();
    show();
  }

  /** @param {number} by */
  function move(by) {
    at = Math.min(Math.max(at + by, 0), steps.length - 1);
    show();
  }

  function show() {
    for (const [i, step] of steps.entries()) step.hidden = i !== at;
    const step = steps[at];
    if (!step) return;
    button('back').hidden = at === 0;
    button('next').hidden = at === steps.length - 1;
    button('end').hidden = at !== steps.length - 1;
    button('skip').hidden = at === steps.length - 1;
    pointed?.classList.remove('pointed');
    const all = [...document.querySelectorAll(step.dataset.at ?? '')];
    pointed = all.find((element) => element.checkVisibility()) ?? null;
    pointed?.classList.add('pointed');
    // A card may be longer than what is seen of it: its beginning, then, above the tour.
    pointed?.scrollIntoView({ block: 'start' });
    tour.classList.remove('above');
    const there = pointed?.getBoundingClientRect();
    const own = tour.getBoundingClientRect();
    const hidden = there !== undefined && there.bottom > own.top;
    tour.classList.toggle('above', hidden && there.top > own.height + margin);
    one('h2', step).focus({ preventScroll: true });
  }
}
