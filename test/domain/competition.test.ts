// Competitions: proposals that can't all be carried out, declared by somebody or detected. 000 §4 b.

import { describe, expect, it } from 'vitest';
import {
  answerDetected,
  type Competition,
  compareWithFund,
  declareCompetition,
  evolveCompetition,
  leaveCompetitions,
  withdrawCompetition,
} from '../../src/domain/competition.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import {
  assembly,
  call,
  charter,
  charterWith,
  closesAt,
  competingProposal,
  decidedProposal,
  farid,
  institution,
  nadia,
  openProposal,
  opensAt,
  referente,
  text,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const at = '2026-11-25T10:00:00.000Z';
const detecting = charterWith('onCompetition', { ...charter.rules.onCompetition.value, detect: 'fund' });
const declared = (part: Partial<Competition> = {}): Competition => ({
  id: 'K1',
  status: 'declared',
  call: 'C1',
  proposals: ['P1', 'P2'],
  by: farid,
  reason: text('r'),
  requested: null,
  at: opensAt,
  ...part,
});
const detected = (part: Partial<Competition> = {}) =>
  declared({ status: 'detected', by: null, reason: null, requested: 1_500, ...part });
const asking = (id: string, amount: number | null, part = {}) => openProposal(id, { amount, ...part });

describe('déclarer une concurrence', () => {
  const declare = (
    proposals: Proposal[],
    part: Partial<Parameters<typeof declareCompetition>[3]> = {},
    when = at,
  ) =>
    declareCompetition({ reason: text('r') }, when, farid, {
      assembly,
      call: call(),
      charter,
      institution: institution('I2'),
      proposals,
      competitions: [],
      ...part,
    });
  const two = [openProposal('P1'), openProposal('P2')];

  it(
    rule('onCompetition', 'holds each of them, with its reason and the article (4b): a plenary is to decide'),
    () => {
      expect(declare(two)).toMatchObject([
        {
          name: 'CompetitionDeclared',
          data: { competition: 'K1', proposals: ['P1', 'P2'], by: farid, reason: text('r') },
        },
      ]);
    },
  );

  it.each<[string, Proposal[]]>([
    ['one alone', [openProposal('P1')]],
    ['one and itself', [openProposal('P1'), openProposal('P1')]],
    ['one that is decided', [openProposal('P1'), validatedProposal('P2')]],
    ['one of another call', [openProposal('P1'), openProposal('P2', { call: 'C2' })]],
  ])('takes two that live in one call, not %s', (_, proposals) => {
    expect(declare(proposals)).toEqual({ refused: 'competition.alone', field: 'with' });
  });

  it('is too late from the first deadline of theirs on', () => {
    expect(declare(two, {}, '2026-12-07T22:58:59.999Z')).toMatchObject([{ name: 'CompetitionDeclared' }]);
    expect(declare(two, {}, closesAt)).toEqual({
      refused: 'competition.too-late',
      params: { proposal: 'P1', closesAt },
    });
  });

  it('is declared once between the same, by whom the charter lets object', () => {
    expect(declare(two, { competitions: [declared({ proposals: ['P1', 'P2', 'P3'] })] })).toEqual({
      refused: 'competition.already',
      params: { competition: 'K1' },
    });
    expect(declare(two, { competitions: [declared({ status: 'withdrawn' })] })).toMatchObject([{}]);
    const members = { charter: charterWith('objectors', 'members') };
    expect(declare(two, members)).toEqual({ refused: 'rights.members-only' });
  });

  it('is withdrawn by its author’s side alone', () => {
    const withdraw = (competition: Competition, allowed: boolean) =>
      withdrawCompetition({ words: null }, at, farid, { competition, allowed });
    expect(withdraw(declared(), true)).toMatchObject([
      { name: 'CompetitionWithdrawn', data: { proposals: ['P1', 'P2'] } },
    ]);
    expect(withdraw(declared(), false)).toMatchObject({ refused: 'competition.not-yours' });
    expect(withdraw(declared({ status: 'ended' }), true)).toMatchObject({ refused: 'competition.ended' });
  });
});

