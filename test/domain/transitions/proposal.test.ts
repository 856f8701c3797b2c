// Every state of a proposal against every act and timer that concerns it: what follows, or why nothing does.

import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/app/actions.ts';
import type { ProposalStatus } from '../../../src/domain/proposal.ts';
import type { RefusalCode } from '../../../src/domain/refusal.ts';
import { outcomeFor, readTable } from '../../support/table.ts';
import { acts } from './proposal-acts.ts';
import { situations } from './proposal-situations.ts';

/** Statuses, abbreviated; each is the beginning of a column's name too. */
const statuses: Record<ProposalStatus, string> = {
  draft: 'dr',
  submitted: 'su',
  open: 'op',
  contested: 'co',
  'awaiting-criteria': 'ac',
  'awaiting-reach': 'ar',
  incomplete: 'in',
  validated: 'va',
  withdrawn: 'wi',
  merged: 'me',
  adopted: 'ad',
  chosen: 'ch',
  refused: 're',
  'not-selected': 'ns',
};

const refusals: Partial<Record<RefusalCode, string>> = {
  'proposal.unknown': 'u',
  'proposal.over': 'o',
  'proposal.submitted': 's',
  'call.collecting-over': 'k',
  'call.closed': 'k',
  'version.editorial-late': 'l',
  'version.not-editorial': 'v',
  'merge.impossible': 'm',
  'objection.ended': 'e',
  'objection.already-raised': 'a',
  'competition.alone': 'n',
  'competition.too-late': 't',
  'competition.already': 'a',
  'competition.ended': 'e',
  'competition.declared': 'd',
  'competition.not-yours': 'y',
  'consent.too-late': 't',
  'correction.nothing': 'u',
  'outcome.no-meeting': 'g',
  'outcome.no-competition': 'n',
};

/**
 * `co.o` an objection holds it, `co.d` a declared competition, `co.t` a detected one, `co.b` an objection
 * and a declared competition; `.x` its deadline has passed and nothing has been settled yet.
 *
 * `·` nothing happens; `=` something is recorded and the status stays; `!` refused, by the letter above.
 */
