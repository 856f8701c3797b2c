// Setting up, as cards: what is filled in so far, and every assumption of the chosen charter with its sentence.

import type { Channel, Standing } from '../../app/setting-up.ts';
import type { Preset } from '../../charters/presets.ts';
import { assumptionOf, assumptionsOf, type Charter, type Localized } from '../../domain/charter.ts';
import { endOf, type Setup } from '../../domain/setting-up.ts';
import type { Block, Button, Card } from '../card.ts';
import { dayDate, fullDate, listOf, localDay } from '../format.ts';
import type { Translator } from '../translator.ts';
import { themes } from '../views/charter-card.ts';
import { own, ruleLabel, ruleSentence } from '../views/charter-words.ts';
import { button, text } from '../views/words.ts';

/** All that the cards and forms of setting up are drawn from. */
export interface SetupScene {
  at: Channel;
  standing: Standing;
  /** Who reads, as the platform calls them. */
  reader: string;
  /** What people are called, by what the platform calls them; who isn’t there isn’t known yet. */
  names: ReadonlyMap<string, string>;
  presets: readonly Preset[];
  /** Assemblies that the reader coordinates: the room could be added to one. `room` is one of its rooms here. */
  linkable: readonly { room: string; title: Localized }[];
}

/** Before anything is chosen there is no charter that says in which zone dates are meant. */
const firstZone = 'Europe/Brussels';

/** What somebody sees who asks for a concertation where there is none. */
export function setupCards(t: Translator, scene: SetupScene): Card[] {
  const { setup, charter } = scene.standing;
  if (!setup) return [noneCard(t, scene)];
  if (!mayGoOn(scene)) {
    const person = scene.names.get(setup.by) ?? t('unnamed');
    return [cardOf(t, scene, [text(t('setup.theirs', { person }))], [])];
  }
  return [overview(t, scene, setup, charter), ...(charter ? assumptionCards(t, scene, setup, charter) : [])];
}

/** What is said when it is done. */
export function openedCard(t: Translator, at: Channel): Card {
  const blocks = [text(t('setup.opened.next'))];
  const status = null;
  return { subject: subjectOf(at), lang: t.lang, title: t('setup.opened'), status, blocks, buttons: [] };
}

/** What is said when the channel has become a room of an assembly that lives elsewhere. */
export function joinedCard(t: Translator, at: Channel): Card {
  const blocks = [text(t('setup.joined.next'))];
  return {
    subject: subjectOf(at),
    lang: t.lang,
    title: t('setup.joined'),
    status: null,
    blocks,
    buttons: [],
  };
}

export function droppedCard(t: Translator, at: Channel): Card {
  const blocks = [text(t('setup.dropped'))];
  return { subject: subjectOf(at), lang: t.lang, title: t('setup.title'), status: null, blocks, buttons: [] };
}

/** 'Claire et Tom', as far as they are known. */
export function namesOf(t: Translator, { names }: SetupScene, people: readonly string[]): string {
  if (people.length === 0) return t('setup.nobody');
  return listOf(
    t,
    people.map((person) => names.get(person) ?? t('unnamed')),
  );
}

function mayGoOn({ standing: { setup }, reader }: SetupScene): boolean {
  return setup?.by === reader || setup?.helpers.includes(reader) === true;
}

function noneCard(t: Translator, scene: SetupScene): Card {
  const links = scene.linkable.map(({ room, title }): Button => {
    const label = t('setup.link', { title: own(t, title) });
    return { action: 'room.add', target: room, label, style: 'plain' };
  });
  const buttons = [button(t, 'setup.begin', '', 'primary'), button(t, 'setup.join', ''), ...links];
  return { ...cardOf(t, scene, [text(t('setup.none'))], buttons), status: null };
}

function overview(t: Translator, scene: SetupScene, setup: Setup, charter: Charter | null): Card {
  const fact = (label: string, value: string): Block => ({ type: 'fact', label, value });
  const assumed = charter ? assumptionsOf(charter).length : 0;
  const adopted = Object.keys(setup.adopted).length;
  const zone = charter?.zone ?? firstZone;
  const helped = setup.helpers.length > 0;
  const blocks = [
    text(t('setup.begun')),
    fact(t('setup.charter'), charter ? own(t, charter.title) : t('setup.charter.none')),
    ...(charter ? [fact(t('setup.assumptions'), t('setup.assumptions.adopted', { adopted, assumed }))] : []),
    fact(t('setup.lang'), t(`option.personLang.${setup.lang}`)),
    fact(t('setup.coordinators'), namesOf(t, scene, setup.coordinators)),
    fact(t('setup.deputies'), namesOf(t, scene, setup.deputies)),
    ...(helped ? [fact(t('setup.helpers'), namesOf(t, scene, setup.helpers))] : []),
    fact(t('setup.until'), fullDate(t, endOf(setup.touchedAt), zone)),
  ];
  const left = adopted < assumed;
  const buttons = [
    button(t, 'setup.charter', '', charter ? 'plain' : 'primary'),
    ...(left ? [button(t, 'setup.adopt-all', '')] : []),
    ...(charter ? [button(t, 'setup.assumptions', ''), button(t, 'setup.language', '')] : []),
    button(t, 'setup.people', ''),
    ...(charter ? [button(t, 'setup.open', '', 'primary')] : []),
    button(t, 'setup.drop', ''),
  ];
  return cardOf(t, scene, blocks, buttons);
}

/** One card a theme: what each rule says, why that is assumed, and its button until it is adopted. */
function assumptionCards(t: Translator, scene: SetupScene, setup: Setup, charter: Charter): Card[] {
  const assumed = assumptionsOf(charter);
  return themes.flatMap(([theme, rules]) => {
    const own = rules.filter((name) => assumed.includes(name));
    if (own.length === 0) return [];
    const blocks = own.map((name): Block => {
      const reason = assumptionOf(charter, name)?.[t.lang] ?? '';
      const adopted = setup.adopted[name];
      const date = adopted && dayDate(t, localDay(adopted.at, charter.zone));
      const where = date === undefined ? t('setup.left') : t('setup.adopted', { date });
      return {
        type: 'quote',
        head: ruleLabel(t, name),
        lines: [sentence(ruleSentence(t, charter, name)), reason, where],
      };
    });
    const buttons = own
      .filter((name) => !setup.adopted[name])
      .map((name): Button => {
        const label = t('setup.adopt.rule', { rule: ruleLabel(t, name) });
        return { action: 'setup.adopt', target: name, label, style: 'plain' };
      });
    const card = cardOf(t, scene, blocks, buttons);
    const title = t(`charter.theme.${theme}`);
    return [{ ...card, subject: `${card.subject}:${theme}`, title, status: null }];
  });
}

function cardOf(t: Translator, { at }: SetupScene, blocks: Block[], buttons: Button[]): Card {
  const status = { tone: 'open', label: t('setup.status.under-way') } as const;
  return { subject: subjectOf(at), lang: t.lang, title: t('setup.title'), status, blocks, buttons };
}

function subjectOf({ platform, tenant, channel }: Channel): string {
  return `setup:${platform}:${tenant}:${channel}`;
}

function sentence(said: string): string {
  return said.charAt(0).toUpperCase() + said.slice(1);
}
