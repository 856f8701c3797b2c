// What the service answers to one person alone: to a command, to a reaction. It stands beside what was
// asked about, or below the conversation, until it is closed.

import { open } from './dialogs.js';
import { addressOf, asFragment, isMarkup, one, refusalOf, tellText, word } from './here.js';

export function startNotes() {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-note]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(asFragment(link.href), null);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-note]')) return;
    event.preventDefault();
    const query = new URLSearchParams(
      [...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]),
    );
    if (form.method === 'post') {
      query.set('fragment', '1');
      const beside = form.closest('.message')?.querySelector('.asked') ?? null;
      ask(addressOf(form), beside, { method: 'POST', body: query });
      return;
    }
    ask(asFragment(`${addressOf(form)}?${query}`), null).then((answered) => {
      const typed = form.querySelector('input[name=text]');
      // What got no answer stays, to be sent again; so does what was typed meanwhile.
      if (answered && typed instanceof HTMLInputElement && typed.value === query.get('text'))
        typed.value = '';
    });
  });
}

/**
 * Answers whether there was an answer.
 * @param {URL} address
 * @param {Element | null} beside what was asked about; null: the conversation as a whole
 * @param {RequestInit} [how]
 */
async function ask(address, beside, how) {
  try {
    const answer = await fetch(address, how);
    const form = answer.headers.get('x-form');
    if (form) await open(form);
    else show(isMarkup(answer) ? await answer.text() : await refusalOf(answer), beside ?? one('#notes'));
    return true;
  } catch {
    tellText(word('unsent'));
    return false;
  }
}

/**
 * @param {string} markup
 * @param {Element} place
 */
function show(markup, place) {
  const from = document.activeElement;
  const note = document.createElement('section');
  note.className = 'note';
  note.tabIndex = -1;
  note.innerHTML = markup;
  const head = document.createElement('p');
  head.className = 'note-head';
  head.textContent = word('note.head');
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button quiet';
  close.textContent = word('close');
  close.addEventListener('click', () => {
    note.remove();
    // On a phone the command box lies behind another tab.
    const back = from instanceof HTMLElement && from.isConnected ? from : one('#command');
    (one('#command').checkVisibility() ? one('#command') : back).focus();
  });
  head.append(' ', close);
  note.prepend(head);
  for (const former of document.querySelectorAll('.note')) former.remove();
  place.append(note);
  note.scrollIntoView({ block: 'nearest' });
  note.focus({ preventScroll: true });
}
