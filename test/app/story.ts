// Any story: who does what to which thing, in an order that nobody would choose, on a clock that jumps to the
// worst instants, with a service that goes down in between.

import fc from 'fast-check';

export interface Act {
  do: 'act';
  /** Somebody by name; `rightful` is whoever brought the target forth. */
  who: string;
  action: string;
  target: Thing | null;
  values: Record<string, unknown>;
  /** Entered by whoever acts for somebody who telephoned. */
  behalf: string | null;
  /** Delivered once more. */
  again: boolean;
}

/** The how-manieth of what there is by then, by the letter of its references; `~` is a mandate. */
export interface Thing {
  of: string;
  nth: number;
}

export type Step =
  | Act
  /** Everything that is asked about a proposal and its carrier is answered. */
  | { do: 'check'; proposal: Thing }
  | { do: 'wait'; hours: number }
  /** To an instant of a call, proposal or meeting, or that many milliseconds from it. */
  | { do: 'edge'; thing: Thing; ms: number }
  | { do: 'outage'; hours: number }
  | { do: 'restart' };

export const institutionOf: Record<string, string> = {
  nadia: 'I1',
  tom: 'I1',
  farid: 'I2',
  lise: 'I3',
  pieter: 'I4',
};
const partners = Object.keys(institutionOf);
const anybody = fc.constantFrom(...partners, 'referente', 'suppleante', 'habitante', 'inconnue');
const partner = fc.constantFrom(...partners);
const desk = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('referente', 'suppleante') },
  { weight: 1, arbitrary: anybody },
);

const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('Trop cher', 'Deux fois le même jour', 'C’est réglé') },
  {
    weight: 1,
    arbitrary: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((s) => s.trim() !== ''),
  },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const thing = (of: string) => fc.record({ of: fc.constant(of), nth: fc.nat(7) });
const call = thing('C');
const proposal = thing('P');
const institution = thing('I');
const rightful = fc.oneof(
  { weight: 4, arbitrary: fc.constant('rightful') },
  { weight: 1, arbitrary: anybody },
);
const objective = fc.constantFrom('T1', 'T1', '3.2');
const amount = maybe(fc.constantFrom(100, 12_500, 40_000.5, 75_000));
const yesNo = fc.constantFrom('yes', 'no');
const instantIn = fc.integer({ min: -1, max: 40 }).map((days) => ({ days }));

const content = {
  title: maybe(fc.constantFrom('Un titre', 'Le jardin')),
  summary: maybe(words),
  amount,
  carrierShare: maybe(fc.constantFrom(40, 30_000)),
  partners: fc.oneof(fc.constant([]), fc.tuple(institution)),
};
const whole = { ...content, title: fc.constant('Un titre'), summary: fc.constant('Un résumé') };
const profile = {
  legalForm: maybe(fc.constantFrom('asbl', 'cpas', 'public', 'care-provider', 'informal')),
  sectors: fc.array(fc.constantFrom('social', 'santé'), { maxLength: 2 }),
  rooted: maybe(yesNo),
  soundAccounts: maybe(yesNo),
  votesWith: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: institution }),
};
const grounds = {
  ground: maybe(fc.constantFrom('charte', 'double-emploi', 'inconnu')),
  reason: maybe(words),
  remedy: maybe(words),
};
const terms = {
  title: fc.constant('Un appel'),
  closesAt: instantIn,
  proposalsUntil: maybe(instantIn),
  fund: maybe(fc.constantFrom(50_000, 100_000)),
  objectives: fc.array(objective, { maxLength: 2 }),
  criteria: fc.array(fc.constantFrom('Ouvert à tou·te·s', 'En soirée'), { maxLength: 1 }),
};

type Shape = Record<string, fc.Arbitrary<unknown>>;
type Target = fc.Arbitrary<Thing | null>;