const table = `
act                   dr   su   op   co.o co.d co.t co.b op.x co.x ac   ar   in   va   wi   me   ad   ch   re   ns
proposal.publish      op   !k   !s   !s   !s   !s   !s   !k   !k   !k   !k   !k   !k   !k   !k   !k   !k   !k   !k
revise.substance      =    =    =    =    =    =    =    =    =    op   op   op   !o   !o   !o   !o   !o   !o   !o
revise.editorial      =    =    =    =    =    =    =    !l   !l   !l   !l   !l   !o   !o   !o   !o   !o   !o   !o
contest-editorial     !o   =    =    =    =    =    =    =    =    op   op   op   !o   !o   !o   !o   !o   !o   !o
proposal.withdraw     wi   wi   wi   wi   wi   wi   wi   wi   wi   wi   wi   wi   !o   !o   !o   !o   !o   !o   !o
proposal.correct      !u   =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
merge.offer           !m   =    =    =    =    =    =    =    =    =    =    =    !m   !m   !m   !m   !m   !m   !m
merge.accept.into     !m   =    =    =    =    =    =    =    =    op   op   op   !m   !m   !m   !m   !m   !m   !m
merge.accept.from     !m   me   me   me   me   me   me   me   me   me   me   me   !m   !m   !m   !m   !m   !m   !m
merge.decline         =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
check.met             !o   =    =    =    =    =    =    =    =    =    =    =    !o   !o   !o   !o   !o   !o   !o
check.unmet           !o   =    =    =    =    =    =    =    =    =    =    =    !o   !o   !o   !o   !o   !o   !o
check.back            !o   =    =    =    =    =    =    =    =    =    =    =    !o   !o   !o   !o   !o   !o   !o
objective.name        !u   =    =    =    =    =    =    =    =    =    =    =    !o   !o   !o   !o   !o   !o   !o
objective.remove      !u   =    =    =    =    =    =    =    =    =    =    =    !o   !o   !o   !o   !o   !o   !o
question.ask          !u   =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
interest.show         !u   =    =    =    =    =    =    =    =    =    =    =    !o   !o   !o   !o   !o   !o   !o
interest.withdraw     =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
concern.raise         !u   =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
consent.give          !u   =    =    =    =    =    =    !t   !t   !t   !t   !t   !o   !o   !o   !o   !o   !o   !o
consent.withdraw      !u   =    =    =    =    =    =    !t   !t   !t   !t   !t   !o   !o   !o   !o   !o   !o   !o
objection.raise       !u   co   co   =    =    =    =    =    =    =    =    =    =    =    =    =    =    =    =
objection.explain     !e   !e   !e   =    !e   !e   =    !e   =    !e   !e   !e   !e   !e   !e   !e   !e   !e   !e
objection.lift        !e   !e   !e   op   !e   !e   =    !e   op   !e   !e   !e   !e   !e   !e   !e   !e   !e   !e
objection.withdraw    !e   !e   !e   op   !e   !e   =    !e   op   !e   !e   !e   !e   !e   !e   !e   !e   !e   !e
competition.declare   !n   co   co   =    !a   =    !a   !t   !t   !t   !t   !t   !n   !n   !n   !n   !n   !n   !n
competition.confirm   !d   !d   !d   !d   !d   =    !d   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d
competition.dismiss   !d   !d   !d   !d   !d   op   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d   !d
competition.withdraw  !e   !e   !e   !e   op   !y   =    !e   !e   !e   !e   !e   !e   !e   !e   !e   !e   !e   !e
outcome.adopted       !g   !g   !g   ad   ad   ad   ad   !g   ad   !g   !g   !g   !g   !g   !g   =    ad   ad   ad
outcome.chosen        !g   !g   !g   ch   ch   ch   ch   !g   ch   !g   !g   !g   !g   !g   !g   ch   =    ch   ch
outcome.refused       !g   !g   !g   re   re   re   re   !g   re   !g   !g   !g   !g   !g   !g   re   re   =    re
outcome.not-selected  !g   !g   !g   !n   ns   ns   ns   !g   !n   !g   !g   !g   !g   !g   !g   !n   !n   !n   =
proposal.reconvene    !g   !g   !g   =    =    =    =    !g   =    !g   !g   !g   !g   !g   !g   !g   !g   !g   !g
timer.review          ·    op   ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
timer.close           ·    ·    ·    ·    ·    ·    ·    va   ·    va   ·    va   ·    ·    ·    ·    ·    ·    ·
timer.close.unmet     ·    ·    ·    ·    ·    ·    ·    in   ·    in   in   ·    ·    ·    ·    ·    ·    ·    ·
timer.close.unchecked ·    ·    ·    ·    ·    ·    ·    ac   ·    ·    ac   ac   ·    ·    ·    ·    ·    ·    ·
timer.close.unreached ·    ·    ·    ·    ·    ·    ·    ar   ·    ar   ·    ar   ·    ·    ·    ·    ·    ·    ·
timer.make-good       ·    ·    ·    ·    ·    ·    ·    =    =    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
reached.enough        ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    op   ·    ·    ·    ·    ·    ·    ·    ·
fund.exceeded         ·    co   co   =    =    ·    =    co   =    co   co   co   =    ·    ·    =    =    ·    ·
fund.fits             ·    ·    ·    ·    ·    op   ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
other.withdrawn       ·    ·    ·    ·    op   op   =    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
other.chosen          ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
`;

const { states, acts: listed, cells } = readTable(table);

it('the table knows every status that a proposal can have, and every situation', () => {
  expect(new Set(states.map((s) => s.split('.')[0]))).toEqual(new Set(Object.values(statuses)));
  expect(new Set(states)).toEqual(new Set(Object.keys(situations)));
});

it('the table knows every act and timer that concerns a proposal', () => {
  expect(listed).toEqual(Object.keys(acts));
  const named = new Set(Object.values(acts).map((act) => act.action));
  const concerned = [...actions.values()].filter(
    ({ target }) => target !== null && ['proposal', 'objection', 'competition', 'merge'].includes(target),
  );
  expect(concerned.map((a) => a.name).filter((name) => !named.has(name))).toEqual([]);
});

describe('une proposition', () => {
  it.each(cells)('$state, $act: $expected', ({ state, act, expected }) => {
    const situation = situations[state];
    const found = acts[act];
    if (!situation || !found) throw new Error(`${state} or ${act} isn’t known`);
    const { world, at } = situation();
    const decision = found.decide({ world, at });
    expect(outcomeFor('proposal:P1', decision, world, { refusals, statuses })).toBe(expected);
  });
});
