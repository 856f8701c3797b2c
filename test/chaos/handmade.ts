// A round written by hand, in which everything is as it should be; tests of the judge damage it.

import { createHash } from 'node:crypto';
import type { Acked, Artefacts, ExportLine, Received } from './artefacts.ts';
import { chained } from './plants.ts';

const closesAt = '2026-12-07T22:59:00.000Z';
export const inTime = '2026-11-23T09:00:00.000Z';
export const tooLate = '2026-12-07T23:05:00.000Z';
const atClosing = '2026-12-07T22:59:10.000Z';

export type Happening = [name: string, data: Record<string, unknown>, at?: string, words?: string];

const ana = { person: 'u-ana', institution: null };
const bob = { person: 'u-bob', institution: 'I1' };
const onP1 = { call: 'C1', proposal: 'P1' };
const onP2 = { call: 'C1', proposal: 'P2' };

/** P1 was objected to and freed in time, so it is validated; P2 is still held when the call closes. */
export const happenings: Happening[] = [
  ['AssemblyOpened', { coordinators: ['u-claire'], deputies: [] }],
  ['RoomOpened', { room: 'salon' }],
  ['CallOpened', { call: 'C1', closesAt }],
  ['ProposalSubmitted', { ...onP1, by: bob }],
  ['ProposalSubmitted', { ...onP2, by: bob }],
  [
    'ObjectionRaised',
    { ...onP1, objection: 'O1', author: ana, reason: reference('Trop cher') },
    inTime,
    'Trop cher',
  ],
  ['MeetingPrepared', { call: 'C1', meeting: 'M1', agenda: ['P1'] }],
  ['ObjectionRaised', { ...onP2, objection: 'O2', author: bob, reason: null }],
  ['AgendaItemAdded', { ...onP2, meeting: 'M1' }],
  ['ObjectionLifted', { ...onP1, objection: 'O1', by: ana, words: null }],
  ['AgendaItemRemoved', { ...onP1, meeting: 'M1' }],
  ['CallClosed', { call: 'C1', closesAt }, atClosing],
  ['ProposalValidated', { ...onP1, basis: 'silence', article: '1' }, atClosing],
  ['LateRemarkMade', { ...onP2, remark: 'R1', author: ana, reason: null }, tooLate],
];

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
  const told = (seq: number) => ({ seq, name: happenings[seq - 1]?.[0] ?? '' });
  const plain = { refs: {}, values: {}, replayed: false };
  return [
    {
      ...plain,
      deliveryId: 'reset',
      action: 'reset',
      target: null,
      person: null,
      institution: null,
      events: [1, 2, 3, 4, 5].map(told),
    },
    {
      ...plain,
      deliveryId: 'd1',
      action: 'objection.raise',
      target: 'P1',
      person: 'ana',
      institution: null,
      values: { reason: 'Trop cher' },
      events: [6, 7].map(told),
    },
    {
      ...plain,
      deliveryId: 'd1',
      action: 'objection.raise',
      target: 'P1',
      person: 'ana',
      institution: null,
      values: { reason: 'Trop cher' },
      events: [6, 7].map(told),
      replayed: true,
    },
    {
      ...plain,
      deliveryId: 'd2',
      action: 'objection.raise',
      target: 'P2',
      person: 'bob',
      institution: 'I1',
      events: [8, 9].map(told),
    },
    {
      ...plain,
      deliveryId: 'd3',
      action: 'objection.lift',
      target: 'O1',
      person: 'ana',
      institution: null,
      events: [10, 11].map(told),
    },
    {
      ...plain,
      deliveryId: 'd4',
      action: 'objection.raise',
      target: 'P2',
      person: 'ana',
      institution: null,
      events: [14].map(told),
    },
  ];
}

function messages(): Received[] {
  const sent: [Received['kind'], to: string, key: string, words: string, tone?: string][] = [
    ['post', 'salon', 'card:C1', '', 'open'],
    ['post', 'salon', 'card:P1', '', 'open'],
    ['post', 'salon', 'card:P2', '', 'open'],
    ['private', '@ana', 'u-ana:6:objection.receipt', 'O1'],
    ['post', 'salon', '7:meeting.prepared', 'M1'],
    ['private', '@claire', 'u-claire:7:meeting.to-confirm', 'M1'],
    ['edit', 'salon', 'card:P1', 'O1', 'attention'],
    ['private', '@bob', 'u-bob:8:objection.receipt', 'O2'],
    ['post', 'salon', '9:meeting.item-added', 'P2 M1'],
    ['edit', 'salon', 'card:P2', 'O2', 'attention'],
    ['private', '@ana', 'u-ana:10:objection.ended', 'O1'],
    ['post', 'salon', '11:meeting.item-removed', 'P1 M1'],
    ['post', 'salon', '12:call.closed', 'C1'],
    ['edit', 'salon', 'card:C1', 'M1 P2', 'quiet'],
    ['post', 'salon', '13:proposal.validated', 'P1'],
    ['edit', 'salon', 'card:P1', '', 'good'],
    ['private', '@ana', 'u-ana:14:remark.late', 'R1'],
    ['edit', 'salon', 'card:P2', 'O2 R1', 'attention'],
  ];
  const first = new Map<string, string>();
  return sent.map(([kind, to, short, words, tone], i) => {
    const key = kind === 'private' ? `a:${short}` : `a:salon:${short}`;
    const messageId = first.get(key) ?? `m${i + 1}`;
    first.set(key, messageId);
    const card = { status: tone ? { tone, label: '' } : null, blocks: [{ type: 'text', text: words }] };
    return { n: i + 1, at: inTime, kind, to, messageId, key, lang: 'fr', text: '', card };
  });
}

const salt = '0'.repeat(32);

function reference(words: string): { id: string; sha256: string } {
  return {
    id: idOf(words),
    sha256: createHash('sha256')
      .update('0'.repeat(32) + words)
      .digest('hex'),
  };
}

function idOf(words: string): string {
  return `text-${words.length}`;
}
