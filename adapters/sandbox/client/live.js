// Keeps the page as it would be if it were opened now: listens for what changes, fetches those parts, and says
// what is new without moving what somebody reads or types.

import { here, one, to, word } from './here.js';
import { morph } from './morph.js';
import { countUnread } from './unread.js';

const longestWait = 4_000;
const firstWait = 500;

/** @type {Record<string, unknown>} */
let shown = {};
let wait = firstWait;
let lost = false;
/** @type {Promise<void>} */
let fetching = Promise.resolve();

/** @type {EventSource | null} */
let line = null;

/**
 * Listens while this window is in sight. A browser opens six lines at most to one service, for all its windows
 * together: those that nobody sees leave theirs to the others, and catch up when they are looked at again.
 */
export function keepLive() {
  document.addEventListener('visibilitychange', () => {
    if (inSight()) listen();
    else hangUp();
  });
  listen();
}

function listen() {
  if (line || !inSight()) return;
  line = new EventSource(to('/live'));
  line.addEventListener('counters', (event) => {
    wait = firstWait;
    const counters = JSON.parse(event.data);
    fetching = fetching.then(() => renew(counters)).catch(listenAgain);
  });
  line.addEventListener('error', listenAgain);
}

function hangUp() {
  line?.close();
  line = null;
}

/** What couldn’t be heard or fetched is asked for again, a little later each time. */
function listenAgain() {
  hangUp();
  connection(false);
  setTimeout(listen, wait);
  wait = Math.min(wait * 2, longestWait);
}

function inSight() {
  return document.visibilityState === 'visible';
}

/** @param {Record<string, unknown>} counters */
async function renew(counters) {
  const changed = new Set(Object.keys(counters).filter((name) => counters[name] !== shown[name]));
  const parts = [...document.querySelectorAll('[data-part]')].filter((part) =>
    (part.getAttribute('data-live') ?? '').split(' ').some((name) => changed.has(name)),
  );
  await Promise.all(parts.map(renewPart));
  shown = counters;
  connection(true);
  countUnread();
}

/** @param {Element} part */
async function renewPart(part) {
  const name = part.getAttribute('data-part');
  const answer = await fetch(to(`/part/${name}`));
  if (!answer.ok) throw new Error(`${name} could not be fetched`);
  const fresh = /** @type {Element} */ (part.cloneNode(false));
  fresh.innerHTML = await answer.text();
  if (name !== 'timeline') return morph(part, fresh);
  const before = lastNumber(part);
  const below = atEnd();
  morph(part, fresh);
  const news = [...part.querySelectorAll('.message')].filter((m) => numberOf(m) > before);
  if (news.length === 0 || before === 0) return;
  for (const message of news) message.classList.add('fresh');
  one('#news').textContent =
    `${word('new-message')} ${news.map((m) => m.getAttribute('data-title')).join(', ')}`;
  if (below && !document.querySelector('dialog[open]')) toEnd();
  else one('#newer').hidden = false;
}

/** @param {boolean} there */
function connection(there) {
  if (there === !lost) return;
  lost = !there;
  const sign = one('#lost');
  sign.textContent = word(lost ? 'lost' : 'back-again');
  sign.classList.toggle('on', lost);
  if (!lost) setTimeout(() => !lost && sign.replaceChildren(), 4_000);
}

/** @param {Element} message */
function numberOf(message) {
  return Number(message.getAttribute('data-n'));
}

/** @param {Element} part */
function lastNumber(part) {
  return Math.max(0, ...[...part.querySelectorAll('.message')].map(numberOf));
}

/** What scrolls: the conversation at a desk, the whole page on a phone. */
function scroller() {
  const box = one('#scroll');
  const scrolls = getComputedStyle(box).overflowY === 'auto';
  return scrolls ? box : (document.scrollingElement ?? document.documentElement);
}

function atEnd() {
  const box = scroller();
  return box.scrollHeight - box.scrollTop - box.clientHeight < 80;
}

function toEnd() {
  const box = scroller();
  box.scrollTop = box.scrollHeight;
}

/** A conversation opens at what is newest; a link to a card leads to that card. */
export function startReading() {
  const newer = one('#newer');
  newer.addEventListener('click', () => {
    toEnd();
    newer.hidden = true;
    one('#timeline').focus({ preventScroll: true });
  });
  // Captured: the scrolling of a box isn’t told to what is around it.
  document.addEventListener('scroll', () => atEnd() && newer.toggleAttribute('hidden', true), true);
  const linked = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (linked) linked.scrollIntoView({ block: 'start' });
  else if (!['journal', 'settings'].includes(here.at) && !document.querySelector('.mine')) toEnd();
}
