// A proposal in each of its situations, for its transition table.

import { type Stance, stanceId } from '../../../src/domain/answers.ts';
import type { Call } from '../../../src/domain/call.ts';
import type { Competition } from '../../../src/domain/competition.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import type { Merge } from '../../../src/domain/merge.ts';
import type { Objection } from '../../../src/domain/objection.ts';
import type { Hold, Proposal } from '../../../src/domain/proposal.ts';
import {
  call,
  charterSaying,
  competingProposal,
  content,
  contestedProposal,
  decidedProposal,
  farid,
  incompleteProposal,
  institution,
  nadia,
  openProposal,
  opensAt,
  referente,
  roll,
  uncheckedProposal,
  unreachedProposal,
  validatedProposal,
} from '../../support/given.ts';
import type { Situation } from './subject.ts';

const inTime = '2026-11-25T10:00:00.000Z';
const late = '2026-12-07T22:59:10.000Z';
const begun = '2026-11-24T09:00:00.000Z';

/** A charter that looks at everything: a checked criterion, a fund, a minimum reach, a minimum period. */
export const charter = charterSaying({
  criteria: [{ id: 'public', label: { fr: 'p', nl: 'p', en: 'p' }, how: 'checklist', computed: null }],
  onCompetition: { ...charterSaying({}).rules.onCompetition.value, detect: 'fund' },
  reach: { minimumPercent: 60, hoursBefore: 0 },
  period: { kind: 'common', opens: 'submission', minimumDays: 7 },
});
export const lilas = institution('I1');
export const roses = institution('I2');
export const everybody = roll([lilas, roses], []);
export const met = { public: { met: true, reason: null, by: referente, conflicted: false, at: opensAt } };
export const unmet = { public: { ...met.public, met: false } };

const objectionHold: Hold = { kind: 'objection', id: 'O1', author: farid };
const competitionHold: Hold = { kind: 'competition', id: 'K1', state: 'declared' };

function situation(
  proposal: Proposal,
  at: string,
  { competition = 'ended', part = {} }: { competition?: Competition['status']; part?: Partial<Call> } = {},
): () => Situation {
  const held = proposal.holds.some((h) => h.kind === 'objection');
  const competes = competition !== 'ended';
  const p1: Proposal = {
    ...proposal,
    objectives: [{ code: 'T1', by: nadia }],
    ...(proposal.holds.length > 0 ? { meeting: 'M1' } : {}),
    ...(proposal.status === 'incomplete' ? { checks: unmet } : {}),
    ...(['open', 'contested', 'submitted', 'awaiting-reach'].includes(proposal.status)
      ? { checks: met }
      : {}),
  };
  const p2 = openProposal('P2', {
    carrier: 'I2',
    amount: 100,
    ...(competes
      ? { status: 'contested', holds: proposal.holds.filter((h) => h.kind === 'competition') }
      : {}),
  });
  const c1 = call({ proposals: ['P1', 'P2'], fund: 10_000_000, meetings: ['M1'], ...part });
  const o1: Objection = {
    id: 'O1',
    status: held ? 'raised' : 'lifted',
    proposal: 'P1',
    version: 1,
    call: 'C1',
    author: farid,
    entered: null,
    ground: null,
    reason: null,
    remedy: null,
    raisedAt: opensAt,
    ended: null,
  };
  const k1: Competition = {
    id: 'K1',
    status: competition,
    call: 'C1',
    proposals: ['P1', 'P2'],
    by: competition === 'detected' ? null : farid,
    reason: null,
    requested: competition === 'detected' ? 20_000_000 : null,
    at: opensAt,
  };
  const offered = (id: string, into: string, from: string): Merge => ({
    id,
    status: 'offered',
    call: 'C1',
    into,
    from,
    by: nadia,
    content,
    at: opensAt,
  });
  const m1: Meeting = {
    id: 'M1',
    status: 'convened',
    kind: 'extraordinary',
    call: 'C1',
    agenda: ['P1'],
    earliestAt: begun,
    reckoning: {} as Meeting['reckoning'],
    preparedAt: opensAt,
    waits: {} as Meeting['waits'],
    startsAt: begun,
    place: null,
    sentAt: opensAt,
    early: false,
    convenedBy: null,
    outcomes: {},
  };
  const said = { at: opensAt, version: 1 };
  const stance: Stance = {
    id: stanceId('P1', farid),
    status: 'said',
    proposal: 'P1',
    call: 'C1',
    author: farid,
    entered: null,
    consent: said,
    interest: { ...said, words: null },
  };
  return () => ({
    at,
    world: new Map<string, never>(
      Object.entries({
        'call:C1': c1,
        'proposal:P1': p1,
        'proposal:P2': p2,
        'objection:O1': o1,
        'competition:K1': k1,
        'merge:G1': offered('G1', 'P1', 'P2'),
        'merge:G2': offered('G2', 'P2', 'P1'),
        'meeting:M1': m1,
        [`stance:${stance.id}`]: stance,
      }) as [string, never][],
    ),
  });
}

const both = { ...contestedProposal(), holds: [objectionHold, competitionHold] };
const gone = (status: 'withdrawn' | 'draft' | 'submitted') => openProposal('P1', { status });

/** Each situation of a proposal, by its abbreviated status. */
export const situations: Record<string, () => Situation> = {
  dr: situation(gone('draft'), inTime),
  su: situation(gone('submitted'), inTime, { part: { proposalsUntil: '2026-11-24T22:59:00.000Z' } }),
  op: situation(openProposal(), inTime),
  'co.o': situation(contestedProposal(), inTime),
  'co.d': situation(competingProposal('P1', 'declared'), inTime, { competition: 'declared' }),
  'co.t': situation(competingProposal('P1', 'detected'), inTime, { competition: 'detected' }),
  'co.b': situation(both, inTime, { competition: 'declared' }),
  'op.x': situation(openProposal(), late),
  'co.x': situation(contestedProposal(), late),
  ac: situation(uncheckedProposal(['public']), late),
  ar: situation(unreachedProposal(1, 2), late, {
    part: { reached: [{ institution: 'I2', how: 'phone', at: late }] },
  }),
  in: situation(incompleteProposal(['public']), late),
  va: situation(validatedProposal(), late),
  wi: situation(gone('withdrawn'), late),
  me: situation({ ...openProposal(), status: 'merged', into: 'P2' }, late),
  ad: situation(decidedProposal('P1', 'adopted'), late),
  ch: situation(decidedProposal('P1', 'chosen'), late),
  re: situation(decidedProposal('P1', 'refused'), late),
  ns: situation(decidedProposal('P1', 'not-selected'), late),
};
