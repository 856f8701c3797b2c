// Everything that can happen to a proposal, for its transition table.

import { belgianHolidays as holidays } from '../../../src/app/holidays.ts';
import {
  askQuestion,
  giveConsent,
  nameObjective,
  raiseConcern,
  removeObjective,
  showInterest,
  withdrawConsent,
  withdrawInterest,
} from '../../../src/domain/answering.ts';
import { type Stance, stanceId } from '../../../src/domain/answers.ts';
import type { Call } from '../../../src/domain/call.ts';
import { review } from '../../../src/domain/calling.ts';
import { makeGoodProposal, reopenReached, settle } from '../../../src/domain/closing.ts';
import {
  answerDetected,
  type Competition,
  compareWithFund,
  declareCompetition,
  leaveCompetitions,
  withdrawCompetition,
} from '../../../src/domain/competition.ts';
import { reconvene } from '../../../src/domain/convening.ts';
import { checkCriterion } from '../../../src/domain/criteria.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import { acceptMerge, declineMerge, type Merge, offerMerge } from '../../../src/domain/merge.ts';
import {
  endObjection,
  explainObjection,
  type Objection,
  raiseObjection,
} from '../../../src/domain/objection.ts';
import { recordOutcome } from '../../../src/domain/outcome.ts';
import type { Proposal } from '../../../src/domain/proposal.ts';
import {
  contestEditorial,
  reviseProposal,
  submitProposal,
  withdrawProposal,
} from '../../../src/domain/submitting.ts';
import { correct } from '../../../src/domain/voices.ts';
import {
  assembly,
  content,
  decidedProposal,
  farid,
  nadia,
  opensAt,
  referente,
  text,
} from '../../support/given.ts';
import type { World } from '../../support/table.ts';
import { charter, everybody, lilas, met, roses, unmet } from './proposal-situations.ts';
import type { Situation } from './subject.ts';

const words = text('w');
const reading = (world: World) => {
  const get = <T>(key: string) => world.get(key) as T;
  return {
    call: get<Call>('call:C1'),
    proposal: get<Proposal>('proposal:P1'),
    other: get<Proposal>('proposal:P2'),
    objection: get<Objection>('objection:O1'),
    competition: get<Competition>('competition:K1'),
    meeting: get<Meeting>('meeting:M1'),
    into: get<Merge>('merge:G1'),
    from: get<Merge>('merge:G2'),
    stance: get<Stance>(`stance:${stanceId('P1', farid)}`),
    charter,
    assembly,
    holidays,
  };
};
type Read = ReturnType<typeof reading>;

interface Act {
  /** What people do; null for what follows by itself. */
  action: string | null;
  decide: (situation: Situation) => Decision;
}

function by(action: string | null, decide: (at: string, read: Read) => Decision): Act {
  return { action, decide: ({ world, at }) => decide(at, reading(world)) };
}

const answering = (r: Read) => ({ ...r, institution: roses, entered: null, stances: [] });
const known = (r: Read) => ({ ...r, carrier: lilas, partners: [] });
const settling = (r: Read) => ({ ...known(r), answers: [], roll: everybody });
const reached = (r: Read) => {
  const told = { ...r.call, reached: [{ institution: 'I2', how: 'phone' as const, at: opensAt }] };
  return { ...settling(r), call: told };
};
const outcome = (name: 'adopted' | 'chosen' | 'refused' | 'not-selected') =>
  by('outcome.record', (at, r) =>
    recordOutcome({ outcome: name, modification: words, reasons: words }, at, referente, {
      ...r,
      meeting: r.proposal.meeting ? r.meeting : undefined,
      conflicted: false,
      objections: [r.objection],
    }),
  );
const again = by('proposal.reconvene', (at, r) =>
  reconvene(r.proposal, at, {
    ...r,
    meetings: r.proposal.meeting ? [r.meeting] : [],
  }),
);
const revise = (kind: 'substantive' | 'editorial') =>
  by('proposal.revise', (at, r) =>
    reviseProposal({ kind, content: { title: words } }, at, nadia, { ...r, allowed: true }),
  );
const check = (value: boolean | null) =>
  by('criterion.check', (at, r) =>
    checkCriterion({ criterion: 'public', met: value, reason: words }, at, referente, {
      ...known(r),
      conflicted: false,
    }),
  );
/** Everything asks for more, or for less, than there is. */
const funded = (fund: number) =>
  by(null, (at, r) =>
    compareWithFund(at, {
      ...r,
      call: { ...r.call, fund },
      proposals: [r.proposal, r.other],
      competitions: [r.competition],
    }),
  );

