// The guided tour: what a newcomer is shown, step by step, beside the thing itself.

import { html } from 'hono/html';
import type { Translator } from '../../../src/ui/translator.ts';
import type { Html } from './place.ts';

/** Each step, and where on the page it points; on a phone that may lie behind another tab. */
const steps = [
  { id: 'room', at: '#timeline .day:last-child .message:last-child' },
  { id: 'card', at: '.message:has(.reactions) .card' },
  { id: 'answer', at: '.message:has(.reactions) .buttons' },
  { id: 'object', at: '.message:has(.reactions) .reactions' },
  { id: 'inbox', at: '[data-channel="inbox"], .tabs [data-tab="inbox"]' },
  { id: 'commands', at: '#composer' },
  { id: 'clock', at: '#clock-title, .tabs [data-tab="journal"]' },
  { id: 'who', at: '.who, .tabs [data-tab="settings"]' },
] as const;

export function tourOffer(t: Translator): Html {
  return html`<section id="tour-offer" class="offer" aria-labelledby="tour-offer-title" hidden>
    <h3 id="tour-offer-title">${t('page.tour.offer')}</h3><p>${t('page.tour.offer.text')}</p>
    <p class="buttons"><button type="button" class="button primary" data-tour>${t('page.tour.start')}</button>
      <button type="button" class="button" data-tour-later>${t('page.tour.later')}</button></p></section>`;
}

export function tour(t: Translator): Html {
  return html`<dialog id="tour" class="tour" aria-labelledby="tour-step">
    ${steps.map(
      ({ id, at }, i) => html`<section data-step data-at="${at}" hidden>
        <p class="hint">${t('page.tour.step', { number: i + 1, steps: steps.length })}</p>
        <h2 tabindex="-1">${t(`page.tour.${id}`)}</h2><p>${t(`page.tour.${id}.text`)}</p></section>`,
    )}
    <p class="buttons"><button type="button" class="button" data-skip>${t('page.tour.skip')}</button>
      <button type="button" class="button" data-back>${t('page.tour.back')}</button>
      <button type="button" class="button primary" data-next>${t('page.tour.next')}</button>
      <button type="button" class="button primary" data-end hidden>${t('page.tour.end')}</button></p>
  </dialog>`;
}
