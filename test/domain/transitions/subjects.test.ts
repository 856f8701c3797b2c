// Every state of a call, an objection, a competition, a plenary and a mandate against everything that can
// happen to it.

import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/app/actions.ts';
import type { Call } from '../../../src/domain/call.ts';
import type { Competition } from '../../../src/domain/competition.ts';
import type { Meeting } from '../../../src/domain/meeting.ts';
import type { Objection } from '../../../src/domain/objection.ts';
import type { Mandate } from '../../../src/domain/people.ts';
import type { RefusalCode } from '../../../src/domain/refusal.ts';
import { outcomeFor, readTable } from '../../support/table.ts';
import { calls } from './calls.ts';
import { competitions } from './competitions.ts';
import { mandates } from './mandates.ts';
import { meetings } from './meetings.ts';
import { objections } from './objections.ts';
import type { Subject } from './subject.ts';

const subjects = {
  call: calls,
  objection: objections,
  competition: competitions,
  meeting: meetings,
  mandate: mandates,
};

/** Done to a call, and nothing of the call changes. */
const beside = ['call.chase', 'proposal.draft'];

const refusals: Partial<Record<RefusalCode, string>> = {
  'call.closed': 'k',
  'call.collecting-over': 'k',
  'call.not-draft': 'd',
  'call.unknown': 'u',
  'correction.nothing': 'u',
  'objection.ended': 'e',
  'competition.ended': 'e',
  'competition.declared': 'd',
  'competition.not-yours': 'y',
  'meeting.over': 'o',
  'meeting.not-convened': 'c',
  'outcome.before-meeting': 'b',
  'outcome.no-meeting': 'g',
  'mandate.declined': 'd',
  'mandate.over': 'o',
};

/**
 * `·` nothing happens; `=` something is recorded and the status stays; `!` refused, by the letter above; else
 * the status that follows.
 */
const tables: Record<keyof typeof subjects, { statuses: Record<string, string>; table: string }> = {
  // `.x` its deadline has passed.
  call: {
    statuses: {
      draft: 'dr',
      dropped: 'dp',
      collecting: 'co',
      reviewing: 'rv',
      closed: 'cl',
    } satisfies Record<Call['status'], string>,
    table: `
act                   dr   dp   co   co.x rv   rv.x cl
call.publish          co   !d   !d   !d   !d   !d   !d
call.drop             dp   !d   !d   !d   !d   !d   !d
call.prolong          !u   !u   =    !k   =    !k   !k
call.reached          !u   !u   =    =    =    =    =
call.correct          !u   !u   =    =    =    =    =
proposal.submit       !u   !u   =    !k   !k   !k   !k
timer.review          ·    ·    rv   ·    ·    ·    ·
timer.close           ·    ·    ·    cl   ·    cl   ·
timer.close.unsettled ·    ·    ·    ·    ·    ·    ·
timer.make-good       ·    ·    ·    =    ·    =    ·
`,
  },
  objection: {
    statuses: {
      raised: 'ra',
      lifted: 'li',
      withdrawn: 'wi',
      upheld: 'up',
      overruled: 'ov',
    } satisfies Record<Objection['status'], string>,
    table: `
act                   ra   li   wi   up   ov
objection.explain     =    !e   !e   !e   !e
objection.lift        li   !e   !e   !e   !e
objection.withdraw    wi   !e   !e   !e   !e
merge.accept          =    =    =    =    =
outcome.adopted       li   =    =    li   li
outcome.chosen        ov   =    =    ov   =
outcome.refused       up   =    =    =    up
outcome.not-selected  =    =    =    ra   ra
`,
  },
  competition: {
    statuses: {
      declared: 'de',
      detected: 'dt',
      confirmed: 'cf',
      dismissed: 'di',
      withdrawn: 'wi',
      ended: 'en',
    } satisfies Record<Competition['status'], string>,
    table: `
act                   de   dt   cf   di   wi   en
competition.confirm   !d   cf   !e   !e   !d   !e
competition.dismiss   !d   di   !e   !e   !d   !e
competition.withdraw  wi   !y   !y   !e   !e   !e
fund.exceeded.same    =    ·    ·    ·    =    =
fund.exceeded.more    =    =    =    =    =    =
fund.fits             ·    en   en   ·    ·    ·
one.withdrawn         en   en   en   ·    ·    ·
one.refused           en   en   en   ·    ·    ·
one.chosen            ·    ·    ·    ·    ·    ·
one.not-selected      ·    ·    ·    ·    ·    ·
both.decided          en   en   en   ·    ·    ·
both.adopted          en   en   en   ·    ·    ·
`,
  },
  // `.b` it has begun.
  meeting: {
    statuses: { prepared: 'pr', convened: 'cv', held: 'he', cancelled: 'ca' } satisfies Record<
      Meeting['status'],
      string
    >,
    table: `
act                   pr   cv   cv.b he   ca
meeting.confirm       cv   =    !o   !o   !o
meeting.move          cv   =    !o   !o   !o
meeting.place         !c   =    !o   !o   !o
outcome.record        !b   !b   he   =    !g
timer.remind          =    ·    ·    ·    ·
timer.send            cv   ·    ·    ·    ·
hold.joins            =    =    =    =    =
hold.goes.last        ca   ca   =    =    =
hold.goes.one         =    =    =    =    =
deadline.moves        =    pr   ·    ·    ·
`,
  },
  mandate: {
    statuses: {
      none: 'no',
      claimed: 'cl',
      confirmed: 'co',
      declined: 'de',
      ended: 'en',
    } satisfies Record<Mandate['status'] | 'none', string>,
    table: `
act                   no   cl   co   de   en
claim                 cl   ·    ·    !d   cl
mandate.confirm       co   co   ·    co   co
mandate.decline       ·    de   de   ·    de
mandate.end           ·    en   en   !o   !o
follows.confirmed     co   co   =    co   co
follows.claimed       cl   =    =    =    cl
`,
  },
};

describe.each(Object.entries(tables))('%s', (name, { statuses, table }) => {
  const subject = subjects[name as keyof typeof subjects] as Subject;
  const { states, acts, cells } = readTable(table);

  it('the table knows every status, situation and act', () => {
    expect(new Set(states.map((s) => s.split('.')[0]))).toEqual(new Set(Object.values(statuses)));
    expect(states).toEqual(Object.keys(subject.situations));
    expect(acts).toEqual(Object.keys(subject.acts));
    const done = [...actions.values()].filter((a) => a.target === name).map((a) => a.name);
    expect(done.filter((action) => !acts.includes(action) && !beside.includes(action))).toEqual([]);
  });

  it.each(cells)('$state, $act: $expected', ({ state, act, expected }) => {
    const situation = subject.situations[state];
    const decide = subject.acts[act];
    if (!situation || !decide) throw new Error(`${state} or ${act} isn’t known`);
    const { world, at } = situation;
    const found = outcomeFor(subject.key, decide(situation), world, { refusals, statuses });
    expect(found, `${state} at ${at}`).toBe(expected);
  });
});