/** Every act and timer that concerns a proposal. Whoever acts has the right to. */
export const acts: Record<string, Act> = {
  'proposal.publish': by('proposal.publish', (at, r) =>
    submitProposal(content, [], at, nadia, { ...r, institution: lilas, entered: null, draft: r.proposal }),
  ),
  'revise.substance': revise('substantive'),
  'revise.editorial': revise('editorial'),
  'contest-editorial': by('proposal.contest-editorial', (at, r) => {
    const [first] = r.proposal.versions;
    const versions = first ? [first, { ...first, number: 2, kind: 'editorial' as const }] : [];
    return contestEditorial(at, farid, { ...r, proposal: { ...r.proposal, versions }, institution: roses });
  }),
  'proposal.withdraw': by('proposal.withdraw', (at, r) =>
    withdrawProposal({ words: null }, at, nadia, { ...r, allowed: true }),
  ),
  'proposal.correct': by('proposal.correct', (at, r) =>
    correct({ words }, at, referente, {
      subject: 'proposal',
      ref: 'P1',
      call: r.proposal.status === 'draft' ? undefined : 'C1',
    }),
  ),
  'merge.offer': by('merge.offer', (at, r) =>
    offerMerge(content, at, nadia, { ...r, into: r.proposal, from: r.other }),
  ),
  'merge.accept.into': by('merge.accept', (at, r) =>
    acceptMerge(at, farid, { merge: r.into, into: r.proposal, from: r.other, own: null, reminders: [] }),
  ),
  'merge.accept.from': by('merge.accept', (at, r) =>
    acceptMerge(at, nadia, { merge: r.from, into: r.other, from: r.proposal, own: null, reminders: [] }),
  ),
  'merge.decline': by('merge.decline', (at, r) =>
    declineMerge({ words: null }, at, farid, { merge: r.into }),
  ),
  'check.met': check(true),
  'check.unmet': check(false),
  'check.back': check(null),
  'objective.name': by('objective.name', (at, r) =>
    nameObjective({ objective: 'T2' }, at, farid, answering(r)),
  ),
  'objective.remove': by('objective.remove', (at, r) =>
    removeObjective({ objective: 'T1' }, at, nadia, { ...r, allowed: true }),
  ),
  'question.ask': by('question.ask', (at, r) => askQuestion({ text: words }, at, farid, answering(r))),
  'interest.show': by('interest.show', (at, r) => showInterest({ words }, at, farid, answering(r))),
  'interest.withdraw': by('interest.withdraw', (at, r) => withdrawInterest(at, farid, answering(r))),
  'concern.raise': by('concern.raise', (at, r) => raiseConcern({ reason: words }, at, farid, answering(r))),
  'consent.give': by('consent.give', (at, r) =>
    giveConsent(at, { person: 'zoe', institution: 'I2' }, { ...answering(r), stance: undefined }),
  ),
  'consent.withdraw': by('consent.withdraw', (at, r) => withdrawConsent(at, farid, answering(r))),
  'objection.raise': by('objection.raise', (at, r) =>
    raiseObjection(
      { ground: null, reason: null, remedy: null },
      at,
      { person: 'zoe', institution: 'I2' },
      answering(r),
    ),
  ),
  'objection.explain': by('objection.explain', (at, r) =>
    explainObjection({ ground: null, reason: words, remedy: null }, at, farid, { ...r, mandate: undefined }),
  ),
  'objection.lift': by('objection.lift', (at, r) =>
    endObjection({ how: 'lifted', words: null }, at, farid, { ...r, mandate: undefined }),
  ),
  'objection.withdraw': by('objection.withdraw', (at, r) =>
    endObjection({ how: 'withdrawn', words: null }, at, farid, { ...r, mandate: undefined }),
  ),
  'competition.declare': by('competition.declare', (at, r) =>
    declareCompetition({ reason: words }, at, farid, {
      ...answering(r),
      proposals: [r.proposal, r.other],
      competitions: [r.competition],
    }),
  ),
  'competition.confirm': by('competition.confirm', (at, r) =>
    answerDetected({ how: 'confirmed' }, at, referente, { ...r, conflicted: false }),
  ),
  'competition.dismiss': by('competition.dismiss', (at, r) =>
    answerDetected({ how: 'dismissed', reason: words }, at, referente, { ...r, conflicted: false }),
  ),
  'competition.withdraw': by('competition.withdraw', (at, r) =>
    withdrawCompetition({ words: null }, at, farid, { ...r, allowed: r.competition.by !== null }),
  ),
  'outcome.adopted': outcome('adopted'),
  'outcome.chosen': outcome('chosen'),
  'outcome.refused': outcome('refused'),
  'outcome.not-selected': outcome('not-selected'),
  'proposal.reconvene': again,
  'timer.review': by(null, (at, r) => review(at, { call: r.call, proposals: [r.proposal, r.other] })),
  'timer.close': by(null, (at, r) => settle(at, reached(settledBy(r)))),
  'timer.close.unmet': by(null, (at, r) => settle(at, reached(settledBy(r, unmet)))),
  'timer.close.unchecked': by(null, (at, r) => settle(at, reached(settledBy(r, {})))),
  'timer.close.unreached': by(null, (at, r) =>
    settle(at, { ...settling(settledBy(r)), call: { ...r.call, reached: [] } }),
  ),
  'timer.make-good': by(null, (at, r) => {
    const own = { opensAt, closesAt: '2026-12-07T22:59:05.000Z', firstClosesAt: '2026-12-07T22:59:05.000Z' };
    const outages = [{ edge: 'service', from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T20:00:00.000Z' }];
    return makeGoodProposal(at, { ...r, proposal: { ...r.proposal, own }, outages, reminders: () => [] });
  }),
  'reached.enough': by(null, (at, r) =>
    reopenReached(at, {
      ...reached(r),
      own: { opensAt: at, closesAt: '2026-12-14T22:59:00.000Z', firstClosesAt: '2026-12-14T22:59:00.000Z' },
      reminders: [],
    }),
  ),
  'fund.exceeded': funded(1_000),
  'fund.fits': funded(90_000_000),
  'other.withdrawn': by(null, (at, r) => {
    const other = { ...r.other, status: 'withdrawn' as const };
    return leaveCompetitions(other, at, { competitions: [r.competition], proposals: [r.proposal, other] });
  }),
  'other.chosen': by(null, (at, r) => {
    const other = decidedProposal('P2', 'chosen');
    return leaveCompetitions(other, at, { competitions: [r.competition], proposals: [r.proposal, other] });
  }),
};

/** What is known of its criteria at the settlement. */
function settledBy(r: Read, checks: Proposal['checks'] = met): Read {
  return { ...r, proposal: { ...r.proposal, checks } };
}
