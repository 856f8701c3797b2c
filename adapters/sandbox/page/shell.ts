// The page around everything: landmarks, columns, the command box, the tabs of a phone, the dialogs. Each part
// that changes by itself says in `data-part` under which name it is fetched anew, and in `data-live` why.

import { html } from 'hono/html';
import type { Translator } from '../../../src/ui/translator.ts';
import { nameOf, roleOf } from './left.ts';
import { type Html, link, type Place, placeFields, type Visit } from './place.ts';
import { tour, tourOffer } from './tour.ts';

/** The parts that are fetched anew when something has changed. */
export const parts = ['header', 'channels', 'mine', 'timeline', 'journal', 'clock'] as const;
export type Part = (typeof parts)[number];

export interface Columns {
  rendered: Record<Part, Html>;
  settings: Html;
  /** What the middle shows: the name of its channel or thread. */
  heading: string;
  /** Said after an act, for whoever has no script. */
  done: Html | null;
}

export function shell(visit: Visit, { rendered, settings, heading, done }: Columns): Html {
  const { t, place } = visit;
  const inThread = !['salon', 'inbox', 'journal', 'settings'].includes(place.at);
  const body = html`<a class="skip" href="#timeline">${t('page.skip')}</a>
    <header class="top">${part('header', 'events clock', rendered.header)}</header>
    <div class="left"><nav class="rooms" aria-label="${t('page.channels')}">${part('channels', 'posts', rendered.channels)}</nav>
      <section class="settings" id="settings" aria-label="${t('page.settings')}">${settings}</section></div>
    <main id="main">
      <div class="title">${inThread ? html`<a class="back" href="${link('/', { ...place, at: 'salon' })}">${t('page.back')}</a>` : ''}<h2>${heading}</h2></div>
      <p id="lost" class="lost" role="status"></p>
      <div id="status" class="said" role="status">${done ?? ''}</div>
      ${tourOffer(t)}
      <div id="scroll" class="scroll">
        ${part('mine', 'events clock', rendered.mine)}
        <div id="timeline" tabindex="-1">${part('timeline', 'posts clock', rendered.timeline)}</div>
        <div id="notes" role="region" aria-label="${t('page.notes')}"></div>
      </div>
      <button type="button" class="button primary newer" id="newer" hidden>${t('page.newer')}</button>
      ${composer(t, place)}
    </main>
    <aside class="right" aria-label="${t('page.aside')}">
      ${part('clock', 'events clock', rendered.clock)}
      ${part('journal', 'events', rendered.journal)}
    </aside>
    ${tabs(t, place)}
    <dialog id="dialog" aria-labelledby="form-title"><div class="inside"></div></dialog>
    ${tour(t)}
    <div id="news" class="visually-hidden" aria-live="polite"></div>`;
  return layout(visit, t('page.title', { room: heading }), body);
}

function part(name: Part, live: string, content: Html): Html {
  return html`<div data-part="${name}" data-live="${live}">${content}</div>`;
}

export function header(visit: Visit, charter: string | null, now: string): Html {
  const { t, persona } = visit;
  return html`<h1>${t('app.name')}${charter ? html` <small>${charter}</small>` : ''}</h1>
    <p class="me"><b>${nameOf(t, persona)}</b> <span>${roleOf(t, persona)}</span></p>
    <p class="now">${now}</p>`;
}

function composer(t: Translator, place: Place): Html {
  return html`<form class="composer" id="composer" method="get" action="/command" data-note autocomplete="off">
    ${placeFields(place)}
    <label for="command">${t('page.commands')}</label>
    <div class="line"><input id="command" name="text" placeholder="${t('page.commands.example')}" aria-describedby="command-hint">
      <button class="button primary" type="submit">${t('page.commands.send')}</button></div>
    <ul id="offers" role="listbox" aria-label="${t('page.commands.offers')}" hidden></ul>
    <p class="hint" id="command-hint">${t('page.commands.hint')}</p>
  </form>`;
}

function tabs(t: Translator, place: Place): Html {
  const current = ['inbox', 'journal', 'settings'].includes(place.at) ? place.at : 'salon';
  const tab = (at: 'salon' | 'inbox' | 'journal' | 'settings') =>
    html`<li><a href="${link('/', { ...place, at })}" data-tab="${at}"${at === current ? html` aria-current="page"` : ''}>${t(`page.tab.${at}`)} <span class="unread" data-own data-says="${t('page.unread')}" hidden></span></a></li>`;
  return html`<nav class="tabs" aria-label="${t('page.tabs')}"><ul>${tab('salon')}${tab('inbox')}${tab('journal')}${tab('settings')}</ul></nav>`;
}

/** A page with one thing on it: a form, what a command answers. Also what a dialog is filled with. */
export function leaf(visit: Visit, title: string, content: Html): Html {
  const { t, place } = visit;
  const back = html`<p><a href="${link('/', place)}">${t('page.back')}</a></p>`;
  return layout(visit, title, html`<main id="leaf" class="leaf">${back}${content}</main>`);
}

/** What the scripts say of themselves. */
const said = [
  'lost',
  'back-again',
  'sending',
  'unsent',
  'restored',
  'close',
  'new-message',
  'note.head',
  'unread',
] as const;

function layout({ t, place }: Visit, title: string, body: Html): Html {
  const words = JSON.stringify(Object.fromEntries(said.map((key) => [key, t(`page.${key}`)])));
  return html`<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/client/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/client/style.css">
<link rel="stylesheet" href="/client/chat.css">
<link rel="stylesheet" href="/client/layout.css">
<script type="module" src="/client/main.js"></script>
</head>
<body data-at="${place.at}" data-person="${place.person}" data-lang="${place.lang}" data-words="${words}">${body}</body>
</html>`;
}
