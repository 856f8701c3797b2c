// Setting up from the page: while there is no concertation, the room shows where its preparation stands, and
// the forms of its steps open and are sent as those of any action.

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { setupCards } from '../../../src/ui/setup/setup-cards.ts';
import { setupForm } from '../../../src/ui/setup/setup-form.ts';
import type { LocalRoom } from '../room.ts';
import { channelOf, firstChannel, setupScene } from '../setting-up.ts';
import { cardView } from './card-view.ts';
import { filledIn, typed } from './filled.ts';
import { type Filled, formView } from './form-view.ts';
import { type Html, link, type Visit, visitOf } from './place.ts';
import { leaf } from './shell.ts';

/** Where setting up stands, as this reader sees it. */
export async function setupView(local: LocalRoom, { t, place, now }: Visit): Promise<Html> {
  const cards = setupCards(t, await setupScene(local, firstChannel, place.person));
  return html`${cards.map((card) => cardView(card, now, place))}`;
}

/** The forms whose action begins with `setup.`; every other goes on to the pages behind. */
export function setupPages(local: LocalRoom): Hono {
  const pages = new Hono();

  pages.get('/form', async (c, next) => {
    const query = (name: string) => c.req.query(name);
    const action = query('action') ?? '';
    if (!action.startsWith('setup.')) return next();
    const visit = await visitOf(local, { as: query('as'), lang: query('lang'), in: query('in') });
    const opened = await formFor(local, visit, action, query('target') || null);
    const fragment = query('fragment') !== undefined;
    if (!opened) return shown(c, visit, html`<p>${visit.t('page.not-found')}</p>`, fragment, 404);
    const filled = {
      deliveryId: crypto.randomUUID(),
      values: opened.values,
      refusal: null,
      preview: null,
      sentBefore: null,
    };
    return shown(c, visit, formView(opened.form, visit.t, visit.place, filled), fragment, 200);
  });

  pages.post('/form', async (c, next) => {
    const body = await c.req.parseBody({ all: true });
    const text = (name: string) => typed(body[name])[0] ?? '';
    const action = text('action');
    if (!action.startsWith('setup.')) return next();
    const visit = await visitOf(local, { as: text('as'), lang: text('lang'), in: text('in') });
    const { t, place, zone } = visit;
    const fragment = text('fragment') !== '';
    const [target, deliveryId] = [text('target') || null, text('deliveryId')];
    const opened = await formFor(local, visit, action, target);
    if (!opened || !deliveryId) return shown(c, visit, html`<p>${t('page.not-found')}</p>`, fragment, 404);
    const values = filledIn(opened.form, body);
    const end = await local.receive((receivedAt) =>
      local.settingUp.submit({
        deliveryId,
        receivedAt,
        as: { externalId: place.person, name: place.person },
        at: channelOf(firstChannel),
        action,
        target,
        values,
        lang: t.lang,
      }),
    );
    if (isRefusal(end)) {
      const refusal = { ...refusalText(t, end, zone), field: end.field ?? null };
      const filled: Filled = { deliveryId, values, refusal, preview: null, sentBefore: null };
      return shown(c, visit, formView(opened.form, t, place, filled), fragment, 422);
    }
    await local.app.outbox.idle();
    const home = link('/', { ...place, at: 'salon' });
    return fragment ? c.body(null, 204, { 'x-go': home }) : c.redirect(home, 303);
  });

  return pages;
}

async function formFor(local: LocalRoom, { t, place }: Visit, action: string, target: string | null) {
  const scene = await setupScene(local, firstChannel, place.person);
  const members = [...scene.names].map(([value, label]) => ({ value, label }));
  return setupForm(t, scene, action, target, members);
}

function shown(c: Context, visit: Visit, content: Html, fragment: boolean, status: 200 | 404 | 422) {
  return c.html(fragment ? content : leaf(visit, visit.t('setup.title'), content), status);
}