/** How likely, who, what, on what, with what filled in. */
const table: [number, fc.Arbitrary<string>, string, Target, Shape][] = [
  [6, partner, 'proposal.submit', call, { ...whole, objectives: fc.array(objective, { maxLength: 2 }) }],
  [1, partner, 'proposal.draft', call, whole],
  [1, rightful, 'proposal.publish', proposal, {}],
  [
    4,
    partner,
    'proposal.revise',
    proposal,
    { ...content, kind: fc.constantFrom('substantive', 'editorial') },
  ],
  [2, anybody, 'proposal.contest-editorial', proposal, {}],
  [1, rightful, 'proposal.withdraw', proposal, { words: maybe(words) }],
  [1, desk, 'proposal.correct', proposal, { words }],
  [2, rightful, 'merge.offer', proposal, { ...content, with: proposal }],
  [2, rightful, 'merge.accept', thing('G'), {}],
  [1, rightful, 'merge.decline', thing('G'), { words: maybe(words) }],
  [
    5,
    desk,
    'criterion.check',
    proposal,
    {
      criterion: fc.constantFrom('public', 'objectifs', 'accessible', 'gratuite', 'evaluation', 'appel-1'),
      met: fc.constantFrom('yes', 'yes', 'yes', 'no', 'unknown'),
      reason: maybe(words),
    },
  ],
  [2, anybody, 'objective.name', proposal, { objective: fc.oneof(objective, fc.constant('9.9.9')) }],
  [1, anybody, 'objective.remove', proposal, { objective }],
  [2, anybody, 'question.ask', proposal, { question: words }],
  [1, anybody, 'question.answer', thing('Q'), { answer: words }],
  [2, anybody, 'interest.show', proposal, { offer: maybe(words) }],
  [1, anybody, 'interest.withdraw', proposal, {}],
  [3, anybody, 'concern.raise', proposal, { remark: words }],
  [1, rightful, 'concern.resolve', thing('R'), { words: maybe(words) }],
  [4, anybody, 'consent.give', proposal, {}],
  [1, anybody, 'consent.withdraw', proposal, {}],
  [16, anybody, 'objection.raise', proposal, grounds],
  [1, rightful, 'objection.explain', thing('O'), grounds],
  [5, rightful, 'objection.lift', thing('O'), { words: maybe(words) }],
  [2, rightful, 'objection.withdraw', thing('O'), { words: maybe(words) }],
  [3, anybody, 'competition.declare', proposal, { with: fc.tuple(proposal), reason: words }],
  [1, rightful, 'competition.withdraw', thing('K'), { words: maybe(words) }],
  [1, desk, 'competition.confirm', thing('K'), {}],
  [1, desk, 'competition.dismiss', thing('K'), { reason: words }],
  [
    5,
    desk,
    'meeting.confirm',
    thing('M'),
    {
      startsAt: fc.option(instantIn, { nil: null, freq: 1 }),
      place: maybe(fc.constant('À l’Atelier')),
      early: maybe(yesNo),
    },
  ],
  [1, desk, 'proposal.reconvene', proposal, {}],
  [1, desk, 'meeting.place', thing('M'), { place: fc.constant('Au Pont-Levis') }],
  [
    5,
    desk,
    'outcome.record',
    proposal,
    {
      outcome: fc.constantFrom('adopted', 'chosen', 'refused', 'not-selected'),
      modification: maybe(words),
      reasons: maybe(words),
    },
  ],
  [2, desk, 'call.open', fc.constant(null), terms],
  [1, desk, 'call.draft', fc.constant(null), terms],
  [1, desk, 'call.publish', call, {}],
  [1, desk, 'call.drop', call, {}],
  [1, desk, 'call.prolong', call, { closesAt: instantIn, proposalsUntil: maybe(instantIn), reason: words }],
  [1, desk, 'call.reached', call, { institution, how: fc.constantFrom('phone', 'paper') }],
  [1, desk, 'call.chase', call, { words }],
  [1, desk, 'chase.undo', thing('H'), {}],
  [1, desk, 'call.correct', call, { words }],
  [1, desk, 'institution.register', fc.constant(null), { ...profile, name: fc.constant('Le Pré Vert') }],
  [4, desk, 'institution.describe', institution, profile],
  [1, anybody, 'institution.sign', institution, {}],
  [1, anybody, 'institution.leave', institution, { words: maybe(words) }],
  [
    1,
    desk,
    'person.admit',
    fc.constant(null),
    {
      personName: fc.constant('Mme Dubois'),
      institution: maybe(institution),
      mail: maybe(fc.constant('d@b.be')),
    },
  ],
  [1, desk, 'members.admit', fc.constant(null), { members: anybody, institution }],
  [1, desk, 'mandate.confirm', thing('~'), {}],
  [1, desk, 'mandate.decline', thing('~'), { reason: words }],
  [1, anybody, 'mandate.end', thing('~'), { successor: maybe(anybody) }],
  [
    1,
    desk,
    'coordinator.appoint',
    fc.constant(null),
    { person: anybody, role: fc.constantFrom('coordinator', 'deputy'), until: maybe(instantIn) },
  ],
  [1, desk, 'coordinator.release', fc.constant(null), { person: anybody }],
  [
    1,
    desk,
    'room.add',
    fc.constant(null),
    { channel: fc.constantFrom('salon', 'zaal'), roomLang: fc.constantFrom('fr', 'nl') },
  ],
  [
    1,
    desk,
    'assumption.adopt',
    fc.constant(null),
    {
      assumptions: fc.subarray(['notice', 'tie', 'reach', 'inconnue'], { minLength: 1 }),
      on: maybe(instantIn),
      words: maybe(words),
    },
  ],
  [
    1,
    desk,
    'letter.sent',
    fc.constant(null),
    { letters: fc.constantFrom('1', 'call.invited', 'entry.receipt') },
  ],
  [1, anybody, 'need.note', fc.constant(null), { need: words }],
  // Nobody guesses a code; what a right one does is told in `rooms-people.test.ts`.
  [1, anybody, 'person.link', fc.constant(null), { code: maybe(fc.constantFrom('ACDE-3479', 'acde 3479')) }],
  [1, desk, 'need.close', thing('N'), { words }],
  [1, anybody, 'coordinator.ask', fc.constant(null), { question: words }],
  [1, desk, 'coordinator.answer', thing('T'), { answer: words }],
];

