// What is said after something was done: that it counts, where to see it, and where the receipt is if there is one.

import { html } from 'hono/html';
import type { Note } from '../../../src/app/notes.ts';
import { noteText } from '../../../src/ui/refusals.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import type { Html, Place, Visit } from './place.ts';
import { link } from './place.ts';

/** What there is to tell of it besides. */
export interface Told {
  /** Whether something was written to them in private about it. */
  receipt: boolean;
  /** What is worth a look in what was recorded. */
  notes: readonly Note[];
}

/**
 * @param ref the proposal or call that it shows on; anything else is said without it
 * @param at where that card is read
 */
export function said({ t, place, zone }: Visit, ref: string, at: string, { receipt, notes }: Told): Html {
  const on = cardLink(t, place, ref, at);
  return html`<p>${t('page.done')} ${on}
    ${receipt ? html`<a href="${link('/', { ...place, at: 'inbox' })}">${t('page.done.receipt')}</a>` : ''}</p>
    ${notes.map((note) => html`<p>${noteText(t, note, zone)}</p>`)}`;
}

/** To the card of a call or a proposal; nothing for anything else. */
export function cardLink(t: Translator, place: Place, ref: string, at: string): Html {
  if (!/^[CP]\d+$/.test(ref)) return html``;
  return html`<a href="${link('/', { ...place, at })}#${ref}">${t('page.done.card', { ref })}</a>`;
}
