// What is said after something was done: that it counts, where to see it, and where the receipt is.

import { html } from 'hono/html';
import type { Note } from '../../../src/app/notes.ts';
import { noteText } from '../../../src/ui/refusals.ts';
import type { Html, Visit } from './place.ts';
import { link } from './place.ts';

/**
 * @param ref the proposal or call that it shows on; anything else is said without it
 * @param at where that card is read
 * @param notes what is worth a look in what was recorded
 */
export function said({ t, place, zone }: Visit, ref: string, at: string, notes: readonly Note[] = []): Html {
  const on = /^[CP]\d+$/.test(ref) ? ref : null;
  return html`<p>${t('page.done')}
    ${on ? html`<a href="${link('/', { ...place, at })}#${on}">${t('page.done.card', { ref: on })}</a>` : ''}
    <a href="${link('/', { ...place, at: 'inbox' })}">${t('page.done.receipt')}</a></p>
    ${notes.map((note) => html`<p>${noteText(t, note, zone)}</p>`)}`;
}