export const actionsInStories: ReadonlySet<string> = new Set(table.map(([, , action]) => action));
const enterable = ['proposal.submit', 'objective.name', 'question.ask', 'interest.show', 'concern.raise'];
enterable.push('consent.give', 'objection.raise', 'objection.explain', 'competition.declare', 'need.note');

const acts = table.map(([weight, who, action, target, shape]) => ({
  weight,
  arbitrary: fc.record({
    do: fc.constant('act' as const),
    who,
    action: fc.constant(action),
    target,
    values: fc.record(shape),
    behalf: fc.constant(null),
    again: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
  }) as fc.Arbitrary<Act>,
}));

/** Somebody telephones, and the référente enters what they say. */
const entries = table
  .filter(([, , action]) => enterable.includes(action))
  .map(([, , action, target, shape]) =>
    fc.record({
      do: fc.constant('act' as const),
      who: desk,
      action: fc.constant(action),
      target,
      values: fc.record(shape),
      behalf: fc.constantFrom('Mme Dubois', 'Nadia', 'M. Peeters'),
      again: fc.constant(false),
    }),
  ) as fc.Arbitrary<Act>[];

const step: fc.Arbitrary<Step> = fc.oneof(
  ...acts,
  { weight: 8, arbitrary: fc.record({ do: fc.constant('check' as const), proposal }) },
  { weight: 6, arbitrary: fc.oneof(...entries) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 7, 24, 50, 200) }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('edge' as const),
      thing: fc.oneof(call, proposal, thing('M'), thing('M')),
      ms: fc.constantFrom(-1, 0, 1, 10_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('outage' as const), hours: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

export const story: fc.Arbitrary<Step[]> = fc.noBias(
  fc.array(step, { minLength: 1, maxLength: 90, size: 'max' }),
);

/** How a step reads, to play it again by hand. */
export function told(s: Step): string {
  switch (s.do) {
    case 'act': {
      const { who, action, target, values, behalf, again } = s;
      const filled = Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null));
      const by = behalf ? `${who} for ${behalf}` : who;
      return `${by}: ${action} ${target ? name(target) : ''} ${JSON.stringify(filled)}${again ? ', twice' : ''}`;
    }
    case 'wait':
      return `${s.hours} hours pass`;
    case 'check':
      return `referente: everything about ${name(s.proposal)} is checked`;
    case 'edge':
      return `the clock goes to ${name(s.thing)}${s.ms === 0 ? '' : ` ${s.ms} ms`}`;
    case 'outage':
      return `the last ${s.hours} hours were an outage`;
    case 'restart':
      return 'the service starts anew';
  }
}

/** P+2: the proposal after the first, as far as there are so many. */
function name({ of, nth }: Thing): string {
  return `${of}+${nth + 1}`;
}
