// What people say of a proposal that stops nothing: questions, interest, remarks, consent, objectives. 000 §4 b, §6.

import { describe, expect, it } from 'vitest';
import {
  answerQuestion,
  askQuestion,
  giveConsent,
  nameObjective,
  raiseConcern,
  removeObjective,
  resolveConcern,
  showInterest,
  withdrawConsent,
  withdrawInterest,
} from '../../src/domain/answering.ts';
import {
  type Concern,
  evolveQuestion,
  evolveStance,
  type Stance,
  stanceId,
} from '../../src/domain/answers.ts';
import { event } from '../../src/domain/events.ts';
import type { Actor } from '../../src/domain/people.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { answerTalk, askCoordinator, correct, evolveTalk, noteNeed } from '../../src/domain/voices.ts';
import {
  assembly,
  call,
  charter,
  charterWith,
  closesAt,
  contestedProposal,
  decidedProposal,
  farid,
  habitante,
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
const given = {
  assembly,
  call: call(),
  charter,
  proposal: openProposal() as Proposal,
  institution: institution('I2'),
  entered: null,
};
const draft = openProposal('P1', { status: 'draft' });

describe(rule('questions', 'toute question est bienvenue (§6)'), () => {
  const ask = (proposal: Proposal, by: Actor = habitante) =>
    askQuestion({ text: text('q') }, at, by, { ...given, proposal });

  it.each<[string, Proposal]>([
    ['while it is open', openProposal()],
    ['while it is contested', contestedProposal()],
    ['once it is validated', validatedProposal()],
    ['once it is refused', decidedProposal('P1', 'refused')],
  ])('of a proposal %s, by anyone', (_, proposal) => {
    expect(ask(proposal)).toMatchObject([{ name: 'QuestionAsked', data: { author: habitante } }]);
  });

  it('of what nobody sees yet there is nothing to ask', () => {
    expect(ask(draft)).toMatchObject({ refused: 'proposal.unknown' });
  });

  it('and several may answer it, one after the other', () => {
    const asked = event('QuestionAsked', at, {
      question: 'Q1',
      proposal: 'P1',
      call: 'C1',
      version: 1,
      author: habitante,
      entered: null,
      text: text('q'),
    });
    const question = evolveQuestion(undefined, asked);
    const answer = answerQuestion({ words: text('a') }, at, nadia, { question, call: call() });
    expect(answer).toMatchObject([{ name: 'QuestionAnswered', data: { asker: 'rosa', by: nadia } }]);
    const once = evolveQuestion(question, (answer as [never])[0]);
    expect(evolveQuestion(once, (answer as [never])[0])).toMatchObject({
      status: 'answered',
      answers: [{}, {}],
    });
  });

  it('and may be asked of the référente in private, who answers privately', () => {
    const asked = askCoordinator({ text: text('q') }, at, habitante, { assembly });
    expect(asked).toMatchObject([{ name: 'CoordinatorAsked', data: { talk: 'T1' } }]);
    const talk = evolveTalk(undefined, (asked as [never])[0]);
    expect(answerTalk({ words: text('a') }, at, referente, { talk })).toMatchObject([
      { name: 'CoordinatorAnswered', data: { asker: 'rosa' } },
    ]);
  });
});

describe('une remarque', () => {
  const remark = (when: string, proposal: Proposal = given.proposal) =>
    raiseConcern({ reason: text('r') }, when, habitante, { ...given, proposal });

  it('stops nothing, and is a late one from the deadline on', () => {
    expect(remark(at)).toMatchObject([{ name: 'ConcernRaised', data: { concern: 'R1' } }]);
    expect(remark(closesAt)).toMatchObject([{ name: 'LateRemarkMade' }]);
    expect(remark(at, validatedProposal())).toMatchObject([{ name: 'LateRemarkMade' }]);
    expect(remark(at, draft)).toMatchObject({ refused: 'proposal.unknown' });
  });

  it('is settled by its author or their colleague, once', () => {
    const concern: Concern = {
      id: 'R1',
      status: 'raised',
      proposal: 'P1',
      version: 1,
      author: farid,
      entered: null,
      reason: text('r'),
      remedy: null,
      at,
    };
    const resolve = (by: Actor, colleague: boolean, part: Partial<Concern> = {}) =>
      resolveConcern({ words: null }, at, by, { concern: { ...concern, ...part }, call: call(), colleague });
    expect(resolve(farid, false)).toMatchObject([{ name: 'ConcernResolved' }]);
    expect(resolve({ person: 'zoe', institution: 'I2' }, true)).toMatchObject([{ name: 'ConcernResolved' }]);
    expect(resolve(referente, false)).toMatchObject({ refused: 'concern.not-yours' });
    expect(resolve(farid, true, { status: 'resolved' })).toMatchObject({ refused: 'concern.ended' });
    expect(resolve(farid, true, { status: 'late' })).toMatchObject({ refused: 'concern.ended' });
  });
});

describe('un accord exprès', () => {
  const agree = (part: Partial<typeof given> & { stance?: Stance } = {}, when = at, by: Actor = farid) =>
    giveConsent(when, by, { ...given, stance: undefined, ...part });
  const said = (version: number): Stance =>
    evolveStance(
      undefined,
      event('ConsentGiven', opensAt, {
        stance: stanceId('P1', farid),
        proposal: 'P1',
        call: 'C1',
        version,
        author: farid,
        entered: null,
      }),
    );

  it('is given until the deadline, by whom the charter lets object', () => {
    expect(agree()).toMatchObject([{ name: 'ConsentGiven', data: { version: 1 } }]);
    expect(agree({}, closesAt)).toMatchObject({ refused: 'consent.too-late', params: { closesAt } });
    expect(agree({ charter: charterWith('objectors', 'members') })).toMatchObject({
      refused: 'rights.members-only',
    });
    expect(agree({ proposal: validatedProposal() })).toMatchObject({ refused: 'proposal.over' });
  });

  it('is given once to what stands, and anew to a version of substance', () => {
    expect(agree({ stance: said(1) })).toEqual([]);
    const revised = openProposal('P1', { version: 2, answersFrom: 2 });
    expect(agree({ stance: said(1), proposal: revised })).toMatchObject([{ data: { version: 2 } }]);
    const edited = openProposal('P1', { version: 2, answersFrom: 1 });
    expect(agree({ stance: said(1), proposal: edited })).toEqual([]);
  });

  it('never erases a colleague’s objection: the contradiction is shown', () => {
    const zoe = { person: 'zoe', institution: 'I2' };
    expect(agree({ proposal: contestedProposal() }, at, zoe)).toMatchObject([
      { name: 'ConsentGiven' },
      { name: 'ContradictionSeen', data: { objection: 'O1', objector: 'farid', consenting: zoe } },
    ]);
    expect(agree({ proposal: contestedProposal() }, at, nadia)).toMatchObject([{ name: 'ConsentGiven' }]);
    const residents = contestedProposal('P1', { person: 'autre', institution: null });
    expect(agree({ proposal: residents }, at, habitante)).toHaveLength(1);
  });

  it('is taken back, and then its author is silent again', () => {
    const taken = withdrawConsent(at, farid, { ...given, stance: said(1) });
    expect(taken).toMatchObject([{ name: 'ConsentWithdrawn' }]);
    const silent = evolveStance(said(1), (taken as [never])[0]);
    expect(silent).toMatchObject({ status: 'withdrawn', consent: null });
    expect(withdrawConsent(at, farid, { ...given, stance: silent })).toEqual([]);
    expect(withdrawConsent(closesAt, farid, { ...given, stance: said(1) })).toMatchObject({
      refused: 'consent.too-late',
    });
  });
});

describe('marquer notre intérêt', () => {
  it('is offered while the proposal lives, deadline or not, and taken back', () => {
    const offer = showInterest({ words: text('w') }, closesAt, habitante, given);
    expect(offer).toMatchObject([{ name: 'InterestShown', data: { words: text('w') } }]);
    const stance = evolveStance(undefined, (offer as [never])[0]);
    expect(withdrawInterest(at, habitante, { ...given, stance })).toMatchObject([
      { name: 'InterestWithdrawn' },
    ]);
    expect(withdrawInterest(at, habitante, { ...given, stance: undefined })).toEqual([]);
    expect(
      showInterest({ words: null }, at, farid, { ...given, proposal: validatedProposal() }),
    ).toMatchObject({
      refused: 'proposal.over',
    });
  });
});

describe('les objectifs du plan d’action (§3)', () => {
  const listed = call({ objectives: ['T1', 'T2'] });
  const named = openProposal('P1', { objectives: [{ code: 'T1', by: farid }] });
  const name = (objective: string, part = {}) =>
    nameObjective({ objective }, at, farid, { ...given, call: listed, ...part });
  const remove = (by: Actor, allowed: boolean, proposal: Proposal = named) =>
    removeObjective({ objective: 't1' }, at, by, { call: listed, charter, proposal, allowed });

  it('are named by anyone, each once, among those of the call where it lists them', () => {
    expect(name('t2')).toMatchObject([{ name: 'ObjectiveNamed', data: { objective: 'T2' } }]);
    expect(name('T1', { proposal: named })).toEqual([]);
    expect(name('T9')).toMatchObject({ refused: 'objective.unknown' });
    expect(name('T9', { call: call() })).toMatchObject([{ data: { objective: 'T9' } }]);
    expect(name('T2', { proposal: validatedProposal() })).toMatchObject({ refused: 'proposal.over' });
  });

  it('are taken back by whoever named them, the carrier or a coordinator, until it is decided', () => {
    expect(remove(farid, false)).toMatchObject([{ name: 'ObjectiveRemoved' }]);
    expect(remove(nadia, true)).toMatchObject([{ name: 'ObjectiveRemoved' }]);
    expect(remove(habitante, false)).toMatchObject({ refused: 'proposal.not-yours' });
    expect(remove(farid, false, openProposal())).toEqual([]);
    expect(remove(farid, true, { ...validatedProposal(), objectives: named.objectives })).toMatchObject({
      refused: 'proposal.over',
    });
  });
});

describe('hors des propositions', () => {
  it(rule('needs', 'a new need is noted for a later meeting (§5), whoever brings it up'), () => {
    expect(noteNeed({ text: text('n') }, at, habitante, { assembly, entered: null })).toMatchObject([
      { name: 'NeedNoted', data: { need: 'N1', author: habitante } },
    ]);
  });

  it('a mistake is put right in the open, by saying so', () => {
    const about = { subject: 'proposal', ref: 'P1', call: 'C1' } as const;
    expect(correct({ words: text('w') }, at, referente, about)).toMatchObject([
      { name: 'CorrectionMade', data: { ref: 'P1' } },
    ]);
    expect(correct({ words: text('w') }, at, referente, { ...about, call: undefined })).toMatchObject({
      refused: 'correction.nothing',
    });
  });
});
