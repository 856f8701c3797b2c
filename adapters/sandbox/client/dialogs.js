// Forms in place: a button or a command opens a dialog with the same form that stands on a page of its own.

import { forget, forgetEverything, keep, lastOpen, rememberOpen, restore } from './drafts.js';
import {
  addressOf,
  asFragment,
  here,
  isMarkup,
  one,
  refusalOf,
  sentenceOf,
  tell,
  tellText,
  word,
} from './here.js';

/** @type {HTMLDialogElement} */
const dialog = one('#dialog');
const inside = one('.inside', dialog);

export function startDialogs() {
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element ? event.target.closest('a[data-dialog], a[data-close]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.hasAttribute('data-close') && !dialog.contains(link)) return;
    event.preventDefault();
    if (link.hasAttribute('data-close')) dialog.close();
    else open(link.href);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.matches('[data-open]')) {
      event.preventDefault();
      const query = new URLSearchParams(
        [...new FormData(form)].map(([name, value]) => [name, String(value)]),
      );
      open(`${addressOf(form)}?${query}`);
    } else if (form.matches('[data-act]') && dialog.contains(form)) {
      event.preventDefault();
      send(form, event.submitter);
    } else if (form.matches('[data-send]')) {
      event.preventDefault();
      sendQuietly(form, event.submitter);
    }
  });
  inside.addEventListener('input', (event) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    if (event.target instanceof HTMLInputElement && event.target.type === 'search') narrow(event.target);
    else if (form) keep(form);
  });
  // Somebody who follows a link to a card wants to see it; what was typed is kept.
  inside.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a:not([data-dialog])') : null;
    if (link instanceof HTMLAnchorElement && link.pathname === location.pathname) dialog.close();
  });
  dialog.addEventListener('close', () => rememberOpen(null));
  const left = lastOpen();
  if (left) open(inThisLanguage(left));
}

/** The page may have been opened anew in another language than the dialog. @param {string} href */
function inThisLanguage(href) {
  const url = new URL(href, location.href);
  url.searchParams.set('lang', here.lang);
  return url.href;
}

/** @param {string} href */
export async function open(href) {
  try {
    const answer = await fetch(asFragment(href));
    fill(isMarkup(answer) ? await answer.text() : await refusalOf(answer));
  } catch {
    tellText(word('unsent'));
    return;
  }
  rememberOpen(href);
  const form = inside.querySelector('form');
  const restored = form !== null && restore(form);
  if (restored) {
    const note = document.createElement('p');
    note.className = 'hint restored';
    note.textContent = word('restored');
    form.prepend(note);
  }
  if (!dialog.open) dialog.showModal();
  firstField()?.focus();
}

/** @param {string} markup */
function fill(markup) {
  inside.innerHTML = markup;
  for (const filter of inside.querySelectorAll('[data-filter]')) filter.removeAttribute('hidden');
  if (!inside.querySelector('[data-close]')) inside.append(closing());
}

/** What holds no form has a way out too: a telephone has no Escape key. */
function closing() {
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'button';
  close.textContent = word('close');
  close.addEventListener('click', () => dialog.close());
  const line = document.createElement('p');
  line.className = 'buttons';
  line.append(close);
  return line;
}

/** @returns {HTMLElement | null} */
function firstField() {
  return inside.querySelector(
    'input:not([type=hidden], [type=search], .entry *), select:not(.entry *), textarea:not(.entry *), button, h2',
  );
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} by
 */
async function send(form, by) {
  keep(form);
  const data = new FormData(form, by);
  data.set('fragment', '1');
  const ready = busy(form, by);
  try {
    const multipart = form.enctype === 'multipart/form-data';
    const body = multipart
      ? data
      : new URLSearchParams([...data].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(addressOf(form), { method: 'POST', body });
    const go = answer.headers.get('x-go');
    if (go) {
      rememberOpen(null);
      forgetEverything();
      location.assign(go);
    } else if (answer.headers.get('x-done')) {
      forget(form);
      dialog.close();
      tell(await answer.text());
    } else if (isMarkup(answer)) {
      fill(await answer.text());
      const again = inside.querySelector('form');
      if (again) keep(again);
      faultFirst();
    } else {
      unsent(form, await sentenceOf(answer));
    }
  } catch {
    unsent(form, word('unsent'));
  } finally {
    ready();
  }
}

/** Leads to where something is wrong, or to where the answer stands. */
function faultFirst() {
  const places = ['[aria-invalid]', '.refusal[tabindex], .report', '#preview-says', '#form-title'];
  /** @type {HTMLElement | undefined} */
  const at = places.flatMap((place) => /** @type {HTMLElement[]} */ ([...inside.querySelectorAll(place)]))[0];
  at?.focus();
  at?.scrollIntoView({ block: 'center' });
}

/**
 * @param {HTMLFormElement} form
 * @param {string} why
 */
function unsent(form, why) {
  form.querySelector('.unsent')?.remove();
  const note = document.createElement('p');
  note.className = 'refusal unsent';
  note.setAttribute('role', 'alert');
  note.textContent = why;
  form.append(note);
  note.scrollIntoView({ block: 'nearest' });
}

/**
 * A form whose answer is one sentence: the clock, an outage.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} by
 */
async function sendQuietly(form, by) {
  if (by?.getAttribute('aria-disabled') === 'true') return;
  const data = new FormData(form, by);
  data.set('fragment', '1');
  const ready = busy(form, by);
  try {
    const body = new URLSearchParams([...data].map(([name, value]) => [name, String(value)]));
    const answer = await fetch(addressOf(form), { method: 'POST', body });
    if (isMarkup(answer)) tell(await answer.text());
    else tellText(await sentenceOf(answer));
  } catch {
    tellText(word('unsent'));
  } finally {
    ready();
  }
}

/**
 * Says on the button that it is under way, and lets nobody send twice; answers how to end that.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} by
 */
function busy(form, by) {
  const markup = by?.innerHTML ?? '';
  form.setAttribute('aria-busy', 'true');
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = form.querySelectorAll('button[type=submit]');
  for (const button of buttons) button.disabled = true;
  if (by) by.textContent = word('sending');
  return () => {
    form.removeAttribute('aria-busy');
    for (const button of buttons) button.disabled = false;
    if (!by) return;
    by.innerHTML = markup;
    if (document.activeElement === document.body && by.isConnected) by.focus();
  };
}

/** @param {HTMLInputElement} search */
function narrow(search) {
  const wanted = bare(search.value);
  const choices = [...(search.closest('fieldset')?.querySelectorAll('.choice') ?? [])];
  let found = 0;
  for (const choice of choices) {
    const fits = bare(choice.textContent ?? '').includes(wanted);
    choice.toggleAttribute('hidden', !fits);
    if (fits) found += 1;
  }
  search
    .closest('[data-filter]')
    ?.querySelector('[data-none]')
    ?.toggleAttribute('hidden', found > 0);
}

/** @param {string} text */
function bare(text) {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
