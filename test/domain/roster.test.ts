// Who speaks for whom, who runs the process, and who owes an answer.

import { describe, expect, it } from 'vitest';
import { coordinates, coordination, evolveAssembly } from '../../src/domain/assembly.ts';
import {
  evolveInstitution,
  evolveMandate,
  type Institution,
  type Mandate,
  speaks,
} from '../../src/domain/people.ts';
import { type Answer, electorate } from '../../src/domain/reach.ts';
import { chase, evolveChase, owed, remind, undoChase } from '../../src/domain/reminders.ts';
import {
  appoint,
  claimMandate,
  confirmMandate,
  declineMandate,
  describeInstitution,
  endMandate,
  leave,
  registerInstitution,
  release,
  signCharter,
} from '../../src/domain/roster.ts';
import {
  assembly,
  call,
  charter,
  closesAt,
  contestedProposal,
  farid,
  incompleteProposal,
  institution,
  mandate,
  nadia,
  openProposal,
  opensAt,
  referente,
  roll,
  text,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const at = '2026-11-25T10:00:00.000Z';
const profile = {
  legalForm: 'unknown' as const,
  sectors: [],
  rooted: null,
  soundAccounts: null,
  votesWith: null,
};

describe('les institutions', () => {
  const registered = { name: text('n'), contact: null, ...profile };

  it('come in with a reference', () => {
    const [came] = registerInstitution(registered, at, {
      assembly,
      parent: undefined,
      namesake: undefined,
    }) as [never];
    expect(evolveInstitution(undefined, came)).toMatchObject({
      id: 'I1',
      status: 'present',
      since: at,
      signedAt: null,
    });
  });

  it.each<[string, Institution | undefined, boolean]>([
    ['its parent', institution('I2'), true],
    ['nobody known', undefined, false],
    ['a service that shares a vote itself', institution('I2', { votesWith: 'I3' }), false],
    ['one that has left', institution('I2', { status: 'left' }), false],
    ['itself', institution('I1'), false],
  ])('a service shares the vote of %s', (_, parent, may) => {
    const service = { ...profile, name: text('n'), contact: null, votesWith: parent?.id ?? 'I9' };
    const described = describeInstitution(service, at, referente, {
      institution: institution('I1'),
      parent,
      shared: false,
      namesake: undefined,
    });
    expect(described).toMatchObject(
      may ? [{ name: 'InstitutionDescribed' }] : { refused: 'institution.votes-with', field: 'votesWith' },
    );
  });

  it(rule('membership', 'sign once, where signing makes a member'), () => {
    const [signed] = signCharter(at, nadia, { institution: institution('I1') }) as [never];
    const member = evolveInstitution(institution('I1'), signed);
    expect(member.signedAt).toBe(at);
    expect(signCharter(at, nadia, { institution: member })).toEqual([]);
  });

  it('leave once; what they said stands', () => {
    const gone = institution('I1', { status: 'left' });
    expect(leave({ words: null }, at, nadia, { institution: institution('I1') })).toMatchObject([
      { name: 'InstitutionLeft' },
    ]);
    expect(leave({ words: null }, at, nadia, { institution: gone })).toEqual([]);
  });
});

describe('les mandats', () => {
  const of = institution('I2');
  const claim = (held: Mandate | undefined, to = of) =>
    claimMandate(at, 'zoe', { institution: to, mandate: held });

  it.each<[string, Mandate | undefined, object]>([
    ['says it for the first time', undefined, [{ name: 'MandateClaimed' }]],
    ['has said so', mandate('zoe', 'I2', 'claimed'), []],
    ['is confirmed', mandate('zoe', 'I2'), []],
    ['had left and comes back', mandate('zoe', 'I2', 'ended'), [{ name: 'MandateClaimed' }]],
    ['was declined', mandate('zoe', 'I2', 'declined'), { refused: 'mandate.declined', field: 'institution' }],
  ])('somebody who %s', (_, held, result) => {
    if (Array.isArray(result)) expect(claim(held)).toHaveLength(result.length);
    expect(claim(held)).toMatchObject(result);
  });

  it('nobody speaks for an institution that has left', () => {
    expect(claim(undefined, institution('I2', { status: 'left' }))).toMatchObject({
      refused: 'institution.left',
    });
  });

  it('are confirmed with one tap, declined with a reason, each once', () => {
    const person = { person: 'zoe', institution: of, alone: false };
    const claimed = mandate('zoe', 'I2', 'claimed');
    expect(confirmMandate(at, referente, { ...person, mandate: claimed })).toMatchObject([
      { name: 'MandateConfirmed' },
    ]);
    expect(confirmMandate(at, referente, { ...person, mandate: mandate('zoe', 'I2') })).toEqual([]);
    const [declined] = declineMandate({ reason: text('r') }, at, referente, { mandate: claimed }) as [never];
    const no = evolveMandate(claimed, declined);
    expect(no).toMatchObject({ status: 'declined', reason: text('r') });
    expect(speaks(no)).toBe(false);
    expect(declineMandate({ reason: text('r') }, at, referente, { mandate: no })).toEqual([]);
  });

  it('are not confirmed by their own person, unless nobody else runs the process; then from that day only', () => {
    const own = { person: 'referente', institution: of, mandate: mandate('referente', 'I2', 'claimed') };
    expect(confirmMandate(at, referente, { ...own, alone: false })).toEqual({ refused: 'rights.conflict' });
    expect(confirmMandate(at, referente, { ...own, alone: true })).toMatchObject([{ data: { from: at } }]);
    const held = mandate('farid', 'I2');
    const taken = (alone: boolean) =>
      endMandate({ successor: 'referente' }, at, referente, {
        mandate: held,
        next: undefined,
        vouched: true,
        alone,
      });
    expect(taken(false)).toMatchObject({ refused: 'rights.conflict', field: 'successor' });
    expect(taken(true)).toMatchObject([{}, { name: 'MandateConfirmed', data: { from: at } }]);
  });

  const end = (held: Mandate, successor: string | null, vouched: boolean, next?: Mandate) =>
    endMandate({ successor }, at, farid, { mandate: held, next, vouched, alone: false });

  it('are handed over: whoever follows is confirmed with it, where somebody confirmed hands over', () => {
    const held = mandate('farid', 'I2');
    expect(end(held, 'zoe', true)).toMatchObject([
      { name: 'MandateEnded', data: { successor: 'zoe' } },
      { name: 'MandateConfirmed', data: { mandate: 'zoe~I2', from: held.from } },
    ]);
    expect(end(held, 'zoe', true, mandate('zoe', 'I2'))).toHaveLength(1);
    expect(end(held, null, true)).toHaveLength(1);
    expect(end(mandate('farid', 'I2', 'ended'), null, true)).toMatchObject({ refused: 'mandate.over' });
  });

  it('that are only claimed make nobody’s successor confirmed', () => {
    const held = mandate('farid', 'I2', 'claimed');
    expect(end(held, 'zoe', false)).toMatchObject([{ name: 'MandateEnded' }, { name: 'MandateClaimed' }]);
    expect(end(held, 'zoe', false, mandate('zoe', 'I2', 'declined'))).toHaveLength(1);
  });
});

describe('qui anime la concertation', () => {
  it('a deputy runs it until the end of the stand-in, to the millisecond', () => {
    const until = '2026-12-01T09:00:00.000Z';
    const [appointed] = appoint({ person: 'suppleante', role: 'deputy', until }, at, referente) as [never];
    const then = evolveAssembly(assembly, appointed);
    expect(coordination(then, '2026-12-01T08:59:59.999Z')).toEqual(['referente', 'suppleante']);
    expect(coordinates(then, 'suppleante', until)).toBe(false);
  });

  it('nobody appoints herself: a stand-in would never end', () => {
    const own = { person: 'suppleante', role: 'coordinator', until: null } as const;
    const by = { person: 'suppleante', institution: null };
    expect(appoint(own, at, by)).toMatchObject({ refused: 'rights.conflict', field: 'person' });
  });

  it('an end that is gone by already is refused', () => {
    expect(appoint({ person: 'x', role: 'deputy', until: at }, at, referente)).toMatchObject({
      refused: 'values.past',
    });
  });

  it('is never nobody', () => {
    expect(release({ person: 'referente' }, at, referente, { assembly })).toEqual({
      refused: 'coordinator.last',
    });
    const two = { ...assembly, coordinators: ['referente', 'autre'], deputies: ['suppleante'] };
    expect(release({ person: 'referente' }, at, referente, { assembly: two })).toMatchObject([
      { data: { role: 'coordinator' } },
    ]);
    expect(release({ person: 'suppleante' }, at, referente, { assembly: two })).toMatchObject([
      { data: { role: 'deputy' } },
    ]);
    expect(release({ person: 'personne' }, at, referente, { assembly: two })).toEqual([]);
  });
});

describe('qui doit encore répondre', () => {
  const people = roll(
    [
      institution('I1'),
      institution('I2'),
      institution('I3', { votesWith: 'I2' }),
      institution('I4', { contact: 'boite' }),
    ],
    [
      mandate('nadia', 'I1'),
      mandate('farid', 'I2'),
      mandate('zoe', 'I3'),
      mandate('omar', 'I2', 'declined'),
      mandate('ada', 'I4', 'claimed'),
      mandate('ex', 'I2', 'ended'),
    ],
  );
  const owing = (answers: Answer[] = [], proposals = [openProposal()]) => ({
    call: call(),
    charter,
    proposals,
    answers: new Map(proposals.map((p) => [p.id, answers])),
    roll: people,
  });
  const answer = (by: { person: string; institution: string }, version = 1): Answer => ({
    by,
    how: 'concern',
    version,
    at: opensAt,
  });

  it(
    rule(
      'reminders',
      'only those who haven’t answered, in private, the carrier aside; a service answers for its parent',
    ),
    () => {
      expect(owed(at, owing())).toEqual([
        { institution: 'I2', persons: ['farid', 'zoe'], proposals: ['P1'] },
        { institution: 'I4', persons: ['ada'], proposals: ['P1'] },
      ]);
      expect(
        owed(at, owing([answer({ person: 'zoe', institution: 'I3' })])).map((o) => o.institution),
      ).toEqual(['I4']);
    },
  );

  it('a service whose parent has left speaks for itself again', () => {
    const orphaned = roll(
      [institution('I1'), institution('I2', { status: 'left' }), institution('I3', { votesWith: 'I2' })],
      [mandate('zoe', 'I3')],
    );
    const o = owed(at, { ...owing(), roll: orphaned });
    expect(o).toEqual([{ institution: 'I3', persons: ['zoe'], proposals: ['P1'] }]);
    expect(electorate(orphaned, call())).toEqual(['I1', 'I3']);
  });

  it('what a stranger says for an institution stands, and its own people are still asked', () => {
    const strange = [
      answer({ person: 'omar', institution: 'I2' }),
      answer({ person: 'ada', institution: 'I4' }),
    ];
    expect(owed(at, owing(strange)).map((o) => o.institution)).toEqual(['I2', 'I4']);
    const objecting = contestedProposal('P1', { person: 'omar', institution: 'I2' });
    expect(owed(at, owing([], [objecting])).map((o) => o.institution)).toEqual(['I2', 'I4']);
  });

  it(rule('reminders', 'one message a person, even with several proposals'), () => {
    const two = [openProposal('P1'), openProposal('P2')];
    expect(remind(at, owing([], two))).toMatchObject([
      {
        name: 'RemindersSent',
        data: { proposals: ['P1', 'P2'], institutions: ['I2', 'I4'], persons: ['farid', 'zoe', 'ada'] },
      },
    ]);
  });

  it('who answered an earlier version owes an answer to what stands', () => {
    const revised = openProposal('P1', { version: 2, answersFrom: 2 });
    const answers = [answer(farid, 1), answer({ person: 'boite', institution: 'I4' }, 2)];
    expect(owed(at, owing(answers, [revised])).map((o) => o.institution)).toEqual(['I2']);
  });

  it.each([
    ['is decided', validatedProposal()],
    ['isn’t open to objections yet', openProposal('P1', { status: 'submitted' })],
    ['was withdrawn', openProposal('P1', { status: 'withdrawn' })],
  ])('nobody owes anything on what %s', (_, proposal) => {
    expect(owed(at, owing([], [proposal as never]))).toEqual([]);
  });

  it('nobody owes anything from the deadline on', () => {
    expect(owed(closesAt, owing())).toEqual([]);
    expect(owed(closesAt, owing([], [incompleteProposal(['x']) as never]))).toEqual([]);
  });

  it('the référente chases them in her own words, and can take it back until it leaves', () => {
    const leavesAt = '2026-11-25T10:02:00.000Z';
    const go = (answers: Answer[] = []) =>
      chase({ words: text('w') }, at, leavesAt, referente, { ...owing(answers), assembly });
    const [announced] = go() as [never];
    const chased = evolveChase(undefined, announced);
    expect(chased).toMatchObject({ id: 'H1', persons: ['farid', 'zoe', 'ada'], leavesAt });
    expect(go([answer(farid), answer({ person: 'boite', institution: 'I4' })])).toMatchObject({
      refused: 'chase.nobody',
    });
    expect(undoChase('2026-11-25T10:01:59.999Z', referente, { chase: chased })).toMatchObject([
      { name: 'ChaseUndone' },
    ]);
    expect(undoChase(leavesAt, referente, { chase: chased })).toMatchObject({ refused: 'chase.gone' });
    expect(undoChase(leavesAt, referente, { chase: { ...chased, status: 'undone' } })).toEqual([]);
  });

  it('the référente is warned of what awaits her even where nobody owes anything; not once all is over', () => {
    expect(remind(at, owing([], []))).toMatchObject([{ name: 'RemindersSent', data: { persons: [] } }]);
    expect(remind(at, { ...owing([], []), call: call({ status: 'closed' }) })).toEqual([]);
    expect(remind(closesAt, owing())).toEqual([]);
  });
});