describe('des demandes qui dépassent l’enveloppe', () => {
  const compare = (
    proposals: Proposal[],
    competitions: Competition[] = [],
    fund: number | null = 1_000,
    rules = detecting,
  ) => compareWithFund(at, { assembly, call: call({ fund }), charter: rules, proposals, competitions });
  const both = [asking('P1', 500), asking('P2', 501)];

  it(
    rule(
      'onCompetition',
      'compete, a cent beyond the fund; exactly the fund doesn’t, nor where the charter never looks',
    ),
    () => {
      expect(compare(both)).toMatchObject([
        {
          name: 'CompetitionDetected',
          data: { competition: 'K1', proposals: ['P1', 'P2'], requested: 1_001, fund: 1_000 },
        },
      ]);
      expect(compare([asking('P1', 500), asking('P2', 500)])).toEqual([]);
      expect(compare(both, [], null)).toEqual([]);
      expect(compare(both, [], 1_000, charter)).toEqual([]);
    },
  );

  it('don’t compete where one alone asks for too much: that is no competition', () => {
    expect(compare([asking('P1', 5_000)])).toEqual([]);
    expect(compare([asking('P1', 5_000), asking('P2', null)])).toEqual([]);
  });

  it.each<[string, Proposal, number]>([
    ['what was granted', { ...validatedProposal('P3'), amount: 400 }, 1],
    ['what was withdrawn', asking('P3', 400, { status: 'withdrawn' }), 0],
    ['what was only prepared', asking('P3', 400, { status: 'draft' }), 0],
    ['what was refused', { ...decidedProposal('P3', 'refused'), amount: 400 }, 0],
  ])('with %s counted or not', (_, third, events) => {
    expect(compare([asking('P1', 400), asking('P2', 400), third])).toHaveLength(events);
  });

  it('widen the competition when more is asked for, and narrow it when one goes', () => {
    const three = [...both, asking('P3', 100)];
    expect(compare(three, [detected()])).toMatchObject([
      {
        name: 'CompetitionWidened',
        data: { added: ['P3'], proposals: ['P1', 'P2', 'P3'], state: 'detected' },
      },
    ]);
    expect(compare(three, [detected({ status: 'confirmed' })])).toMatchObject([
      { data: { state: 'confirmed' } },
    ]);
    const gone = [asking('P1', 600), asking('P2', 600, { status: 'withdrawn' }), asking('P3', 600)];
    expect(compare(gone, [detected({ proposals: ['P1', 'P2', 'P3'] })])).toMatchObject([
      { name: 'CompetitionNarrowed', data: { freed: ['P2'], left: ['P1', 'P3'] } },
    ]);
  });

  it('are over when they fit again', () => {
    expect(compare([asking('P1', 500), asking('P2', 500)], [detected()])).toMatchObject([
      { name: 'CompetitionNarrowed', data: { freed: ['P1', 'P2'], left: [] } },
    ]);
  });

  it('that the référente dismissed come back only when more is asked for', () => {
    const dismissed = detected({ status: 'dismissed', requested: 1_001 });
    expect(compare(both, [dismissed])).toEqual([]);
    expect(compare([asking('P1', 500), asking('P2', 502)], [dismissed])).toMatchObject([
      { name: 'CompetitionDetected' },
    ]);
  });

  it('are confirmed or dismissed by the référente, with a reason; what a person declared is only theirs', () => {
    const answer = (competition: Competition, how: 'confirmed' | 'dismissed') =>
      answerDetected({ how, reason: text('r') }, at, referente, { competition, conflicted: false });
    expect(answer(detected(), 'confirmed')).toMatchObject([{ name: 'CompetitionConfirmed' }]);
    expect(answer(detected(), 'dismissed')).toMatchObject([
      { name: 'CompetitionDismissed', data: { reason: text('r') } },
    ]);
    expect(answer(declared(), 'dismissed')).toMatchObject({ refused: 'competition.declared' });
    expect(answer(declared(), 'confirmed')).toMatchObject({ refused: 'competition.declared' });
    expect(answer(detected({ status: 'confirmed' }), 'dismissed')).toMatchObject({
      refused: 'competition.ended',
    });
  });
});

describe('quand la plénière tranche', () => {
  const chosen = decidedProposal('P1', 'chosen');
  const leave = (proposal: Proposal, proposals: Proposal[], competitions = [declared()]) =>
    leaveCompetitions(proposal, at, { competitions, proposals });

  it('the project that is chosen stays in the way of the others until they are decided too', () => {
    const others = [chosen, competingProposal('P2')];
    expect(leave(chosen, others)).toEqual([]);
    const asked = [{ ...chosen, amount: 900 }, asking('P2', 900)];
    const fund = { assembly, call: call({ fund: 1_000 }), charter: detecting, proposals: asked };
    expect(compareWithFund(at, { ...fund, competitions: [detected({ status: 'confirmed' })] })).toEqual([]);
  });

  it('the one that is not selected frees nobody, and the competition is over when nobody is left to decide', () => {
    const lost = decidedProposal('P2', 'not-selected');
    expect(leave(lost, [chosen, lost])).toMatchObject([{ name: 'CompetitionNarrowed', data: { left: [] } }]);
    expect(leave(lost, [competingProposal('P1'), lost])).toEqual([]);
    const three = [declared({ proposals: ['P1', 'P2', 'P3'] })];
    expect(leave(lost, [chosen, lost, competingProposal('P3')], three)).toEqual([]);
  });

  it('nor does the money that it doesn’t ask for any more', () => {
    const lost = { ...decidedProposal('P1', 'not-selected'), amount: 900 };
    const fund = { assembly, call: call({ fund: 1_000 }), charter: detecting };
    const competitions = [detected({ status: 'confirmed' as const })];
    const proposals = [lost, asking('P2', 900)];
    expect(compareWithFund(at, { ...fund, proposals, competitions })).toEqual([]);
  });

  it('both adopted as modified end it', () => {
    const both = [decidedProposal('P1', 'adopted'), decidedProposal('P2', 'adopted')];
    const [ended] = leave(both[1] as Proposal, both);
    expect(ended).toMatchObject({ data: { left: [] } });
    expect(evolveCompetition(declared(), ended as never)).toMatchObject({ status: 'ended' });
  });

  it('one that its carrier withdraws frees the last of them', () => {
    const gone = openProposal('P1', { status: 'withdrawn' });
    expect(leave(gone, [gone, competingProposal('P2')])).toMatchObject([
      { data: { freed: ['P1', 'P2'], left: [] } },
    ]);
    expect(leave(gone, [gone], [declared({ status: 'withdrawn' })])).toEqual([]);
    expect(leave(openProposal('P9', { status: 'withdrawn' }), [])).toEqual([]);
  });
});

it('a competition keeps who declared it, and why it was dismissed', () => {
  const command = { how: 'dismissed', reason: text('why') } as const;
  const state = { competition: detected(), conflicted: true };
  const [dismissed] = answerDetected(command, at, nadia, state) as [never];
  expect(evolveCompetition(detected(), dismissed)).toMatchObject({
    status: 'dismissed',
    reason: text('why'),
  });
});
