// The local room as plain pages: its cards, a person's private messages, the forms. No script needed.

import { Hono } from 'hono';
import { html } from 'hono/html';
import { closingGrace } from '../../src/app/effects.ts';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { fullDate } from '../../src/ui/format.ts';
import { formOf } from '../../src/ui/forms.ts';
import { refusalText } from '../../src/ui/refusals.ts';
import { type Translator, translator } from '../../src/ui/translator.ts';
import { cardView, formView, layout, link, type Place } from './page-view.ts';
import { type LocalRoom, langOf } from './room.ts';
import type { Persona } from './setup.ts';
import { style } from './style.ts';

const day = 86_400_000;

export function sandboxPages(local: LocalRoom): Hono {
  const pages = new Hono();

  pages.get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));

  pages.get('/', async (c) => {
    const people = await local.people();
    const reader = readerOf(people, c.req.query('as'));
    const t = translator(langOf(c.req.query('lang')) ?? reader.lang);
    const place = { person: reader.person, lang: t.lang };
    const room = await local.roomId(null);
    const cards = room ? await local.cards(room, t.lang) : [];
    const inbox = await local.inbox(reader.person);
    const now = local.now();
    const body = html`<header>
        <h1>${t('app.name')}</h1>
        <p class="note">${t('page.sandbox')}</p>
        ${switches(t, people, place)}
        ${clockForm(t, fullDate(t, now, await local.zone()), place)}
      </header>
      <main>
        ${c.req.query('done') ? html`<p class="done" role="status">${t('page.done')}</p>` : ''}
        <h2>${t('page.room')}</h2>
        ${cards.length === 0 ? html`<p>${t('page.room.empty')}</p>` : cards.map((card) => cardView(card, t, now, place))}
        <h2>${t('page.commands')}</h2>
        <p class="buttons">${(['call.open', 'institution.register'] as const).map(
          (action) =>
            html`<a class="button plain" href="${link('/form', place, { action, target: '' })}">${t(`action.${action}`)}</a>`,
        )}</p>
        <h2>${t('page.inbox', { person: reader.name })}</h2>
        ${inbox.length === 0 ? html`<p>${t('page.inbox.empty')}</p>` : inbox.toReversed().map((card) => cardView(card, t, now, place))}
      </main>`;
    return c.html(layout(t, t('page.title', { room: t('page.room') }), body));
  });

  pages.get('/form', async (c) => {
    const { t, place } = await standing(c.req.query('as'), c.req.query('lang'));
    const target = c.req.query('target') ?? '';
    const form = formOf(t, c.req.query('action') ?? '', target || null, await nameOf(target, t));
    if (!form) return c.html(notFound(t, place), 404);
    const filled = { deliveryId: crypto.randomUUID(), values: {}, refusal: null };
    return c.html(layout(t, form.title, html`<main>${formView(form, t, place, filled)}</main>`));
  });

  pages.post('/form', async (c) => {
    const body = await c.req.parseBody();
    const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
    const { t, place, reader } = await standing(text('as'), text('lang'));
    const [action, target, deliveryId] = [text('action'), text('target'), text('deliveryId')];
    const form = formOf(t, action, target || null, await nameOf(target, t));
    if (!form || !deliveryId) return c.html(notFound(t, place), 404);
    const values = Object.fromEntries(form.fields.map((f) => [f.name, text(`value.${f.name}`)]));
    const act = {
      deliveryId,
      as: { person: place.person, institution: reader.institution },
      room: null,
      action,
      target: target || null,
      values,
      lang: t.lang,
    };
    const end = await local.receive((receivedAt) => local.act(act, receivedAt));
    if (!isRefusal(end)) {
      await local.app.outbox.idle();
      return c.redirect(
        `${link('/', place, { done: '1' })}#${end.refs.proposal ?? end.refs.call ?? ''}`,
        303,
      );
    }
    const refusal = { ...refusalText(t, end, await local.zone()), field: end.field ?? null };
    // The same delivery: where the store was unsure, sending again must not count twice.
    const filled = { deliveryId, values, refusal };
    return c.html(layout(t, form.title, html`<main>${formView(form, t, place, filled)}</main>`), 422);
  });

  pages.post('/clock', async (c) => {
    const body = await c.req.parseBody();
    const { place } = await standing(String(body.as ?? ''), String(body.lang ?? ''));
    const to = body.to === 'close' ? await afterNextDeadline() : plusMilliseconds(local.now(), day);
    if (to) await local.moveTo(to);
    return c.redirect(link('/', place), 303);
  });

  async function standing(as: string | undefined, lang: string | undefined) {
    const reader = readerOf(await local.people(), as);
    const t = translator(langOf(lang) ?? reader.lang);
    return { reader, t, place: { person: reader.person, lang: t.lang } };
  }

  async function afterNextDeadline(): Promise<string | undefined> {
    const scene = await local.scene();
    const open = (await scene?.list('call'))?.filter((call) => call.status === 'collecting') ?? [];
    const [first] = open.map((call) => call.closesAt).sort();
    return first && plusMilliseconds(first, closingGrace);
  }

  /** What a target is called, for the title of its form. */
  async function nameOf(target: string, t: Translator): Promise<string> {
    const scene = await local.scene();
    if (!scene || !target) return '';
    const objection = target.startsWith('O') ? await scene.find('objection', target) : undefined;
    const proposal = await scene.find('proposal', objection?.proposal ?? target);
    const call = await scene.find('call', target);
    const title = proposal?.title ?? call?.title;
    return title ? ((await scene.words(title)) ?? t('erased')) : target;
  }

  return pages;
}

/** A stranger is somebody too: they act under the name in the address, for no institution. */
function readerOf(people: Persona[], as: string | undefined): Persona {
  const known = people.find((p) => p.person === as);
  if (known) return known;
  const [first] = people;
  if (!as && first) return first;
  const person = as || 'visiteur';
  return { person, name: person, lang: 'fr', institution: null, institutionName: null, role: 'other' };
}

function switches(t: Translator, people: Persona[], place: Place) {
  const label = (p: Persona) => (p.institutionName ? `${p.name} (${p.institutionName})` : p.name);
  const option = (value: string, text: string, selected: boolean) =>
    html`<option value="${value}"${selected ? html` selected` : ''}>${text}</option>`;
  const languages = { fr: 'français', nl: 'Nederlands', en: 'English' };
  return html`<form class="bar" method="get" action="/">
    <div><label for="as">${t('page.as')}</label>
      <select id="as" name="as">${people.map((p) => option(p.person, label(p), p.person === place.person))}</select></div>
    <div><label for="lang">${t('page.lang')}</label>
      <select id="lang" name="lang">${Object.entries(languages).map(([lang, name]) => option(lang, name, lang === place.lang))}</select></div>
    <button type="submit">${t('page.as.switch')}</button>
  </form>`;
}

function clockForm(t: Translator, now: string, place: Place) {
  return html`<form class="bar" method="post" action="/clock">
    <p>${t('page.clock', { now })}</p>
    <input type="hidden" name="as" value="${place.person}"><input type="hidden" name="lang" value="${place.lang}">
    <button type="submit" name="to" value="day">${t('page.clock.day')}</button>
    <button type="submit" name="to" value="close">${t('page.clock.close')}</button>
  </form>`;
}

function notFound(t: Translator, place: Place) {
  return layout(
    t,
    t('app.name'),
    html`<main><p>${t('page.not-found')}</p><p><a href="${link('/', place)}">${t('page.back')}</a></p></main>`,
  );
}
