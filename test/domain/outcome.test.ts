// What the plenary decided on one proposal, as the référente records it. 000 §4 b.

import { describe, expect, it } from 'vitest';
import { event } from '../../src/domain/events.ts';
import { evolveMeeting, type Meeting } from '../../src/domain/meeting.ts';
import { evolveObjection, type Objection } from '../../src/domain/objection.ts';
import { type Outcome, outcomes, possibleOutcomes, recordOutcome } from '../../src/domain/outcome.ts';
import { evolveProposal } from '../../src/domain/proposal-changes.ts';
import { charter, charterWith, contestedProposal, farid, referente, text } from '../support/given.ts';
import { rule } from '../support/rule.ts';

const startsAt = '2026-12-15T09:00:00.000Z';
const after = '2026-12-15T11:00:00.000Z';
const convened: Meeting = {
  id: 'M1',
  status: 'convened',
  kind: 'extraordinary',
  call: 'C1',
  agenda: ['P1'],
  earliestAt: startsAt,
  reckoning: {
    sentOn: '2026-12-01',
    days: 5,
    unit: 'working',
    allowedOn: '2026-12-09',
    earliestOn: '2026-12-09',
    notBefore: startsAt,
    date: '2026-12-15',
    because: [],
  },
  preparedAt: '2026-11-25T10:00:00.000Z',
  waits: { remindAt: startsAt, deputyAt: startsAt, sendAt: null },
  startsAt,
  place: null,
  sentAt: '2026-12-01T10:00:00.000Z',
  early: false,
  convenedBy: referente,
  outcomes: {},
};
const raised: Objection = {
  id: 'O1',
  status: 'raised',
  proposal: 'P1',
  version: 1,
  call: 'C1',
  author: farid,
  entered: null,
  ground: null,
  reason: text('r'),
  remedy: null,
  raisedAt: '2026-11-25T10:00:00.000Z',
  ended: null,
};
const proposal = contestedProposal('P1', farid, { meeting: 'M1' });
/** It competes as well. */
const competing = contestedProposal('P1', farid, {
  meeting: 'M1',
  holds: [...proposal.holds, { kind: 'competition', id: 'K1', state: 'declared' }],
});
type State = Parameters<typeof recordOutcome>[3];
const record = (
  outcome: Outcome,
  said: { modification?: string; reasons?: string } = {},
  part: Partial<State> = {},
  at = after,
) =>
  recordOutcome(
    {
      outcome,
      modification: said.modification ? text(said.modification) : null,
      reasons: said.reasons ? text(said.reasons) : null,
    },
    at,
    referente,
    { proposal: competing, meeting: convened, charter, conflicted: false, objections: [raised], ...part },
  );
const whole = { modification: 'm', reasons: 'r' };

describe('ce que la plénière a décidé', () => {
  it.each([
    ['adopted', 'lifted'],
    ['chosen', 'overruled'],
    ['refused', 'upheld'],
  ] as const)('%s: the objection is %s', (outcome, how) => {
    expect(record(outcome, whole)).toMatchObject([
      { name: 'OutcomeRecorded', data: { outcome, corrects: false } },
      { name: 'ObjectionSettled', data: { objection: 'O1', meeting: 'M1', how } },
    ]);
  });

  it('a project that is not selected says nothing of the objections to it', () => {
    expect(record('not-selected', whole)).toHaveLength(1);
  });

  it('what competes with nothing can’t lose to another; every other outcome remains possible', () => {
    expect(record('not-selected', whole, { proposal })).toEqual({
      refused: 'outcome.no-competition',
      field: 'outcome',
      params: { proposal: 'P1' },
    });
    expect(possibleOutcomes(proposal)).toEqual(['adopted', 'chosen', 'refused']);
    expect(possibleOutcomes(competing)).toEqual([...outcomes]);
  });

  it.each(outcomes)('%s frees the proposal of every hold and stands on its page', (outcome) => {
    const [recorded] = record(outcome, whole) as [never];
    expect(evolveProposal(competing, 'P1', recorded)).toMatchObject({
      status: outcome,
      holds: [],
      decidedMeeting: 'M1',
      reasons: text('r'),
    });
    expect(evolveMeeting(convened, recorded)).toMatchObject({
      status: 'held',
      outcomes: { P1: { outcome } },
    });
  });

  it.each(['refused', 'not-selected'] as const)(
    rule('refusalReasons', 'what isn’t kept carries its reasons (§4b), where the charter requires them'),
    (outcome) => {
      expect(record(outcome)).toEqual({ refused: 'outcome.reasons-required', field: 'reasons' });
      expect(record(outcome, {}, { charter: charterWith('refusalReasons', 'asked') })).toMatchObject([
        { name: 'OutcomeRecorded' },
        ...(outcome === 'refused' ? [{}] : []),
      ]);
    },
  );

  it('adopted as modified says what was modified', () => {
    expect(record('adopted')).toEqual({ refused: 'outcome.modification-required', field: 'modification' });
  });

  it.each<[string, Partial<State>, string, string]>([
    ['it stands on no agenda', { meeting: undefined }, after, 'outcome.no-meeting'],
    [
      'it stands on another agenda',
      { meeting: { ...convened, agenda: ['P2'] } },
      after,
      'outcome.no-meeting',
    ],
    ['nobody has convened', { meeting: { ...convened, startsAt: null } }, after, 'outcome.before-meeting'],
    ['it hasn’t begun', {}, '2026-12-15T08:59:59.999Z', 'outcome.before-meeting'],
  ])('isn’t recorded while %s', (_, part, at, refused) => {
    expect(record('chosen', {}, part, at)).toMatchObject({ refused });
  });
});

describe('une erreur dans ce qui a été noté', () => {
  const noted = { outcome: 'refused' as const, at: after, by: referente, reasons: text('r') };
  const held: Meeting = { ...convened, status: 'held', outcomes: { P1: noted } };
  const upheld = evolveObjection(
    raised,
    event('ObjectionSettled', after, {
      objection: 'O1',
      proposal: 'P1',
      call: 'C1',
      meeting: 'M1',
      how: 'upheld',
      author: farid,
      by: referente,
    }),
  );

  it('is corrected by recording it again, and so is what became of the objection', () => {
    expect(record('chosen', {}, { meeting: held, objections: [upheld] })).toMatchObject([
      { name: 'OutcomeRecorded', data: { corrects: true } },
      { name: 'ObjectionSettled', data: { how: 'overruled' } },
    ]);
    expect(record('refused', whole, { meeting: held, objections: [upheld] })).toHaveLength(1);
  });

  it('corrected to not selected, it takes back what it said of the objection', () => {
    const decided = evolveProposal(competing, 'P1', (record('refused', whole) as [never])[0]);
    const again = record('not-selected', whole, { proposal: decided, meeting: held, objections: [upheld] });
    expect(again).toMatchObject([{ data: { corrects: true } }, { data: { how: 'raised' } }]);
    const [, settled] = again as [never, never];
    expect(evolveObjection(upheld, settled)).toMatchObject({ status: 'raised', ended: null });
  });

  it('leaves alone what its author had ended', () => {
    const withdrawn: Objection = {
      ...raised,
      status: 'withdrawn',
      ended: { at: after, by: farid, words: null, meeting: null },
    };
    expect(record('chosen', {}, { meeting: held, objections: [withdrawn] })).toHaveLength(1);
  });
});
