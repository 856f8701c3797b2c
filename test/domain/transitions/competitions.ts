// A competition in each of its situations, and everything that can happen to it.

import {
  answerDetected,
  type Competition,
  compareWithFund,
  leaveCompetitions,
  withdrawCompetition,
} from '../../../src/domain/competition.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import {
  call,
  charter,
  charterWith,
  decidedProposal,
  farid,
  openProposal,
  opensAt,
  referente,
} from '../../support/given.ts';

import { assembly, inTime, type Situation, type Subject, words, worldOf } from './subject.ts';

const competition = (status: Competition['status']): Competition => ({
  id: 'K1',
  status,
  call: 'C1',
  proposals: ['P1', 'P2'],
  by: status === 'declared' || status === 'withdrawn' ? farid : null,
  reason: null,
  requested: status === 'declared' || status === 'withdrawn' ? null : 2_000,
  at: opensAt,
});
const two = [openProposal('P1', { amount: 1_000 }), openProposal('P2', { amount: 1_000 })];
const onCompetition = (status: Competition['status']): Situation => ({
  at: inTime,
  world: worldOf({
    'competition:K1': competition(status),
    'proposal:P1': two[0],
    'proposal:P2': two[1],
    'proposal:P3': openProposal('P3', { amount: 1_000 }),
  }),
});
const competitionAct = (decide: (at: string, k: Competition) => Decision) => (s: Situation) =>
  decide(s.at, s.world.get('competition:K1') as Competition);
const looking = charterWith('onCompetition', { ...charter.rules.onCompetition.value, detect: 'fund' });
const asked = (fund: number, proposals = two) =>
  competitionAct((at, k) =>
    compareWithFund(at, { assembly, call: call({ fund }), charter: looking, proposals, competitions: [k] }),
  );
const leaving = (gone: 'withdrawn' | Outcome, other: 'open' | Outcome = 'open') =>
  competitionAct((at, k) => {
    const p1 = gone === 'withdrawn' ? openProposal('P1', { status: gone }) : decidedProposal('P1', gone);
    const p2 = other === 'open' ? openProposal('P2') : decidedProposal('P2', other);
    return leaveCompetitions(p1, at, { competitions: [k], proposals: [p1, p2] });
  });

export const competitions: Subject = {
  key: 'competition:K1',
  situations: {
    de: onCompetition('declared'),
    dt: onCompetition('detected'),
    cf: onCompetition('confirmed'),
    di: onCompetition('dismissed'),
    wi: onCompetition('withdrawn'),
    en: onCompetition('ended'),
  },
  acts: {
    'competition.confirm': competitionAct((at, k) =>
      answerDetected({ how: 'confirmed' }, at, referente, { competition: k, conflicted: false }),
    ),
    'competition.dismiss': competitionAct((at, k) =>
      answerDetected({ how: 'dismissed', reason: words }, at, referente, {
        competition: k,
        conflicted: false,
      }),
    ),
    'competition.withdraw': competitionAct((at, k) =>
      withdrawCompetition({ words: null }, at, farid, { competition: k, allowed: k.by !== null }),
    ),
    'fund.exceeded.same': asked(1_999),
    'fund.exceeded.more': asked(1_999, [...two, openProposal('P3', { amount: 1_000 })]),
    'fund.fits': asked(2_000),
    'one.withdrawn': leaving('withdrawn'),
    'one.refused': leaving('refused'),
    'one.chosen': leaving('chosen'),
    'one.not-selected': leaving('not-selected'),
    'both.decided': leaving('not-selected', 'chosen'),
    'both.adopted': leaving('adopted', 'adopted'),
  },
};
