// The local room as plain pages: its cards, a person's private messages, the forms. No script needed.

import { Hono } from 'hono';
import { html } from 'hono/html';
import { actions } from '../../src/app/actions.ts';
import { closingGrace } from '../../src/app/effects.ts';
import type { Note } from '../../src/app/notes.ts';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import type { Form } from '../../src/ui/card.ts';
import { fullDate } from '../../src/ui/format.ts';
import { noteText, refusalText } from '../../src/ui/refusals.ts';
import { type MessageKey, type Translator, translator } from '../../src/ui/translator.ts';
import { filledIn, typed, whoAndWhat } from './page-form.ts';
import { cardView, type Filled, formView, layout, link, type Place } from './page-view.ts';
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
        ${anyAction(t, place, await coordinator(reader.person))}
        <h2>${t('page.inbox', { person: reader.name })}</h2>
        ${inbox.length === 0 ? html`<p>${t('page.inbox.empty')}</p>` : inbox.toReversed().map((card) => cardView(card, t, now, place))}
      </main>`;
    return c.html(layout(t, t('page.title', { room: t('page.room') }), body));
  });

  pages.get('/form', async (c) => {
    const { t, place } = await standing(c.req.query('as'), c.req.query('lang'));
    const target = c.req.query('target')?.trim() || null;
    const opened = await local.form(t, c.req.query('action') ?? '', target, place.person);
    if (!opened) return c.html(notFound(t, place), 404);
    const filled = { deliveryId: crypto.randomUUID(), values: opened.values, refusal: null };
    return c.html(formPage(opened.form, t, place, filled));
  });

  pages.post('/form', async (c) => {
    const body = await c.req.parseBody({ all: true });
    const text = (name: string) => typed(body[name])[0] ?? '';
    const { t, place } = await standing(text('as'), text('lang'));
    const [action, target, deliveryId] = [text('action'), text('target') || null, text('deliveryId')];
    const opened = await local.form(t, action, target, place.person);
    if (!opened || !deliveryId) return c.html(notFound(t, place), 404);
    const values = filledIn(opened.form, body);
    const said = whoAndWhat(opened, values);
    const act = {
      deliveryId,
      as: { person: place.person, institution: said.institution },
      behalf: said.behalf,
      room: null,
      action,
      target,
      values: said.own,
      lang: t.lang,
    };
    const end = await local.receive((receivedAt) => local.act(act, receivedAt));
    if (!isRefusal(end)) {
      await local.app.outbox.idle();
      if (end.notes) return c.html(notedPage(t, place, end.notes, await local.zone()));
      const at = end.refs.proposal ?? end.refs.call ?? '';
      return c.redirect(`${link('/', place, { done: '1' })}#${at}`, 303);
    }
    const refusal = { ...refusalText(t, end, await local.zone()), field: end.field ?? null };
    // The same delivery: where the store was unsure, sending again must not count twice.
    return c.html(formPage(opened.form, t, place, { deliveryId, values, refusal }), 422);
  });

  pages.post('/clock', async (c) => {
    const body = await c.req.parseBody();
    const { place } = await standing(String(body.as ?? ''), String(body.lang ?? ''));
    const to = body.to === 'close' ? await afterNextDeadline() : plusMilliseconds(local.now(), day);
    if (to) await local.moveTo(to);
    return c.redirect(link('/', place), 303);
  });

  async function coordinator(person: string): Promise<boolean> {
    const scene = await local.scene();
    return scene !== undefined && (await local.reader(scene, person)).coordinates;
  }

  async function standing(as: string | undefined, lang: string | undefined) {
    const reader = readerOf(await local.people(), as);
    const t = translator(langOf(lang) ?? reader.lang);
    return { t, place: { person: reader.person, lang: t.lang } };
  }

  async function afterNextDeadline(): Promise<string | undefined> {
    const scene = await local.scene();
    const open = (await scene?.list('call'))?.filter((call) => call.status === 'collecting') ?? [];
    const [first] = open.map((call) => call.closesAt).sort();
    return first && plusMilliseconds(first, closingGrace);
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

/** Every action that this person may take, for what it is done to. */
function anyAction(t: Translator, place: Place, coordinates: boolean) {
  const open = [...actions.values()].filter((a) => !a.desk || coordinates);
  const label = (name: string) => t(`action.${name}` as MessageKey);
  return html`<form class="bar" method="get" action="/form">
    <input type="hidden" name="as" value="${place.person}"><input type="hidden" name="lang" value="${place.lang}">
    <div><label for="action">${t('page.act')}</label>
      <select id="action" name="action">${open.map((a) => html`<option value="${a.name}">${label(a.name)}</option>`)}</select></div>
    <div><label for="target">${t('page.act.target')}</label><input id="target" name="target"></div>
    <button type="submit">${t('page.act.open')}</button>
  </form>`;
}

function formPage(form: Form, t: Translator, place: Place, filled: Filled) {
  return layout(t, form.title, html`<main>${formView(form, t, place, filled)}</main>`);
}

/** Recorded, and something is worth a look. */
function notedPage(t: Translator, place: Place, notes: Note[], zone: string) {
  return layout(
    t,
    t('page.done'),
    html`<main><p class="done" role="status">${t('page.done')}</p>
      ${notes.map((note) => html`<p>${noteText(t, note, zone)}</p>`)}
      <p><a href="${link('/', place)}">${t('page.back')}</a></p></main>`,
  );
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
