// A round written by hand, in which everything is as it should be; tests of the judge damage it.

import { createHash } from 'node:crypto';
import type { Acked, Artefacts, ExportLine, Received } from './artefacts.ts';
import { chained } from './plants.ts';

export const closesAt = '2026-12-07T22:59:00.000Z';
export const inTime = '2026-11-23T09:00:00.000Z';
export const tooLate = '2026-12-07T23:05:00.000Z';
export const atClosing = '2026-12-07T22:59:10.000Z';

export type Happening = [name: string, data: Record<string, unknown>, at?: string, words?: string];

export const ana = { person: 'u-ana', institution: null };
export const bob = { person: 'u-bob', institution: 'I1' };
export const claire = { person: 'u-claire', institution: null };
const onP1 = { call: 'C1', proposal: 'P1', version: 1, entered: null };
const onP2 = { ...onP1, proposal: 'P2' };

const values = {
  workingDays: [1, 2, 3, 4, 5],
  holidays: 'BE',
  recess: [],
  conveningHours: { from: '09:00', to: '18:00' },
  quietHours: { from: '20:00', to: '08:00' },
  proposers: 'institutions',
  objectors: 'anyone',
  conflictOfInterest: 'marked',
  silence: 'consent',
  period: { kind: 'common', opens: 'submission', minimumDays: 0 },
  rollToWorkingDay: false,
  reach: { minimumPercent: 0, hoursBefore: 0 },
  downtime: { toleranceMinutes: 60, capHours: 168 },
  objectionReason: 'asked',
  counterProposal: 'asked',
  objectionGround: 'asked',
  grounds: [],
  onObjection: 'extraordinary-plenary',
  onCompetition: { detect: 'never' },
  criteria: [],
  callCriteria: 'may-add',
  notice: { days: 5, unit: 'working' },
  convocation: { remindAfter: 1, deputyAfter: 2, sendAfter: null },
  refusalReasons: 'required',
};

/** The charter of the round, in which these rules are others. */
export function charterWith(others: Partial<Record<keyof typeof values, unknown>>): Happening {
  const rules = Object.entries({ ...values, ...others }).map(([name, value]) => [
    name,
    { value, source: { article: '1' } },
  ]);
  return [
    'CharterAdopted',
    { charter: 'c@1', text: { zone: 'Europe/Brussels', rules: Object.fromEntries(rules) } },
  ];
}

export function proposed(on: object, more: object = {}): Happening {
  const content = { amount: null, carrierShare: null, partners: [], objectives: [] };
  const period = { own: null, open: true, reminders: [] };
  return ['ProposalSubmitted', { ...on, carrier: 'I1', by: bob, ...content, ...period, ...more }];
}

export function objected(
  on: object,
  objection: string,
  author: object,
  more: object = {},
  words?: string,
): Happening {
  const said = { ground: null, reason: null, remedy: null, article: '1' };
  const data = { ...on, objection, author, ...said, ...more };
  return words === undefined ? ['ObjectionRaised', data] : ['ObjectionRaised', data, inTime, words];
}

/** The first plenary that notice and deadline allow. */
export const plenary = {
  earliestAt: '2026-12-08T08:00:00.000Z',
  waits: { remindAt: '2026-11-24T09:00:00.000Z', deputyAt: '2026-11-25T09:00:00.000Z', sendAt: null },
};

export const validated: Happening = [
  'ProposalValidated',
  {
    call: 'C1',
    proposal: 'P1',
    basis: 'silence',
    article: '1',
    opensAt: inTime,
    closesAt,
    present: 1,
    reached: ['I1'],
    answers: [{ by: ana, how: 'objection' }],
  },
  atClosing,
];

const terms = {
  fund: null,
  frameEndsAt: null,
  objectives: [],
  criteria: [],
  proposalsUntil: closesAt,
  closesAt,
};
const profile = { legalForm: 'asbl', sectors: [], rooted: null, soundAccounts: null, votesWith: null };

/** P1 was objected to and freed in time, so it is validated; P2 is still held when the call closes. */
export const happenings: Happening[] = [
  ['AssemblyOpened', { coordinators: ['u-claire'], deputies: [] }],
  charterWith({}),
  ['RoomOpened', { room: 'salon' }],
  ['InstitutionRegistered', { institution: 'I1', contact: null, ...profile }],
  ['MandateConfirmed', { mandate: 'u-bob~I1', ...bob, by: claire }],
  ['CallOpened', { call: 'C1', charter: 'c@1', by: claire, opensAt: inTime, reminders: [], ...terms }],
  proposed(onP1),
  proposed(onP2),
  objected(onP1, 'O1', ana, { reason: reference('Trop cher') }, 'Trop cher'),
  ['MeetingPrepared', { call: 'C1', meeting: 'M1', agenda: ['P1'], ...plenary }],
  objected(onP2, 'O2', bob),
  ['AgendaItemAdded', { call: 'C1', meeting: 'M1', proposals: ['P2'] }],
  ['ObjectionLifted', { ...onP1, objection: 'O1', author: ana, by: ana, words: null }],
  ['AgendaItemRemoved', { call: 'C1', meeting: 'M1', proposals: ['P1'] }],
  validated,
  [
    'CallClosed',
    {
      call: 'C1',
      closesAt,
      validated: ['P1'],
      contested: ['P2'],
      incomplete: [],
      awaiting: [],
      present: 1,
      reached: 1,
    },
    atClosing,
  ],
  [
    'LateRemarkMade',
    { ...onP2, concern: 'R1', author: ana, reason: null, remedy: null, closedAt: closesAt },
    tooLate,
  ],
];
/** Up to here everything belongs to the opening of the room. */
const furnished = 8;

