// The right column: what has happened and why, and the clock that can be moved.

import { html } from 'hono/html';
import { fullDate, untilThen } from '../../../src/ui/format.ts';
import { type Move, moves, movesFrom } from '../clock-moves.ts';
import type { LocalRoom } from '../room.ts';
import { type Html, placeFields, type Visit } from './place.ts';

/** Outages that can be played, in hours: one that a charter tolerates or not, and one that none does. */
export const outageHours = [2, 30] as const;

export async function clock(local: LocalRoom, visit: Visit): Promise<Html> {
  const { t, place, now, zone } = visit;
  const possible = await possibleMoves(local, visit);
  const move = (to: Move) => {
    const at = possible[to];
    const when =
      at && to !== 'day' ? html`<small>${fullDate(t, at, zone)}, ${untilThen(t, at, now)}</small>` : '';
    const none = at ? '' : html`<small>${t('page.move.none')}</small>`;
    return html`<li><button class="button" type="submit" name="to" value="${to}"${at ? '' : html` aria-disabled="true"`}>${t(`page.move.${to}`)} ${when}${none}</button></li>`;
  };
  return html`<h2 id="clock-title">${t('page.time')}</h2>
    <p class="now"><time datetime="${now}">${t('page.clock', { now: fullDate(t, now, zone) })}</time></p>
    <form method="post" action="/clock" data-send>${placeFields(place)}
      <ul class="moves">${moves.map(move)}</ul></form>
    <details class="outage"><summary>${t('page.outage')}</summary>
      <p class="hint">${t('page.outage.hint')}</p>
      <form method="post" action="/outage" data-send>${placeFields(place)}
        <p class="buttons">${outageHours.map((n) => html`<button class="button" type="submit" name="hours" value="${n}">${t('page.outage.hours', { n })}</button>`)}</p></form>
    </details>`;
}

export async function possibleMoves(local: LocalRoom, visit: Visit): Promise<Record<Move, string | null>> {
  const { scene, now, zone } = visit;
  const timers = scene ? await local.app.store.timers(scene.assembly.id) : [];
  return movesFrom(now, timers, zone);
}
