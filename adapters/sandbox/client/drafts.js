// What somebody has begun to type outlives a reload, a crash and a restart: it is kept in this browser for each
// person, action and thing, with the number of its delivery, so that sending it again counts once.

import { here } from './here.js';

/** @typedef {{ deliveryId: string, values: [string, string][] }} Draft */

/** @param {HTMLFormElement} form */
function keyOf(form) {
  const data = new FormData(form);
  const action = data.get('action');
  return action === null ? null : `draft:${here.person}:${action}:${data.get('target') ?? ''}`;
}

/** @param {HTMLFormElement} form */
export function keep(form) {
  const key = keyOf(form);
  if (!key) return;
  const data = new FormData(form);
  const values = [...data].filter(([name]) => name.startsWith('value.'));
  localStorage.setItem(key, JSON.stringify({ deliveryId: data.get('deliveryId'), values }));
}

/**
 * Puts back what was typed; answers whether there was anything.
 * @param {HTMLFormElement} form
 */
export function restore(form) {
  const key = keyOf(form);
  const kept = key && localStorage.getItem(key);
  if (!kept) return false;
  /** @type {Draft} */
  const draft = JSON.parse(kept);
  const fresh = new FormData(form);
  const all = new Map(draft.values.map(([name]) => [name, draft.values.filter(([n]) => n === name)]));
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && field.name === 'deliveryId') field.value = draft.deliveryId;
    if (!('name' in field) || typeof field.name !== 'string' || !field.name.startsWith('value.')) continue;
    const values = (all.get(field.name) ?? []).map(([, value]) => value);
    if (field instanceof HTMLInputElement && field.type === 'checkbox')
      field.checked = values.includes(field.value);
    else if ('value' in field && values[0] !== undefined) field.value = values[0];
  }
  for (const details of form.querySelectorAll('details.entry')) {
    const inside = [...details.querySelectorAll('input')];
    if (details instanceof HTMLDetailsElement && inside.some((i) => i.value !== '')) details.open = true;
  }
  const typed = [...new FormData(form)].filter(([name]) => name.startsWith('value.'));
  return typed.some(([name, value]) => !fresh.getAll(name).includes(value));
}

/** @param {HTMLFormElement} form */
export function forget(form) {
  const key = keyOf(form);
  if (key) localStorage.removeItem(key);
}

/** When the room is begun anew, what was typed and seen in the former one means nothing any more. */
export function forgetEverything() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('draft:') || key.startsWith('seen:')) localStorage.removeItem(key);
  }
}

const openKey = `open:${here.person}`;

/** The dialog that stands open in this window, so that it opens again after a reload. @param {string | null} href */
export function rememberOpen(href) {
  if (href === null) sessionStorage.removeItem(openKey);
  else sessionStorage.setItem(openKey, href);
}

export function lastOpen() {
  return sessionStorage.getItem(openKey);
}
