// A call in each of its situations, and everything that can happen to it.

import { belgianHolidays as holidays } from '../../../src/app/holidays.ts';
import type { Call } from '../../../src/domain/call.ts';
import { dropCall, noteReached, openCall, prolong, review } from '../../../src/domain/calling.ts';
import { conclude, makeGoodCall } from '../../../src/domain/closing.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import { submitProposal } from '../../../src/domain/submitting.ts';
import { correct } from '../../../src/domain/voices.ts';
import {
  call,
  charter,
  content,
  institution,
  nadia,
  openProposal,
  opensAt,
  referente,
  validatedProposal,
} from '../../support/given.ts';

import { assembly, inTime, late, type Situation, type Subject, words, worldOf } from './subject.ts';

const onCall = (part: Partial<Call>, at: string): Situation => ({
  at,
  world: worldOf({
    'call:C1': call({ proposalsUntil: inTime, ...part }),
    'proposal:P1': validatedProposal(),
  }),
});
const callAct = (decide: (at: string, c: Call) => Decision) => (s: Situation) =>
  decide(s.at, s.world.get('call:C1') as Call);
const terms = { charter, holidays, assembly };

export const calls: Subject = {
  key: 'call:C1',
  situations: {
    dr: onCall({ status: 'draft' }, opensAt),
    dp: onCall({ status: 'dropped' }, inTime),
    co: onCall({}, inTime),
    'co.x': onCall({}, late),
    rv: onCall({ status: 'reviewing' }, inTime),
    'rv.x': onCall({ status: 'reviewing' }, late),
    cl: onCall({ status: 'closed' }, late),
  },
  acts: {
    'call.publish': callAct((at, c) => openCall(c, at, referente, { ...terms, draft: c })),
    'call.drop': callAct((at, c) => dropCall(at, referente, { call: c })),
    'call.prolong': callAct((at, c) =>
      prolong({ closesAt: '2026-12-14T22:59:00.000Z', proposalsUntil: null, reason: words }, at, referente, {
        ...terms,
        call: c,
        conflicted: false,
      }),
    ),
    'call.reached': callAct((at, c) =>
      noteReached({ how: 'phone' }, at, referente, { call: c, institution: institution('I2') }),
    ),
    'call.correct': callAct((at, c) =>
      correct({ words }, at, referente, {
        subject: 'call',
        ref: 'C1',
        call: c.status === 'draft' || c.status === 'dropped' ? undefined : 'C1',
      }),
    ),
    'proposal.submit': callAct((at, c) =>
      submitProposal(content, [], at, nadia, {
        ...terms,
        call: { ...c, proposalsUntil: c.closesAt },
        institution: institution('I1'),
        entered: null,
        draft: undefined,
      }),
    ),
    'timer.review': callAct((at, c) => review(at, { call: c, proposals: [] })),
    'timer.close': callAct((at, c) =>
      conclude(at, { call: c, charter, proposals: [validatedProposal()], reached: 1, present: 1 }),
    ),
    'timer.close.unsettled': callAct((at, c) =>
      conclude(at, { call: c, charter, proposals: [openProposal()], reached: 1, present: 1 }),
    ),
    'timer.make-good': callAct((at, c) => {
      const outages = [{ edge: 'service', from: '2026-12-01T08:00:00.000Z', to: '2026-12-01T20:00:00.000Z' }];
      return makeGoodCall(at, { call: c, charter, outages, reminders: () => [] });
    }),
  },
};
