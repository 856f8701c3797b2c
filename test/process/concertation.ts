// A concertation under any charter, furnished through the same actions as anybody's: institutions that can
// carry a project there, people who speak for them, and the words that its rules ask for.

import { articleOf as articleIn, type Charter, type RuleName } from '../../src/domain/charter.ts';
import { charterNamed } from '../support/charters.ts';
import { furnishedDatabase } from '../support/furnished.ts';
import { type Answered, type Local, monday, openLocal } from '../support/local.ts';

export { monday };

/** The charters that every suite runs under: Colignon's, and one that turns every rule the other way. */
export const charters = ['colignon-2024', 'contraire-2026'];

/** Monday 7 December 2026 at 23:59 in Brussels, two weeks after `monday`. */
export const deadline = '2026-12-07T22:59:00.000Z';

/** The room. */
export const salon = 'sandbox:local:salon';

/** An instant so much later, or earlier. */
export function later(instant: string, by: Temporal.DurationLike): string {
  return Temporal.Instant.from(instant).add(by).toString({ smallestUnit: 'millisecond' });
}

/** Under which article a charter has a rule. */
export function articleOf({ charter }: Concertation, name: RuleName): string {
  return articleIn(charter, name);
}

type Values = Record<string, unknown>;
interface Sent {
  kind: 'post' | 'edit' | 'private';
  to: string;
  key: string;
  text: string;
}
export interface Happened {
  seq: number;
  at: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: looked at by what a test expects of it
  data: any;
}

export interface Concertation extends Local {
  rules: Charter['rules'];
  charter: Charter;
  /** Acts, and fails the test with the refusal’s words where that is refused. */
  does(
    person: string,
    action: string,
    target: string | null,
    values?: Values,
    more?: More,
  ): Promise<Answered['body']>;
  /** Acts, and answers with the refusal’s code. */
  refused(
    person: string,
    action: string,
    target: string | null,
    values?: Values,
    more?: More,
  ): Promise<string>;
  /** Lets the clock run to an instant, or on by a duration. */
  until(to: string): Promise<void>;
  /** `proposal P1` and the like, as they stand. */
  state(type: string, ref: string): Promise<Answered['body']>;
  statusOf(proposal: string): Promise<string>;
  events(name?: string): Promise<Happened[]>;
  /** What was sent: to '@farid' in private, or into the room. */
  sent(view: string, to?: string): Promise<Sent[]>;
  /** Letters to people who have no place in chat: the référente sends them herself. */
  byHand(): Promise<{ view: string; person: string }[]>;
  /** Opens a call whose objections end at `deadline`. */
  call(values?: Values): Promise<string>;
  /** Submits a project that meets every criterion that is computed. */
  submit(person: string, call: string, values?: Values): Promise<string>;
  /** Everything that this charter asks of an objection. */
  objection: Values;
  object(person: string, proposal: string, more?: More): Promise<string>;
  /** Ticks what the référente has to judge. */
  tick(proposal: string, met?: boolean): Promise<void>;
  /** When objections to it end, by the charter and what has happened. */
  deadlineOf(proposal: string): Promise<string>;
  /** Lets the deadline of this proposal pass, and the closing that follows it. */
  expire(proposal: string): Promise<void>;
  /** Brings somebody in for an institution; a claimed mandate stays so until it is confirmed. */
  enrol(person: string, institution: string, confirmed?: boolean): Promise<string>;
}
type More = Parameters<Local['act']>[4] & { for?: Values };

const speakers: Record<string, string> = { nadia: 'I1', tom: 'I1', farid: 'I2', lise: 'I3', pieter: 'I4' };

/** Opens one with four institutions, which have signed where that matters, and nobody’s call yet. */
export async function openConcertation(charter: string, people = speakers): Promise<Concertation> {
  const name = `${charter} ${Object.entries(people)}`;
  const url = await furnishedDatabase(name, (place) => furnish(place, charter, people));
  return concertationOn(await openLocal({ url, reset: false }), charterNamed(charter));
}

async function furnish(url: string, charter: string, people: Record<string, string>): Promise<void> {
  const local = await openLocal({ url, charter, data: 'empty' });
  const concertation = concertationOn(local, charterNamed(charter));
  const carrier = carrierOf(concertation.rules);
  const partner = { legalForm: 'care-provider', sectors: 'health', rooted: 'yes' };
  for (const [name, profile] of Object.entries({
    'Maison des Trois Tilleuls': carrier,
    'Atelier Lune Basse': carrier,
    'Maison médicale du Pont-Levis': partner,
    'Buurthuis De Waterlelie': { ...carrier, ...partner, legalForm: carrier.legalForm },
  })) {
    const { institution } = (
      await concertation.does('referente', 'institution.register', null, { name, ...profile })
    ).refs;
    await concertation.does('referente', 'institution.sign', institution);
  }
  for (const [person, institution] of Object.entries(people)) await concertation.enrol(person, institution);
  await local.settled();
  await local.close();
}

