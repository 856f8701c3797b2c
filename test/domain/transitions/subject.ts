import type { Decision } from '../../../src/domain/decision.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import { assembly as beginning, closesAt, opensAt, text } from '../../support/given.ts';
import type { World } from '../../support/table.ts';

export interface Situation {
  world: World;
  at: string;
}
export interface Subject {
  /** The one whose status is looked at. */
  key: string;
  situations: Record<string, Situation>;
  acts: Record<string, (situation: Situation) => Decision>;
}

export const inTime = '2026-11-25T10:00:00.000Z';
export const late = '2026-12-07T22:59:10.000Z';
export const words = text('w');
/** One competition and one plenary have had their numbers. */
export const assembly = { ...beginning, counters: { C: 1, P: 1, K: 1, M: 1 } };

export function worldOf(entries: Record<string, unknown>): World {
  return new Map(Object.entries(entries) as [string, never][]);
}
/** A plenary that has begun at the instant `late`. */
export const begun: Meeting = {
  id: 'M1',
  status: 'convened',
  kind: 'extraordinary',
  call: 'C1',
  agenda: ['P1'],
  earliestAt: late,
  reckoning: {
    sentOn: '2026-11-25',
    days: 5,
    unit: 'working',
    allowedOn: '2026-12-03',
    earliestOn: '2026-12-03',
    notBefore: closesAt,
    date: '2026-12-08',
    because: [],
  },
  preparedAt: opensAt,
  waits: { remindAt: opensAt, deputyAt: opensAt, sendAt: opensAt },
  startsAt: late,
  place: null,
  sentAt: opensAt,
  early: false,
  convenedBy: null,
  outcomes: {},
};
