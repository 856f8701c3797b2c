// An objection in each of its situations, and everything that can happen to it.

import type { Decision } from '../../../src/domain/decision.ts';
import { acceptMerge, type Merge } from '../../../src/domain/merge.ts';
import { endObjection, explainObjection, type Objection } from '../../../src/domain/objection.ts';
import { type Outcome, recordOutcome } from '../../../src/domain/outcome.ts';
import type { Proposal } from '../../../src/domain/proposal.ts';
import {
  charter,
  competingProposal,
  content,
  contestedProposal,
  farid,
  nadia,
  openProposal,
  opensAt,
  referente,
} from '../../support/given.ts';

import { begun, late, type Situation, type Subject, words, worldOf } from './subject.ts';

const objection = (status: Objection['status']): Objection => ({
  id: 'O1',
  status,
  proposal: 'P1',
  version: 1,
  call: 'C1',
  author: farid,
  entered: null,
  ground: null,
  reason: null,
  remedy: null,
  raisedAt: opensAt,
  ended: ['upheld', 'overruled'].includes(status)
    ? { at: late, by: referente, words: null, meeting: 'M1' }
    : null,
});
const onObjection = (status: Objection['status']): Situation => {
  const held = contestedProposal('P1', farid, { meeting: 'M1' });
  const proposal = status === 'raised' ? held : { ...held, holds: [] };
  return {
    at: late,
    world: worldOf({
      'objection:O1': objection(status),
      'proposal:P1': proposal,
      'proposal:P2': openProposal('P2'),
      'meeting:M1': begun,
      'merge:G1': merge,
    }),
  };
};
const merge: Merge = {
  id: 'G1',
  status: 'offered',
  call: 'C1',
  into: 'P2',
  from: 'P1',
  by: nadia,
  content,
  at: opensAt,
};
const objectionAct = (decide: (at: string, o: Objection, s: Situation) => Decision) => (s: Situation) =>
  decide(s.at, s.world.get('objection:O1') as Objection, s);
const decided = (outcome: Outcome) =>
  objectionAct((at, o, { world }) =>
    recordOutcome({ outcome, modification: words, reasons: words }, at, referente, {
      // It competes as well, or it couldn’t lose to another.
      proposal: { ...(world.get('proposal:P1') as Proposal), holds: competingProposal().holds },
      meeting: begun,
      charter,
      conflicted: false,
      objections: [o],
    }),
  );

export const objections: Subject = {
  key: 'objection:O1',
  situations: {
    ra: onObjection('raised'),
    li: onObjection('lifted'),
    wi: onObjection('withdrawn'),
    up: onObjection('upheld'),
    ov: onObjection('overruled'),
  },
  acts: {
    'objection.explain': objectionAct((at, o) =>
      explainObjection({ ground: null, reason: words, remedy: null }, at, farid, {
        objection: o,
        mandate: undefined,
        charter,
      }),
    ),
    'objection.lift': objectionAct((at, o) =>
      endObjection({ how: 'lifted', words: null }, at, farid, { objection: o, mandate: undefined }),
    ),
    'objection.withdraw': objectionAct((at, o) =>
      endObjection({ how: 'withdrawn', words: null }, at, farid, { objection: o, mandate: undefined }),
    ),
    'merge.accept': objectionAct((at, _, { world }) =>
      acceptMerge(at, nadia, {
        merge,
        into: openProposal('P2'),
        from: world.get('proposal:P1') as never,
        own: null,
        reminders: [],
      }),
    ),
    'outcome.adopted': decided('adopted'),
    'outcome.chosen': decided('chosen'),
    'outcome.refused': decided('refused'),
    'outcome.not-selected': decided('not-selected'),
  },
};
