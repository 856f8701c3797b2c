import { describe, expect, it } from 'vitest';
import { millisecondsBetween } from '../../src/domain/calendar.ts';
import { closeCall, openCall } from '../../src/domain/call.ts';
import { submitProposal, validateLifted } from '../../src/domain/proposal.ts';
import {
  assembly,
  call,
  charter,
  charterWith,
  closesAt,
  contestedProposal,
  habitante,
  nadia,
  openProposal,
  opensAt,
  text,
} from '../support/given.ts';

const justAfter = '2026-12-07T22:59:10.000Z';
const hour = 3_600_000;

describe('à l’échéance', () => {
  const given = { call: call({ proposals: ['P1', 'P2'] }), charter, outages: [] };

  it('a proposal without objection is validated, with its article and period; one with an objection is not', () => {
    const proposals = [openProposal('P1'), contestedProposal('P2')];
    expect(closeCall(justAfter, { ...given, proposals })).toEqual([
      expect.objectContaining({
        name: 'CallClosed',
        data: { call: 'C1', closesAt, validated: ['P1'], contested: ['P2'] },
      }),
      expect.objectContaining({
        name: 'ProposalValidated',
        data: { proposal: 'P1', call: 'C1', basis: 'silence', article: '1', opensAt, closesAt },
      }),
    ]);
  });

  it('nothing happens before the deadline, which may have moved since the timer was set', () => {
    const proposals = [openProposal('P1')];
    expect(closeCall('2026-12-07T22:58:59.999Z', { ...given, proposals })).toEqual([]);
  });

  it('nothing happens a second time', () => {
    const closed = { ...given, call: call({ status: 'closed' }) };
    expect(closeCall(justAfter, { ...closed, proposals: [openProposal('P1')] })).toEqual([]);
  });
});

describe('une panne pendant le délai', () => {
  const outage = (from: string, to: string) => ({ edge: 'service', from, to });
  const close = (outages: ReturnType<typeof outage>[], part = {}, rules = charter) =>
    closeCall(justAfter, { call: call(part), charter: rules, proposals: [openProposal()], outages });

  it('longer than the charter tolerates gives the time back before anything is decided', () => {
    const lost = outage('2026-12-01T08:00:00.000Z', '2026-12-01T20:00:00.000Z');
    expect(close([lost])).toEqual([
      expect.objectContaining({
        name: 'CallExtended',
        data: {
          call: 'C1',
          fromClosesAt: closesAt,
          closesAt: '2026-12-08T10:59:00.000Z',
          outage: lost,
          article: 'assumption',
        },
      }),
    ]);
  });

  it('shorter than that changes nothing', () => {
    const brief = outage('2026-12-01T08:00:00.000Z', '2026-12-01T09:00:00.000Z');
    expect(close([brief])).toMatchObject([{ name: 'CallClosed' }, { name: 'ProposalValidated' }]);
  });

  it('outside the period changes nothing', () => {
    const earlier = outage('2026-11-20T08:00:00.000Z', opensAt);
    expect(close([earlier])).toMatchObject([{ name: 'CallClosed' }, { name: 'ProposalValidated' }]);
  });

  it('counts by the longest one, not by their sum', () => {
    const events = close([
      outage('2026-11-25T08:00:00.000Z', '2026-11-25T10:00:00.000Z'),
      outage('2026-12-01T08:00:00.000Z', '2026-12-01T13:00:00.000Z'),
    ]);
    expect(events).toMatchObject([{ data: { closesAt: '2026-12-08T03:59:00.000Z' } }]);
  });

  it('that lasts over the deadline gives back the whole of it, so that people can speak again', () => {
    const over = outage('2026-12-07T20:59:00.000Z', '2026-12-08T01:59:00.000Z');
    expect(close([over])).toMatchObject([
      { name: 'CallExtended', data: { closesAt: '2026-12-08T03:59:00.000Z' } },
    ]);
  });

  it('is given back once: the same one does not extend again', () => {
    const lost = outage('2026-12-01T08:00:00.000Z', '2026-12-01T20:00:00.000Z');
    const given = {
      call: call({ closesAt: '2026-12-08T10:59:00.000Z' }),
      charter,
      proposals: [openProposal()],
    };
    expect(closeCall('2026-12-08T10:59:10.000Z', { ...given, outages: [lost] })).toMatchObject([
      { name: 'CallClosed' },
      { name: 'ProposalValidated' },
    ]);
  });

  it('is given back up to the charter’s cap', () => {
    const week = outage('2026-11-24T00:00:00.000Z', '2026-12-04T00:00:00.000Z');
    const capped = charterWith('downtime', { toleranceMinutes: 60, capHours: 24 });
    const [extended] = close([week], {}, capped) as unknown as { data: { closesAt: string } }[];
    expect(millisecondsBetween(closesAt, extended?.data.closesAt ?? '')).toBe(24 * hour);
  });
});

describe('un appel et ses propositions', () => {
  it('an appel needs a deadline that is still to come', () => {
    const command = { title: text('t'), closesAt: opensAt };
    const by = { person: 'referente', institution: null };
    expect(openCall(command, opensAt, by, { assembly })).toEqual({
      refused: 'call.deadline-past',
      field: 'closesAt',
    });
    expect(openCall({ ...command, closesAt }, opensAt, by, { assembly })).toMatchObject([
      { name: 'CallOpened', data: { call: 'C2', opensAt, closesAt } },
    ]);
  });

  const command = { title: text('t'), summary: text('s'), amount: null };

  it('a proposal is carried by an institution', () => {
    expect(submitProposal(command, opensAt, habitante, { assembly, call: call() })).toEqual({
      refused: 'proposal.own-institution-missing',
    });
    expect(submitProposal(command, opensAt, nadia, { assembly, call: call() })).toMatchObject([
      { name: 'ProposalSubmitted', data: { proposal: 'P2', carrier: 'I1' } },
    ]);
  });

  it('none is taken after the deadline, even before the call has closed', () => {
    expect(submitProposal(command, closesAt, nadia, { assembly, call: call() })).toEqual({
      refused: 'call.closed',
      params: { closesAt },
    });
  });

  it('one whose last objection goes after the closing is validated then, on that basis', () => {
    const given = { call: call({ status: 'closed' }), charter };
    expect(validateLifted(justAfter, { ...given, proposal: openProposal() })).toMatchObject([
      { name: 'ProposalValidated', data: { basis: 'lifted' } },
    ]);
    expect(validateLifted(justAfter, { ...given, proposal: contestedProposal() })).toEqual([]);
    expect(validateLifted(justAfter, { ...given, call: call(), proposal: openProposal() })).toEqual([]);
  });
});
