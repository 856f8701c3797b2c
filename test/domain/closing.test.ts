// The deadline: what silence has decided, who could have spoken, and what an outage gives back. 000 §4 b.

import { describe, expect, it } from 'vitest';
import { conclude, settle } from '../../src/domain/closing.ts';
import type { Answer } from '../../src/domain/reach.ts';
import {
  call,
  charter,
  closesAt,
  competingProposal,
  contestedProposal,
  farid,
  habitante,
  incompleteProposal,
  institution,
  mandate,
  nadia,
  openProposal,
  opensAt,
  roll,
  uncheckedProposal,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const justAfter = '2026-12-07T22:59:10.000Z';
const carrier = institution('I1');
const everyone = roll(
  [carrier, institution('I2'), institution('I3')],
  [mandate('nadia', 'I1'), mandate('farid', 'I2'), mandate('lise', 'I3')],
  ['nadia', 'farid', 'lise'],
);
type Settling = Parameters<typeof settle>[1];
const settled = (part: Partial<Settling> = {}, at = justAfter) =>
  settle(at, {
    call: call(),
    charter,
    proposal: openProposal(),
    carrier,
    partners: [],
    answers: [],
    roll: everyone,
    ...part,
  });
const consent = (by: { person: string; institution: string | null }, version = 1): Answer => ({
  by,
  how: 'consent',
  version,
  at: opensAt,
});

describe('à l’échéance', () => {
  it(
    rule('silence', 'without objection and meeting the criteria, a proposal is validated, and §4b says why'),
    () => {
      expect(settled()).toEqual([
        expect.objectContaining({
          name: 'ProposalValidated',
          data: {
            proposal: 'P1',
            call: 'C1',
            basis: 'silence',
            article: '1',
            opensAt,
            closesAt,
            present: 3,
            reached: ['I1', 'I2', 'I3'],
            answers: [],
          },
        }),
      ]);
    },
  );

  it.each([
    ['an objection', contestedProposal()],
    ['a declared competition', competingProposal('P1', 'declared')],
    ['a competition that nobody has answered yet', competingProposal('P1', 'detected')],
    ['a confirmed competition', competingProposal('P1', 'confirmed')],
  ])('nothing is decided under %s', (_, proposal) => {
    expect(settled({ proposal })).toEqual([]);
  });

  it('nothing happens before the deadline, to the millisecond, nor a second time', () => {
    expect(settled({}, '2026-12-07T22:58:59.999Z')).toEqual([]);
    expect(settled({}, closesAt)).toMatchObject([{ name: 'ProposalValidated' }]);
    expect(settled({ proposal: validatedProposal() })).toEqual([]);
  });

  it('nothing happens while the proposal’s own period still runs', () => {
    const own = { opensAt, closesAt: '2026-12-11T22:59:00.000Z', firstClosesAt: closesAt };
    const proposal = openProposal('P1', { own });
    expect(settled({ proposal })).toEqual([]);
    expect(settled({ proposal }, own.closesAt)).toMatchObject([
      { name: 'ProposalValidated', data: { closesAt: own.closesAt } },
    ]);
  });

  it.each([
    ['silence', 'only some agree expressly', [consent(farid)]],
    ['silence', 'somebody agrees for no institution', [consent(farid), consent(habitante)]],
    [
      'silence',
      'what was agreed to was an earlier version',
      [consent(farid), consent({ person: 'lise', institution: 'I3' }, 0)],
    ],
    [
      'consent',
      'everybody reached agrees, the carrier aside',
      [consent(farid), consent({ person: 'lise', institution: 'I3' })],
    ],
  ] as const)('it rests on %s where %s', (basis, _, answers) => {
    expect(settled({ answers: [...answers] })).toMatchObject([{ data: { basis } }]);
  });

  it.each([
    ['lifted', 'at the deadline or later', closesAt],
    ['silence', 'before it', '2026-12-07T22:58:59.999Z'],
  ])('it rests on %s where the last objection went %s', (basis, _, freedAt) => {
    expect(settled({ proposal: openProposal('P1', { freedAt }) })).toMatchObject([{ data: { basis } }]);
  });
});

describe('des critères qui manquent', () => {
  const call1 = call({ criteria: [{ id: 'appel-1', label: { id: 'l', sha256: '' } }] });
  const check = (met: boolean) =>
    openProposal('P1', {
      checks: { 'appel-1': { met, reason: null, by: nadia, conflicted: false, at: opensAt } },
    });

  it(rule('criteria', 'one that isn’t met sends the proposal back to its carrier, once'), () => {
    const missing = [{ name: 'ProposalIncomplete', data: { missing: ['appel-1'], closesAt } }];
    expect(settled({ call: call1, proposal: check(false) })).toMatchObject(missing);
    const told = { ...check(false), ...incompleteProposal(['appel-1']), checks: check(false).checks };
    expect(settled({ call: call1, proposal: told })).toEqual([]);
  });

  it(
    rule('criteria', 'one that nobody has checked waits for the référente: an unknown is an unknown'),
    () => {
      expect(settled({ call: call1 })).toMatchObject([
        { name: 'ProposalAwaitsCriteria', data: { unknown: ['appel-1'] } },
      ]);
      expect(settled({ call: call1, proposal: uncheckedProposal(['appel-1']) })).toEqual([]);
    },
  );

  it('once they are checked, late or not, it is validated', () => {
    const checked = { ...uncheckedProposal(['appel-1']), checks: check(true).checks };
    expect(settled({ call: call1, proposal: checked }, '2027-01-11T10:00:00.000Z')).toMatchObject([
      { name: 'ProposalValidated' },
    ]);
  });
});

describe('un appel est clos', () => {
  const over = (proposals: Parameters<typeof conclude>[1]['proposals'], at = justAfter, part = {}) =>
    conclude(at, { call: call(part), charter, proposals, reached: 2, present: 3 });

  it('when each of its proposals is settled, and says how', () => {
    const proposals = [validatedProposal('P1'), contestedProposal('P2')];
    expect(over(proposals)).toMatchObject([
      {
        name: 'CallClosed',
        data: { closesAt, validated: ['P1'], contested: ['P2'], present: 3, reached: 2 },
      },
    ]);
    expect(over([incompleteProposal(['x'])])).toMatchObject([{ data: { incomplete: ['P1'] } }]);
    expect(over([uncheckedProposal(['x'])])).toMatchObject([{ data: { awaiting: ['P1'] } }]);
  });

  it('not before: neither while one awaits its settlement, nor while one has time of its own', () => {
    expect(over([validatedProposal('P1'), openProposal('P2')])).toEqual([]);
    const own = { opensAt, closesAt: '2026-12-11T22:59:00.000Z', firstClosesAt: closesAt };
    expect(over([contestedProposal('P1', farid, { own })])).toEqual([]);
    expect(over([], '2026-12-07T22:58:59.999Z')).toEqual([]);
  });

  it('once', () => {
    expect(over([], justAfter, { status: 'closed' })).toEqual([]);
  });
});
