// How many messages somebody hasn’t seen yet: reckoned here, for each person who is played in this browser.

import { here } from './here.js';

const key = `seen:${here.person}`;

/** Counts anew, and takes what this page shows as seen while it is in sight. */
export function countUnread() {
  const channels = [...document.querySelectorAll('[data-channel]')];
  const first = localStorage.getItem(key) === null;
  /** @type {Record<string, number>} */
  const seen = JSON.parse(localStorage.getItem(key) ?? '{}');
  for (const channel of channels) {
    const name = channel.getAttribute('data-channel') ?? '';
    const numbers = (channel.getAttribute('data-numbers') ?? '').split(' ').map(Number);
    const last = Math.max(0, ...numbers);
    if (name === here.at && document.visibilityState === 'visible') seen[name] = last;
    // What stood in the rooms before somebody came isn’t news to them; what was written to them is.
    if (first && name !== 'inbox') seen[name] = last;
    const unread = numbers.filter((n) => n > (seen[name] ?? 0)).length;
    show(channel.querySelector('.unread'), unread);
    show(document.querySelector(`.tabs [data-tab="${name}"] .unread`), unread);
  }
  localStorage.setItem(key, JSON.stringify(seen));
}

/**
 * @param {Element | null} sign
 * @param {number} unread
 */
function show(sign, unread) {
  if (!(sign instanceof HTMLElement)) return;
  sign.hidden = unread === 0;
  const says = document.createElement('span');
  says.className = 'visually-hidden';
  says.textContent = ` ${sign.dataset.says ?? ''}`;
  sign.replaceChildren(unread > 99 ? '99+' : String(unread), says);
}