export function handmade(): Artefacts {
  return { acked: acknowledged(), received: messages(), exported: exportOf(happenings) };
}

/** The export of another course of events; it verifies. */
export function exportOf(events: Happening[]): ExportLine[] {
  return chained(
    events.map(([name, data, at = inTime, words]) => {
      const texts = words === undefined ? [] : [{ id: idOf(words), salt, text: words }];
      return { assembly: 'a', at, name, v: 1, data, texts };
    }),
  );
}

function acknowledged(): Acked[] {
  const told = (seqs: number[]) => seqs.map((seq) => ({ seq, name: happenings[seq - 1]?.[0] ?? '' }));
  const act = (
    deliveryId: string,
    action: string,
    target: string,
    by: typeof ana | typeof bob,
    seqs: number[],
  ) => ({
    deliveryId,
    action,
    target,
    person: by.person.slice(2),
    institution: by.institution,
    values: {},
    refs: {},
    events: told(seqs),
    replayed: false,
  });
  const opening = Array.from({ length: furnished }, (_, i) => i + 1);
  const words = { values: { reason: 'Trop cher' } };
  return [
    { ...act('reset', 'reset', '', ana, opening), target: null, person: null },
    { ...act('d1', 'objection.raise', 'P1', ana, [9, 10]), ...words },
    { ...act('d1', 'objection.raise', 'P1', ana, [9, 10]), ...words, replayed: true },
    act('d2', 'objection.raise', 'P2', bob, [11, 12]),
    act('d3', 'objection.lift', 'O1', ana, [13, 14]),
    act('d4', 'objection.raise', 'P2', ana, [17]),
  ];
}

function messages(): Received[] {
  const sent: [Received['kind'], to: string, key: string, words: string, tone?: string][] = [
    ['private', '@bob', 'u-bob:5:mandate.confirmed', ''],
    ['private', '@bob', 'u-bob:invited:C1', 'C1'],
    ['post', 'salon', 'card:C1', '', 'open'],
    ['post', 'salon', 'card:P1', '', 'open'],
    ['post', 'salon', 'card:P2', '', 'open'],
    ['private', '@ana', 'u-ana:9:objection.receipt', 'O1'],
    ['private', '@bob', 'u-bob:9:objection.raised.carrier', 'O1'],
    ['post', 'salon', '10:meeting.prepared:M1:P1', 'M1'],
    ['private', '@claire', 'u-claire:10:meeting.to-confirm', 'M1'],
    ['edit', 'salon', 'card:P1', 'O1', 'attention'],
    ['private', '@bob', 'u-bob:11:objection.receipt', 'O2'],
    ['post', 'salon', '12:meeting.item-added:M1:P2', 'P2 M1'],
    ['edit', 'salon', 'card:P2', 'O2', 'attention'],
    ['private', '@ana', 'u-ana:13:objection.ended', 'O1'],
    ['private', '@bob', 'u-bob:13:objection.ended.others', 'O1'],
    ['post', 'salon', '14:meeting.item-removed:M1:P1', 'P1 M1'],
    ['post', 'salon', '15:proposal.validated:P1', 'P1'],
    ['private', '@bob', 'u-bob:15:proposal.validated', 'P1'],
    ['edit', 'salon', 'card:P1', '', 'good'],
    ['post', 'salon', '16:call.closed:C1', 'C1'],
    ['edit', 'salon', 'card:C1', 'M1 P2', 'quiet'],
    ['private', '@ana', 'u-ana:17:remark.late', 'R1'],
    ['edit', 'salon', 'card:P2', 'O2 R1', 'attention'],
  ];
  const first = new Map<string, string>();
  return sent.map(([kind, to, short, words, tone], i) => {
    const key = kind === 'private' ? `a:${short}` : `a:salon:${short}`;
    const messageId = first.get(key) ?? `m${i + 1}`;
    first.set(key, messageId);
    const card = { status: tone ? { tone, label: '' } : null, blocks: [{ type: 'text', text: words }] };
    return { n: i + 1, at: inTime, kind, to, messageId, under: null, key, lang: 'fr', text: '', card };
  });
}

const salt = '0'.repeat(32);

function reference(words: string): { id: string; sha256: string } {
  const sha256 = createHash('sha256')
    .update('0'.repeat(32) + words)
    .digest('hex');
  return { id: idOf(words), sha256 };
}

function idOf(words: string): string {
  return `text-${words.length}`;
}
