// What carriers do with their proposals: submit, revise, withdraw; and the periods that this gives.

import { describe, expect, it } from 'vitest';
import { belgianHolidays as holidays } from '../../src/app/holidays.ts';
import type { EventOf } from '../../src/domain/events.ts';
import type { Actor, Institution } from '../../src/domain/people.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { evolveProposal } from '../../src/domain/proposal-changes.ts';
import { signCharter } from '../../src/domain/roster.ts';
import {
  contestEditorial,
  draftProposal,
  reviseProposal,
  submitProposal,
  withdrawProposal,
} from '../../src/domain/submitting.ts';
import { at as brussels } from '../support/brussels.ts';
import {
  assembly,
  call,
  charter,
  charterWith,
  closesAt,
  content,
  farid,
  habitante,
  institution,
  nadia,
  openProposal,
  opensAt,
  referente,
  saying,
  text,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const at = '2026-11-25T10:00:00.000Z';
const carrier = institution('I1');
type Given = Parameters<typeof submitProposal>[4];
const given: Given = {
  assembly,
  call: call(),
  charter,
  holidays,
  institution: carrier,
  entered: null,
  draft: undefined,
};
const submit = (part: Partial<Given> = {}, when = at, by: Actor = nadia) =>
  submitProposal(content, [], when, by, { ...given, ...part });
const common = (opens: 'submission' | 'review', minimumDays: number) =>
  charterWith('period', { kind: 'common', opens, minimumDays });
const rolling = charterWith('period', { kind: 'rolling', days: 14, minimumDays: 5 });

describe('déposer une proposition', () => {
  it(rule('proposers', 'a proposal is carried by an institution'), () => {
    expect(submit()).toMatchObject([{ name: 'ProposalSubmitted', data: { proposal: 'P2', carrier: 'I1' } }]);
    const refusal = { refused: 'proposal.own-institution-missing', field: 'institution' };
    expect(submit({ institution: undefined }, at, habitante)).toEqual(refusal);
    const anyone = { charter: charterWith('proposers', 'anyone'), institution: undefined };
    expect(submit(anyone, at, habitante)).toEqual(refusal);
  });

  it(rule('membership', 'where members propose, an institution does so once it has signed'), () => {
    const members = charterWith('proposers', 'members');
    expect(submit({ charter: members })).toEqual({ refused: 'rights.members-only' });
    expect(signCharter(at, nadia, { institution: carrier })).toMatchObject([{ name: 'InstitutionSigned' }]);
    const signed = { ...carrier, signedAt: at };
    expect(submit({ charter: members, institution: signed })).toMatchObject([{ name: 'ProposalSubmitted' }]);
  });

  it.each([
    ['a millisecond before the deadline', '2026-12-07T22:58:59.999Z', call(), undefined],
    ['at the deadline', closesAt, call(), 'call.closed'],
    [
      'once proposals are all in',
      '2026-12-01T10:00:00.000Z',
      call({ proposalsUntil: '2026-11-30T22:59:00.000Z' }),
      'call.collecting-over',
    ],
    ['once the call is under review', at, call({ status: 'reviewing' }), 'call.collecting-over'],
    ['once the call is closed', at, call({ status: 'closed' }), 'call.closed'],
    ['before the call is opened', at, call({ status: 'draft' }), 'call.unknown'],
  ])('%s, what counts is when it was received', (_, when, state, refused) => {
    expect(submit({ call: state }, when)).toMatchObject(
      refused ? { refused } : [{ name: 'ProposalSubmitted' }],
    );
  });

  it('can’t ask more for its carrier than in all, nor name its carrier as a partner', () => {
    const beyond = { ...content, amount: 100, carrierShare: 101 };
    expect(submitProposal(beyond, [], at, nadia, given)).toMatchObject({ refused: 'proposal.share-beyond' });
    const alone = { ...content, partners: ['I1'] };
    expect(submitProposal(alone, [], at, nadia, given)).toMatchObject({ refused: 'proposal.own-partner' });
  });

  it('names objectives of the call, whatever their case, each once', () => {
    const listed = { ...given, call: call({ objectives: ['T1', 'T2'] }) };
    expect(submitProposal(content, ['t1', 'T1'], at, nadia, listed)).toMatchObject([
      { data: { objectives: ['T1'] } },
    ]);
    expect(submitProposal(content, ['T9'], at, nadia, listed)).toMatchObject({
      refused: 'objective.unknown',
      params: { objective: 'T9', where: 'list', near: 'T1, T2' },
    });
  });

  it('may be prepared first; what was prepared keeps its number and is submitted once', () => {
    expect(draftProposal(content, at, nadia, given)).toMatchObject([
      { name: 'ProposalDrafted', data: { proposal: 'P2' } },
    ]);
    const draft = openProposal('P2', { status: 'draft' });
    expect(submit({ draft })).toMatchObject([{ data: { proposal: 'P2' } }]);
    expect(submit({ draft: openProposal('P2') })).toMatchObject({ refused: 'proposal.submitted' });
  });
});

describe('le délai d’objection d’une proposition', () => {
  it(rule('period', 'is the call’s, from its submission or from the review on, as the charter says'), () => {
    expect(submit()).toMatchObject([{ data: { own: null, open: true } }]);
    expect(submit({ charter: common('review', 0) })).toMatchObject([{ data: { own: null, open: false } }]);
  });

  it(
    rule('period', 'keeps the charter’s minimum for one that comes in late: §4b, known before it begins'),
    () => {
      const late = brussels('2026-12-04', '10:00');
      const own = { opensAt: late, closesAt: brussels('2026-12-11', '23:59') };
      expect(submit({ charter: common('submission', 7) }, late)).toMatchObject([{ data: { own } }]);
      expect(submit({ charter: common('submission', 7) }, at)).toMatchObject([{ data: { own: null } }]);
    },
  );

  it(rule('period', 'is its own where the charter’s is rolling, with reminders of its own'), () => {
    const staged = saying(rolling, { reminders: { daysBefore: [5] } });
    expect(submit({ charter: staged })).toMatchObject([
      {
        data: {
          own: { opensAt: at, closesAt: brussels('2026-12-09', '23:59') },
          reminders: [brussels('2026-12-04', '19:59')],
        },
      },
    ]);
  });
});

describe('une nouvelle version', () => {
  const proposal = openProposal();
  const revise = (
    kind: 'substantive' | 'editorial',
    when = at,
    rules = charter,
    of: Proposal = proposal,
    allowed = true,
  ) =>
    reviseProposal({ kind, content: { summary: text('new') } }, when, nadia, {
      call: call(),
      charter: rules,
      holidays,
      proposal: of,
      allowed,
    });

  it('keeps what isn’t said anew, and takes the next number', () => {
    expect(revise('substantive')).toMatchObject([
      {
        name: 'VersionPublished',
        data: {
          version: 2,
          kind: 'substantive',
          summary: text('new'),
          title: proposal.title,
          amount: proposal.amount,
        },
      },
    ]);
  });

  it(rule('period', 'ends the period at the later of the deadline and publication plus the minimum'), () => {
    const week = common('submission', 7);
    expect(revise('substantive', brussels('2026-11-30', '12:00'), week)).toMatchObject([
      { data: { own: null } },
    ]);
    expect(revise('substantive', brussels('2026-12-01', '12:00'), week)).toMatchObject([
      { data: { own: { closesAt: brussels('2026-12-08', '23:59') } } },
    ]);
  });

  it(rule('period', 'rolling: never shortens a period, and keeps the minimum'), () => {
    const own = { opensAt, closesAt: brussels('2026-12-07', '23:59'), firstClosesAt: closesAt };
    const of = openProposal('P1', { own });
    expect(revise('substantive', brussels('2026-11-26', '12:00'), rolling, of)).toMatchObject([
      { data: { own: { closesAt: own.closesAt } } },
    ]);
    expect(revise('substantive', brussels('2026-12-06', '12:00'), rolling, of)).toMatchObject([
      { data: { own: { closesAt: brussels('2026-12-11', '23:59') } } },
    ]);
  });

  it('of substance asks everybody anew: answers and ticks stay on the version they were given to', () => {
    const ticked = {
      objectifs: { met: true, reason: null, by: nadia, conflicted: false, at },
    };
    const before = openProposal('P1', { checks: ticked });
    const [changed] = revise('substantive') as [never];
    expect(evolveProposal(before, 'P1', changed)).toMatchObject({ version: 2, answersFrom: 2, checks: {} });
    const [corrected] = revise('editorial') as [never];
    expect(evolveProposal(before, 'P1', corrected)).toMatchObject({
      version: 2,
      answersFrom: 1,
      checks: ticked,
    });
  });

  it('that is said to be editorial moves no deadline', () => {
    expect(revise('editorial', brussels('2026-12-07', '12:00'), common('submission', 7))).toMatchObject([
      { data: { kind: 'editorial', own: null } },
    ]);
  });

  it('of what was only prepared is no version yet: nobody has read it', () => {
    const draft = openProposal('P1', { status: 'draft' });
    expect(revise('substantive', at, charter, draft)).toMatchObject([
      { name: 'ProposalDrafted', data: { proposal: 'P1', summary: text('new') } },
    ]);
    expect(revise('substantive', at, charter, draft, false)).toMatchObject({ refused: 'proposal.unknown' });
  });

  it('is the carrier’s to publish, while the proposal lives, and says something new', () => {
    expect(revise('substantive', at, charter, proposal, false)).toMatchObject({
      refused: 'proposal.not-yours',
    });
    expect(revise('substantive', at, charter, validatedProposal())).toMatchObject({
      refused: 'proposal.over',
    });
    const unchanged = { call: call(), charter, holidays, proposal, allowed: true };
    expect(reviseProposal({ kind: 'editorial', content: {} }, at, nadia, unchanged)).toMatchObject({
      refused: 'proposal.unchanged',
    });
  });

  const edited = openProposal('P1', {
    version: 2,
    versions: proposal.versions.map((v) => ({ ...v, number: 2, kind: 'editorial' })),
  });
  const contest = (of: Proposal, institutionOf: Institution | undefined, when = at) =>
    contestEditorial(when, farid, {
      call: call(),
      charter: common('submission', 7),
      holidays,
      proposal: of,
      institution: institutionOf,
    });

  it('said to be editorial becomes one of substance when an institution contests it, with its period', () => {
    expect(contest(edited, institution('I2'), brussels('2026-12-05', '10:00'))).toMatchObject([
      {
        name: 'EditorialContested',
        data: { version: 2, by: farid, own: { closesAt: brussels('2026-12-12', '23:59') } },
      },
    ]);
  });

  it.each<[string, Proposal, Institution | undefined, string]>([
    ['a version of substance', proposal, institution('I2'), 'version.not-editorial'],
    ['what is decided', validatedProposal(), institution('I2'), 'proposal.over'],
    ['for no institution', edited, undefined, 'rights.institutions-only'],
  ])('nobody contests %s', (_, of, by, refused) => {
    expect(contest(of, by)).toMatchObject({ refused });
  });
});

describe('retirer une proposition', () => {
  const withdraw = (proposal: Proposal, allowed: boolean) =>
    withdrawProposal({ words: null }, at, nadia, { call: call(), charter, proposal, allowed });

  it('is its carrier’s to do, until it is decided', () => {
    expect(withdraw(openProposal(), true)).toMatchObject([{ name: 'ProposalWithdrawn' }]);
    expect(withdraw(openProposal(), false)).toMatchObject({ refused: 'proposal.not-yours' });
    expect(withdraw(validatedProposal(), true)).toMatchObject({ refused: 'proposal.over' });
  });

  describe('que plusieurs institutions portent', () => {
    const check = { met: true, reason: null, by: referente, conflicted: false, at };
    const joint = [{ carrier: 'I2', submittedBy: farid, entered: null }];
    const shared = openProposal('P1', {
      joint,
      partners: ['I2', 'I3'],
      checks: { porteuse: check, public: check },
    });
    const label = { fr: 'x', nl: 'x', en: 'x' };
    const rules = charterWith('criteria', [
      { id: 'porteuse', label, how: 'both', computed: { kind: 'rooted' } },
      { id: 'public', label, how: 'checklist', computed: null },
    ]);
    const leave = (of: Proposal, by: Actor) =>
      withdrawProposal({ words: null }, at, by, {
        call: call(),
        charter: rules,
        proposal: of,
        allowed: true,
      });

    it('goes on with the other one, and what was ticked of the one that leaves falls', () => {
      const [left] = leave(shared, farid) as [EventOf<'CarrierLeft'>];
      expect(left).toMatchObject({
        name: 'CarrierLeft',
        data: { institution: 'I2', by: farid, unticked: ['porteuse'] },
      });
      expect(evolveProposal(shared, 'P1', left)).toMatchObject({
        status: 'open',
        carrier: 'I1',
        joint: [],
        partners: ['I3'],
        checks: { public: check },
        formerCarriers: [{ institution: 'I2', at }],
      });
    });

    it('is the other one’s where the first one leaves, and withdrawn when that one withdraws too', () => {
      const [left] = leave(shared, nadia) as [EventOf<'CarrierLeft'>];
      const alone = evolveProposal(shared, 'P1', left);
      expect(alone).toMatchObject({ carrier: 'I2', submittedBy: farid, joint: [], partners: ['I3'] });
      expect(leave(alone, farid)).toMatchObject([{ name: 'ProposalWithdrawn' }]);
    });
  });

  it('that was only prepared is nobody else’s to know of', () => {
    const draft = openProposal('P1', { status: 'draft' });
    expect(withdraw(draft, true)).toMatchObject([{ name: 'ProposalWithdrawn' }]);
    expect(withdraw(draft, false)).toMatchObject({ refused: 'proposal.unknown' });
  });
});