/** A concertation that was opened before, at the same place. */
export async function reopen({ url, charter }: Concertation): Promise<Concertation> {
  return concertationOn(await openLocal({ url, reset: false }), charter);
}

function concertationOn(local: Local, charter: Charter): Concertation {
  const { rules } = charter;
  const act: Concertation['act'] = (person, action, target, values = {}, more = {}) =>
    local.act(person, action, target, values, { institution: speakers[person] ?? null, ...more });
  const does: Concertation['does'] = async (...args) => {
    const { status, body } = await act(...args);
    if (status !== 200) throw new Error(`${args[0]} ${args[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const events = async (name?: string) => {
    const all: Happened[] = [];
    for (let last = 0; ; ) {
      const { body } = await local.get(`/events?after=${last}`);
      all.push(...body);
      if (body.length === 0) return name === undefined ? all : all.filter((e) => e.name === name);
      last = body.at(-1).seq;
    }
  };
  const state = async (type: string, ref: string) => (await local.get(`/state/${type}/${ref}`)).body;
  const until = async (to: string) => {
    const moved = await local.post('/clock', { to });
    if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
    await local.settled();
  };
  const deadlineOf = async (proposal: string) => {
    const { own, call } = await state('proposal', proposal);
    const { closesAt } = await state('call', call);
    if (rules.period.value.kind === 'rolling') return own.closesAt;
    return own && own.closesAt > closesAt ? own.closesAt : closesAt;
  };
  const objection: Values = {
    reason: 'Le lieu ne convient pas au public visé.',
    remedy: 'Un local de plain-pied.',
    ...(rules.grounds.value[0] && { ground: rules.grounds.value[0].id }),
  };

  return {
    ...local,
    charter,
    rules,
    act,
    does,
    refused: async (...args) => {
      const { status, body } = await act(...args);
      return status === 422 ? body.code : `${status} ${JSON.stringify(body)}`;
    },
    until,
    state,
    statusOf: async (proposal) => (await state('proposal', proposal)).status,
    events,
    sent: async (view, to) => {
      await local.settled();
      const all: Sent[] = [];
      for (let last = 0; ; ) {
        const { body } = await local.get(`/sent?after=${last}`);
        all.push(...body);
        if (body.length === 0) break;
        last = body.at(-1).n;
      }
      const about = (key: string) => key.split(':').some((part) => part === view);
      return all.filter((s) => about(s.key) && (to === undefined || s.to === to));
    },
    byHand: async () => {
      await local.settled();
      const letters = await local.store.letters({ assembly: 'concertation', status: ['by-hand'] }, 1_000);
      return letters.map(({ view, room }) => ({ view, person: room }));
    },
    call: async (values = {}) =>
      (
        await does('referente', 'call.open', null, {
          title: 'Appel d’automne',
          closesAt: deadline,
          ...values,
        })
      ).refs.call,
    submit: async (person, call, values = {}) => {
      const content = {
        title: 'Permanence du mercredi',
        summary: 'Un accueil sans rendez-vous.',
        amount: '1 000',
      };
      const criteria = { objectives: 'T1', partners: speakers[person] === 'I3' ? 'I4' : 'I3' };
      return (await does(person, 'proposal.submit', call, { ...content, ...criteria, ...values })).refs
        .proposal;
    },
    objection,
    object: async (person, proposal, more = {}) =>
      (await does(person, 'objection.raise', proposal, objection, more)).refs.objection,
    tick: async (proposal, met = true) => {
      for (const { id, how } of rules.criteria.value) {
        const reason = met ? {} : { reason: 'Trop loin du quartier.' };
        if (how !== 'computed')
          await does('referente', 'criterion.check', proposal, {
            criterion: id,
            met: met ? 'yes' : 'no',
            ...reason,
          });
      }
    },
    deadlineOf,
    expire: async (proposal) => {
      const closesAt = await deadlineOf(proposal);
      await until(later(closesAt, { seconds: 10 }));
    },
    enrol: async (person, institution, confirmed = true) => {
      await does(person, 'need.note', null, { need: 'Un lieu pour se rencontrer.' }, { institution });
      const claimed = (await events('MandateClaimed')).findLast((e) => e.data.institution === institution);
      const { mandate } = claimed?.data ?? {};
      // Nobody confirms herself where another runs the process too.
      const by = person === 'referente' ? 'suppleante' : 'referente';
      if (confirmed) await does(by, 'mandate.confirm', mandate, {}, { institution: null });
      return mandate;
    },
  };
}

/** Somebody who may carry a project by the criteria that are computed. */
function carrierOf(rules: Charter['rules']): Values & { legalForm: string } {
  const [by] = rules.criteria.value.flatMap(({ computed }) =>
    computed?.kind === 'carrier' ? [computed] : [],
  );
  const legalForm = by?.forms.find((form) => form !== by.shareCap?.form) ?? 'asbl';
  return { legalForm, sectors: 'social', rooted: 'yes', soundAccounts: 'yes' };
}
