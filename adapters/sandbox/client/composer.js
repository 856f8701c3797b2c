// The command box: while somebody types, what they may mean is listed below, with what each does.

import { one, to } from './here.js';

/** @type {HTMLInputElement} */
const box = one('#command');
const list = one('#offers');
let asked = 0;
let chosen = -1;

export function startComposer() {
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', 'offers');
  close();
  box.addEventListener('input', look);
  box.addEventListener('focus', () => box.value !== '' && look());
  box.addEventListener('blur', close);
  box.addEventListener('keydown', key);
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
    if (option) take(option);
  });
}

async function look() {
  asked += 1;
  const mine = asked;
  // What was pointed at was offered for other words: Enter means what is typed now.
  chosen = -1;
  box.removeAttribute('aria-activedescendant');
  const answer = await fetch(to('/offers', { text: box.value })).catch(() => null);
  if (mine !== asked || !answer?.ok || document.activeElement !== box) return;
  list.innerHTML = await answer.text();
  const open = list.children.length > 0;
  list.hidden = !open;
  box.setAttribute('aria-expanded', String(open));
}

/** @param {KeyboardEvent} event */
function key(event) {
  const many = list.children.length;
  if (event.key === 'Escape' && !list.hidden) {
    event.preventDefault();
    close();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (list.hidden) look();
    else if (many > 0) choose(event.key === 'ArrowDown' ? (chosen + 1) % many : (chosen - 1 + many) % many);
  } else if (event.key === 'Enter' && chosen >= 0 && !list.hidden) {
    event.preventDefault();
    const option = list.children[chosen];
    if (option) take(option);
  } else if (event.key === 'Enter') {
    close();
  }
}

/** @param {number} index */
function choose(index) {
  list.children[chosen]?.setAttribute('aria-selected', 'false');
  chosen = index;
  const option = list.children[chosen];
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  box.setAttribute('aria-activedescendant', option?.id ?? '');
}

/** @param {Element} option */
function take(option) {
  box.value = option.getAttribute('data-text') ?? '';
  close();
  box.focus();
}

function close() {
  asked += 1;
  chosen = -1;
  list.hidden = true;
  box.setAttribute('aria-expanded', 'false');
  box.removeAttribute('aria-activedescendant');
}
