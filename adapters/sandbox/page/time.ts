// The clock of the local room moved from a page, an outage played, and everything begun anew.

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { presets } from '../../../src/charters/presets.ts';
import { plusMilliseconds } from '../../../src/domain/calendar.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { fullDate } from '../../../src/ui/format.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { own } from '../../../src/ui/views/charter-words.ts';
import { moves } from '../clock-moves.ts';
import type { LocalRoom } from '../room.ts';
import { outageHours, possibleMoves } from './aside.ts';
import { typed } from './filled.ts';
import { type Html, link, placeFields, type Visit, visitOf } from './place.ts';
import { leaf } from './shell.ts';

const hour = 3_600_000;

export function timePages(local: LocalRoom): Hono {
  const pages = new Hono();

  pages.post('/clock', async (c) => {
    const { visit, text, fragment } = await sent(local, c);
    const { t, place, zone } = visit;
    const move = moves.find((m) => m === text('to'));
    const to = move && (await possibleMoves(local, visit))[move];
    if (!to) return answered(c, visit, t('page.move.none'), fragment);
    const moved = await local.moveTo(to);
    if (isRefusal(moved)) return answered(c, visit, refusalText(t, moved, zone).text, fragment);
    const told = t('page.moved', { now: fullDate(t, moved.now, zone), n: moved.sent });
    return fragment ? answered(c, visit, told, fragment) : c.redirect(link('/', place), 303);
  });

  pages.post('/outage', async (c) => {
    const { visit, text, fragment } = await sent(local, c);
    const { t, place, zone, scene } = visit;
    const hours = outageHours.find((n) => `${n}` === text('hours'));
    if (!hours) return answered(c, visit, t('page.not-found'), fragment);
    const from = local.now();
    const to = plusMilliseconds(from, hours * hour);
    await local.app.store.recordOutage({ edge: 'sandbox', from, to });
    await local.moveTo(to);
    const charter = scene && (await scene.find('charter', scene.assembly.charter));
    const { toleranceMinutes, capHours } = charter?.text.rules.downtime.value ?? {
      toleranceMinutes: 0,
      capHours: 0,
    };
    const longer = hours * 60 > toleranceMinutes && capHours > 0;
    const told = t(longer ? 'page.outage.given-back' : 'page.outage.tolerated', {
      from: fullDate(t, from, zone),
      to: fullDate(t, to, zone),
      n: Math.min(hours, capHours),
    });
    return fragment ? answered(c, visit, told, fragment) : c.redirect(link('/', place), 303);
  });

  pages.get('/reset', async (c) => {
    const visit = await visitOf(local, {
      as: c.req.query('as'),
      lang: c.req.query('lang'),
      in: c.req.query('in'),
    });
    const content = await resetForm(visit);
    return c.html(
      c.req.query('fragment') === undefined ? leaf(visit, visit.t('page.reset'), content) : content,
    );
  });

  pages.post('/reset', async (c) => {
    const { visit, text, fragment } = await sent(local, c);
    const { t, place, zone } = visit;
    const end = await local.reset({ charter: text('charter'), data: text('data') }, null);
    if (isRefusal(end)) {
      const { text: why, next } = refusalText(t, end, zone);
      const content = html`<p class="refusal" role="alert">${why} ${next}</p>${await resetForm(visit)}`;
      return c.html(fragment ? content : leaf(visit, t('page.reset'), content), 422);
    }
    const home = link('/', { ...place, at: 'salon' });
    return fragment ? c.body(null, 204, { 'x-go': home }) : c.redirect(home, 303);
  });

  return pages;
}

async function resetForm({ t, place }: Visit): Promise<Html> {
  const charters = await presets();
  const data = ['colignon', 'empty', 'nothing'] as const;
  return html`<h2 id="form-title" tabindex="-1">${t('page.reset')}</h2><p>${t('page.reset.warning')}</p>
    <form method="post" action="/reset" data-act>${placeFields(place)}
      <p class="field"><label for="charter">${t('page.reset.charter')}</label>
        <select id="charter" name="charter">${charters.map(({ id, title }) => html`<option value="${id}">${own(t, title)}</option>`)}</select></p>
      <p class="field"><label for="data">${t('page.reset.data')}</label>
        <select id="data" name="data">${data.map((name) => html`<option value="${name}">${t(`page.reset.data.${name}`)}</option>`)}</select></p>
      <p class="buttons"><button class="button primary" type="submit">${t('page.reset.confirm')}</button>
        <a class="button" data-close href="${link('/', place)}">${t('form.cancel')}</a></p>
    </form>`;
}

/** A form as it was sent, and who sent it from where. */
async function sent(local: LocalRoom, c: Context) {
  const body = await c.req.parseBody();
  const text = (name: string) => typed(body[name])[0] ?? '';
  const visit = await visitOf(local, { as: text('as'), lang: text('lang'), in: text('in') });
  return { visit, text, fragment: text('fragment') !== '' };
}

function answered(c: Context, visit: Visit, told: string, fragment: boolean) {
  const content = html`<p>${told}</p>`;
  return c.html(fragment ? content : leaf(visit, visit.t('page.time'), content));
}
