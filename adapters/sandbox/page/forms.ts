// A form on its way: it opens, it comes back refused with what was typed, or what it asks for is done.

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { isRefusal, type Refusal } from '../../../src/domain/refusal.ts';
import type { Form } from '../../../src/ui/card.ts';
import { awaiting } from '../../../src/ui/command-table.ts';
import { chasePreview } from '../../../src/ui/desk/chase-preview.ts';
import { mineCards } from '../../../src/ui/desk/mine.ts';
import { type Said, whoAndWhat } from '../../../src/ui/filled-form.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import { refusalText } from '../../../src/ui/refusals.ts';
import { inboxOf } from '../announcer.ts';
import type { LocalRoom } from '../room.ts';
import { cardView } from './card-view.ts';
import { filledIn, typed } from './filled.ts';
import { type Filled, formView } from './form-view.ts';
import { type Html, link, type Visit, visitOf } from './place.ts';
import { cardLink, said } from './said.ts';
import { leaf } from './shell.ts';
import { placeOf } from './timeline.ts';

/** A form numbers its delivery itself, with far less. */
const longestDelivery = 200;

export function formPages(local: LocalRoom): Hono {
  const pages = new Hono();

  pages.get('/form', async (c) => {
    const query = (name: string) => c.req.query(name);
    const visit = await visitOf(local, { as: query('as'), lang: query('lang'), in: query('in') });
    const { t, place } = visit;
    const fragment = query('fragment') !== undefined;
    if (query('action') === awaiting) {
      const cards = visit.scene ? await mineCards(visit.scene, visit.reader, t, visit.now) : [];
      return shown(
        c,
        visit,
        t('mine.title'),
        html`${cards.map((card) => cardView(card, visit.now, place))}`,
        fragment,
      );
    }
    const opened = await local.form(t, query('action') ?? '', query('target')?.trim() || null, place.person);
    if (!opened) return missing(c, visit, fragment);
    const values = { ...opened.values, ...given(opened.form, c.req.query()) };
    const filled = { ...untouched, deliveryId: crypto.randomUUID(), values };
    return shown(c, visit, opened.form.title, formView(opened.form, t, place, filled), fragment);
  });

  pages.post('/form', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const text = (name: string) => typed(body[name])[0] ?? '';
    const visit = await visitOf(local, { as: text('as'), lang: text('lang'), in: text('in') });
    const { t, place, zone } = visit;
    const fragment = text('fragment') !== '';
    const [action, target, deliveryId] = [text('action'), text('target') || null, text('deliveryId')];
    const opened = await local.form(t, action, target, place.person);
    if (!opened || !deliveryId || deliveryId.length > longestDelivery) return missing(c, visit, fragment);
    const { form } = opened;
    const values = filledIn(form, body);
    const again = (more: Partial<Filled>, status: 200 | 422) => {
      // The same delivery: where the store was unsure, sending again must not count twice.
      const filled = { ...untouched, deliveryId, values, ...more };
      return shown(c, visit, form.title, formView(form, t, place, filled), fragment, status);
    };
    const refused = (refusal: Refusal) =>
      again({ refusal: { ...refusalText(t, refusal, zone), field: refusal.field ?? null } }, 422);

    const what = whoAndWhat({ ...opened, action }, values);
    if (text('preview')) {
      const preview = await previewOf(visit, target, what);
      return isRefusal(preview) ? refused(preview) : again({ preview }, 200);
    }
    const before = await local.deliveries.lastNumber();
    const end = await local.receive((receivedAt) =>
      local.act(
        {
          deliveryId,
          as: { person: place.person, institution: what.institution },
          behalf: what.behalf,
          room: null,
          action,
          target,
          values: what.own,
          lang: t.lang,
        },
        receivedAt,
      ),
    );
    // Stored, but the answer never came, and the words were changed since: these are another act.
    if (isRefusal(end) && end.refused === 'delivery.reused')
      return again({ deliveryId: crypto.randomUUID(), sentBefore: await cardOf(local, visit, target) }, 422);
    if (isRefusal(end)) return refused(end);
    await local.app.outbox.idle();
    const at = end.refs.proposal ?? end.refs.call ?? target?.match(/^[CP]\d+$/)?.[0] ?? '';
    const where = await placeOf(local, at);
    const last = (await local.deliveries.standing(inboxOf(place.person), 1)).at(-1);
    const receipt = last !== undefined && last.n > before;
    const told = said(visit, at, where, { receipt, notes: end.notes ?? [] });
    if (fragment) return c.html(await told, 200, { 'x-done': '1' });
    if (end.notes) return c.html(leaf(visit, t('page.done'), html`<div role="status">${told}</div>`));
    return c.redirect(
      `${link('/', { ...place, at: where }, { done: at || '1', ...(receipt && { receipt: '1' }) })}#${at}`,
      303,
    );
  });

  return pages;
}

/** What was typed already, before the form opened. */
function given({ fields }: Form, query: Record<string, string>): FormValues {
  const typed = fields.flatMap(({ name }) => {
    const value = query[`value.${name}`];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(typed);
}

const untouched = { refusal: null, preview: null, sentBefore: null } as const;

/** The way to what was sent about something. */
async function cardOf(local: LocalRoom, { t, place }: Visit, target: string | null): Promise<Html> {
  return cardLink(t, place, target ?? '', await placeOf(local, target ?? ''));
}

async function previewOf({ scene, reader, t, now }: Visit, call: string | null, { own }: Said) {
  if (!scene) throw new Error('a form opened before anything is there');
  const words = [own.words ?? ''].flat()[0] ?? '';
  const preview = await chasePreview(scene, reader, t, { call: call ?? '', words }, now);
  if (isRefusal(preview)) return preview;
  const { card, institutions, persons } = preview;
  return { card, now, says: t('page.form.preview.says', { n: persons, institutions: institutions.length }) };
}

function missing(c: Context, visit: Visit, fragment: boolean) {
  const { t } = visit;
  const content = html`<h2 id="form-title" tabindex="-1">${t('page.not-found')}</h2>`;
  return c.html(fragment ? content : leaf(visit, t('app.name'), content), 404);
}

function shown(
  c: Context,
  visit: Visit,
  title: string,
  content: Html,
  fragment: boolean,
  status: 200 | 422 = 200,
) {
  return c.html(fragment ? content : leaf(visit, title, content), status);
}
