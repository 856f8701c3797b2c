// The left column: the channels with their threads, private messages, and the settings: who one is, in which
// language, what the coordination has at hand, and beginning anew.

import { html } from 'hono/html';
import { actions } from '../../../src/app/actions.ts';
import { langs } from '../../../src/domain/people.ts';
import type { MessageKey, Translator } from '../../../src/ui/translator.ts';
import type { Persona } from '../setup.ts';
import { type Html, link, type Place, placeFields, stranger, type Visit } from './place.ts';
import { type Message, refOf } from './timeline.ts';

const languages = { fr: 'Français', nl: 'Nederlands', en: 'English' };

/** @param own the private messages of whoever looks */
export function channels({ t, place }: Visit, room: readonly Message[], own: readonly Message[]): Html {
  const cards = [
    ...new Map(room.flatMap((m) => (refOf(m.card) ? [[refOf(m.card), m] as const] : []))).values(),
  ];
  const threads = cards.filter((m) => m.under === null || m.replies > 0);
  return html`<h2 class="visually-hidden">${t('page.channels')}</h2>
    <ul class="channels">
      <li>${channel(t, place, 'salon', `# ${t('page.room')}`, room)}</li>
      <li>${channel(t, place, 'inbox', t('page.inbox'), own)}</li>
    </ul>
    <h3>${t('page.threads')}</h3>
    ${
      threads.length === 0
        ? html`<p class="hint">${t('page.threads.none')}</p>`
        : html`<ul class="channels threads">${threads.map(
            (m) =>
              html`<li>${channel(
                t,
                place,
                m.messageId,
                m.card.title,
                room.filter((r) => r.under === m.messageId),
              )}</li>`,
          )}</ul>`
    }`;
}

/** How many were not seen yet is reckoned where it was seen: in the browser, from these numbers. */
function channel(t: Translator, place: Place, at: string, name: string, messages: readonly Message[]): Html {
  const numbers = messages.slice(-100).map((m) => m.postedN);
  return html`<a href="${link('/', { ...place, at })}"${place.at === at ? html` aria-current="page"` : ''} data-channel="${at}" data-numbers="${numbers.join(' ')}">
    <span class="name">${name}</span> <span class="unread" data-own data-says="${t('page.unread')}" hidden></span></a>`;
}

/** Who somebody is, in one line: their name, then their institution or what they do here. */
export function roleOf(t: Translator, persona: Persona): string {
  if (persona.institutionName) return persona.institutionName;
  if (persona.role === 'other' && persona.person === stranger) return t('page.role.stranger');
  return t(`page.role.${persona.role === 'partner' ? 'other' : persona.role}`);
}

/** Without what the data set adds to a name, in French: the role is said beside it, in the reader’s language. */
export function nameOf(t: Translator, persona: Persona): string {
  if (persona.person === stranger) return t('page.stranger');
  return persona.role === 'partner' ? persona.name : (persona.name.split(',')[0] ?? persona.name);
}

export function settings(visit: Visit): Html {
  const { t, place, reader } = visit;
  return html`<h2>${t('page.settings')}</h2>
    ${whoForm(visit)}
    ${reader.coordinates ? desk(t, place) : ''}
    <details class="all"><summary>${t('page.act')}</summary>${anyAction(visit)}</details>
    <p class="buttons">
      <button type="button" class="button" data-tour hidden>${t('page.tour.start')}</button>
      <a class="button" data-dialog href="${link('/reset', place)}">${t('page.reset')}</a>
    </p>
    <p class="hint">${t('page.sandbox')}</p>`;
}

function whoForm({ t, place, people, persona }: Visit): Html {
  const groups = [
    { name: t('page.group.desk'), of: people.filter((p) => p.role === 'coordinator' || p.role === 'deputy') },
    { name: t('page.group.partners'), of: people.filter((p) => p.role === 'partner') },
    { name: t('page.group.others'), of: others(people, persona) },
  ];
  const option = (p: Persona) =>
    html`<option value="${p.person}"${p.person === place.person ? html` selected` : ''}>${nameOf(t, p)}, ${roleOf(t, p)}</option>`;
  return html`<form class="who" method="get" action="/">
    <p class="field"><label for="as">${t('page.as')}</label>
      <select id="as" name="as">${groups.map((g) => (g.of.length === 0 ? '' : html`<optgroup label="${g.name}">${g.of.map(option)}</optgroup>`))}</select></p>
    <p class="field"><label for="lang">${t('page.lang')}</label>
      <select id="lang" name="lang">${langs.map((l) => html`<option value="${l}" lang="${l}"${l === place.lang ? html` selected` : ''}>${languages[l]}</option>`)}</select></p>
    <p class="buttons"><button class="button primary" type="submit">${t('page.as.switch')}</button>
      <button class="button" type="submit" formtarget="_blank">${t('page.as.window')}</button></p>
  </form>`;
}

/** Inhabitants, and somebody nobody knows: whoever looks in comes last. */
function others(people: readonly Persona[], persona: Persona): Persona[] {
  const nobody = {
    person: stranger,
    name: stranger,
    lang: 'fr',
    institution: null,
    institutionName: null,
  } as const;
  const known = people.filter((p) => p.role === 'other');
  const self =
    people.some((p) => p.person === persona.person) || persona.person === stranger ? [] : [persona];
  return [...known, ...self, { ...nobody, role: 'other' }];
}

function desk(t: Translator, place: Place): Html {
  const command = (text: string, label: string) =>
    html`<li><a class="button" data-note href="${link('/command', place, { text })}">${label}</a></li>`;
  return html`<h3>${t('page.desk')}</h3><ul class="tools">
    ${command('suivi', t('page.desk.follow-up'))}
    ${command('relancer', t('action.call.chase'))}
    <li><a class="button" data-dialog href="${link('/import', place)}">${t('page.desk.import')}</a></li>
    <li><a class="button" data-dialog href="${link('/mails', place)}">${t('page.desk.mails')}</a></li>
  </ul>`;
}

/** Every action that this person may take, for what it is done to. */
function anyAction({ t, place, reader }: Visit): Html {
  const open = [...actions.values()].filter((a) => !a.desk || reader.coordinates);
  return html`<form class="any" method="get" action="/form" data-open>
    ${placeFields(place)}
    <p class="field"><label for="action">${t('page.act.which')}</label>
      <select id="action" name="action">${open.map((a) => html`<option value="${a.name}">${t(`action.${a.name}` as MessageKey)}</option>`)}</select></p>
    <p class="field"><label for="target">${t('page.act.target')}</label><input id="target" name="target" autocomplete="off"></p>
    <p class="buttons"><button class="button" type="submit">${t('page.act.open')}</button></p>
  </form>`;
}
