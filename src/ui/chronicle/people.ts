// The chronicle of who takes part: the assembly itself, its institutions, mandates and coordination.

import type { EventOf } from '../../domain/events.ts';
import type { PeopleEvents } from '../../domain/people.ts';
import { dayDate, fullDate, listOf, localDay } from '../format.ts';
import { own, ruleLabel } from '../views/charter-words.ts';
import { type Account, sentences, type Told } from './account.ts';

type PeopleStory = EventOf<
  | keyof PeopleEvents
  | 'AssemblyOpened'
  | 'CharterAdopted'
  | 'AssumptionAdopted'
  | 'RosterImported'
  | 'LettersHanded'
  | 'PersonsJoined'
>;

export async function peopleTold(x: Account, e: PeopleStory): Promise<Told> {
  const { t } = x;
  switch (e.name) {
    case 'AssemblyOpened': {
      const who = await x.persons(e.data.coordinators);
      return { text: t('chronicle.opened', { who }), refs: [] };
    }
    case 'CharterAdopted': {
      const { charter, text } = e.data;
      const params = { title: own(t, text.title), version: text.version };
      const n = e.data.assumptions.length;
      const along = n === 0 ? null : t('chronicle.charter.assumptions', { n });
      return { text: sentences(t('chronicle.charter', params), along), refs: [charter] };
    }
    case 'AssumptionAdopted':
      return assumptionsTold(x, e);
    case 'RoomOpened': {
      const { room, channel } = e.data;
      if (e.data.by === null) return { text: t('chronicle.room', { room: channel }), refs: [room] };
      const by = await x.desk(e.data.by);
      return { text: t('chronicle.room.by', { who: by, room: channel }), refs: [room], by };
    }
    case 'LettersHanded': {
      const by = await x.desk(e.data.by);
      return { text: t('chronicle.letters.handed', { who: by, n: e.data.letters.length }), refs: [], by };
    }
    case 'PersonsJoined':
      return { text: t('chronicle.persons.joined', { who: await x.person(e.data.into) }), refs: [] };
    case 'RosterImported': {
      const { kind, made } = e.data;
      const by = await x.desk(e.data.by);
      return { text: t(`chronicle.imported.${kind}`, { who: by, n: made }), refs: [], by };
    }
    case 'CoordinatorAppointed':
      return appointed(x, e);
    case 'CoordinatorReleased': {
      const [by, person] = [await x.desk(e.data.by), await x.person(e.data.person)];
      return { text: t(`chronicle.${e.data.role}.released`, { who: by, person }), refs: [], by };
    }
    default:
      return institutionTold(x, e);
  }
}

/** The group’s own words come last. */
async function assumptionsTold(x: Account, { data }: EventOf<'AssumptionAdopted'>): Promise<Told> {
  const { t } = x;
  const by = await x.desk(data.by);
  const { zone } = (await x.scene.must('charter', data.charter)).text;
  const list = listOf(
    t,
    data.rules.map((rule) => ruleLabel(t, rule)),
  );
  const date = dayDate(t, localDay(data.on, zone));
  const told = t('chronicle.assumptions', { who: by, n: data.rules.length, date, list });
  const words = data.words && t('charter.assumed.words', { text: await x.words(data.words) });
  return { text: sentences(told, words), refs: [data.charter], by };
}

async function appointed(x: Account, { data }: EventOf<'CoordinatorAppointed'>): Promise<Told> {
  const [by, person] = [await x.desk(data.by), await x.person(data.person)];
  if (data.role === 'coordinator' || data.until === null)
    return { text: x.t(`chronicle.${data.role}.appointed`, { who: by, person }), refs: [], by };
  const { assembly } = x.scene;
  const { zone } = (await x.scene.must('charter', assembly.charter)).text;
  const at = fullDate(x.t, data.until, zone);
  return { text: x.t('chronicle.deputy.until', { who: by, person, at }), refs: [], by };
}

type InstitutionStory = Exclude<
  PeopleStory,
  EventOf<
    | 'AssemblyOpened'
    | 'CharterAdopted'
    | 'AssumptionAdopted'
    | 'RoomOpened'
    | 'RosterImported'
    | 'LettersHanded'
    | 'PersonsJoined'
    | 'CoordinatorAppointed'
    | 'CoordinatorReleased'
  >
>;

/** Why a mandate wasn’t confirmed stays between the coordinators and whoever claimed it. */
async function institutionTold(x: Account, e: InstitutionStory): Promise<Told> {
  const { t } = x;
  const institution = await x.institution(e.data.institution);
  const refs = [e.data.institution];
  switch (e.name) {
    case 'InstitutionRegistered':
      return { text: t('chronicle.institution.registered', { institution }), refs };
    case 'InstitutionDescribed': {
      const by = await x.who(e.data.by);
      return { text: t('chronicle.institution.described', { who: by, institution }), refs, by };
    }
    case 'InstitutionSigned':
      return { text: t('chronicle.institution.signed', { institution }), refs, by: await x.who(e.data.by) };
    case 'InstitutionLeft':
      return { text: t('chronicle.institution.left', { institution }), refs, by: await x.who(e.data.by) };
    case 'MandateClaimed': {
      const person = await x.person(e.data.person);
      return { text: t('chronicle.mandate.claimed', { person, institution }), refs, by: person };
    }
    case 'MandateConfirmed':
    case 'MandateDeclined': {
      const [by, person] = [await x.desk(e.data.by), await x.person(e.data.person)];
      const end = e.name === 'MandateConfirmed' ? 'confirmed' : 'declined';
      return { text: t(`chronicle.mandate.${end}`, { who: by, person, institution }), refs, by };
    }
    case 'MandateEnded': {
      const [by, person] = [await x.who(e.data.by), await x.person(e.data.person)];
      if (e.data.successor === null)
        return { text: t('chronicle.mandate.ended', { person, institution }), refs, by };
      const successor = await x.person(e.data.successor);
      return { text: t('chronicle.mandate.handed', { person, institution, successor }), refs, by };
    }
  }
}
