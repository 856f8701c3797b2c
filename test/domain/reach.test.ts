// Silence counts only from those who could have spoken. 000 §4 b.

import { describe, expect, it } from 'vitest';
import { reopenReached, settle } from '../../src/domain/closing.ts';
import { type Roll, reachedVoices, whenever } from '../../src/domain/reach.ts';
import {
  call,
  charter,
  charterWith,
  closesAt,
  institution,
  mandate,
  openProposal,
  opensAt,
  roll,
  unreachedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const inTime = '2026-12-04T09:00:00.000Z';
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

describe('le silence ne compte que de ceux qui pouvaient parler', () => {
  const minimum = charterWith('reach', { minimumPercent: 60, hoursBefore: 0 });
  const some = (...invited: string[]) =>
    roll([...everyone.institutions.values()], everyone.mandates, invited);

  it(rule('reach', 'exactly the charter’s share suffices, one less doesn’t'), () => {
    const half = charterWith('reach', { minimumPercent: 66, hoursBefore: 0 });
    expect(settled({ charter: half, roll: some('nadia', 'farid') })).toMatchObject([
      { name: 'ProposalValidated' },
    ]);
    const more = charterWith('reach', { minimumPercent: 67, hoursBefore: 0 });
    expect(settled({ charter: more, roll: some('nadia', 'farid') })).toMatchObject([
      { name: 'ProposalAwaitsReach', data: { reached: 2, present: 3, minimumPercent: 67 } },
    ]);
  });

  it('it waits until something has changed, and is told so once', () => {
    expect(settled({ charter: minimum, roll: some('nadia'), proposal: unreachedProposal(1, 3) })).toEqual([]);
  });

  it(rule('reach', 'those who were reached late get the minimum period before silence counts'), () => {
    const own = { opensAt: justAfter, closesAt: '2026-12-14T22:59:00.000Z', firstClosesAt: closesAt };
    const state = {
      call: call({ reached: [{ institution: 'I3', how: 'phone', at: justAfter }] }),
      charter: minimum,
      carrier,
      partners: [],
      answers: [],
      roll: some('nadia'),
      own,
      reminders: [],
    };
    const waiting = unreachedProposal(1, 3);
    expect(reopenReached(justAfter, { ...state, proposal: waiting })).toMatchObject([
      { name: 'PeriodExtended', data: { own, cause: { kind: 'reach' } } },
    ]);
    expect(reopenReached(justAfter, { ...state, call: call(), proposal: waiting })).toEqual([]);
    expect(reopenReached(justAfter, { ...state, proposal: openProposal() })).toEqual([]);
    expect(settled({ ...state, proposal: waiting })).toEqual([]);
  });

  it(rule('reach', 'newcomers may speak, but change no denominator'), () => {
    const newcomer = institution('I4', { since: '2026-12-01T09:00:00.000Z' });
    const grown = roll([...everyone.institutions.values(), newcomer], everyone.mandates, ['nadia', 'farid']);
    expect(settled({ roll: grown })).toMatchObject([{ data: { present: 3, reached: ['I1', 'I2'] } }]);
    const answers = [
      { by: { person: 'ada', institution: 'I4' }, how: 'interest' as const, version: 1, at: inTime },
    ];
    expect(settled({ roll: grown, answers })).toMatchObject([
      { data: { present: 3, reached: ['I1', 'I2'], answers: [{ how: 'interest' }] } },
    ]);
  });

  it('an institution that has left, and a service that votes with its parent, count for nothing of their own', () => {
    const left = institution('I3', { status: 'left' });
    const service = institution('I4', { votesWith: 'I2' });
    const changed = roll([carrier, institution('I2'), left, service], [mandate('zoe', 'I4')], ['zoe']);
    expect(reachedVoices(call(), [], changed, whenever(call()), [])).toEqual(['I2']);
    expect(settled({ roll: changed })).toMatchObject([{ data: { present: 2, reached: ['I1', 'I2'] } }]);
  });

  it.each([
    [
      'whose mandate was declined',
      roll([institution('I2')], [mandate('farid', 'I2', 'declined')], ['farid']),
      [],
    ],
    [
      'who only says they belong there',
      roll([institution('I2')], [mandate('farid', 'I2', 'claimed')], ['farid']),
      ['I2'],
    ],
    ['whom one writes to', roll([institution('I2', { contact: 'mail' })], [], ['mail']), ['I2']],
    ['whom nothing has reached', roll([institution('I2')], [mandate('farid', 'I2')]), []],
  ])('an institution is reached, or not, by somebody %s', (_, people, reached) => {
    expect(reachedVoices(call(), [], people, whenever(call()), [])).toEqual(reached);
  });

  it('nobody present needs to be reached where nobody is', () => {
    expect(settled({ charter: minimum, roll: roll([]) })).toMatchObject([{ name: 'ProposalValidated' }]);
  });

  describe('joint trop tard, on n’a pas pu parler', () => {
    const day = charterWith('reach', { minimumPercent: 0, hoursBefore: 24 });
    const lastHour = '2026-12-06T22:59:00.000Z';
    const after = '2026-12-06T22:59:00.001Z';
    const reachedBy = (people: Roll, part: Partial<Settling> = {}) => {
      const [event] = settled({ charter: day, roll: people, ...part });
      return event?.name === 'ProposalValidated' ? event.data.reached : event?.name;
    };
    const told = (at: string, from = opensAt): Roll => ({
      institutions: new Map([carrier, institution('I2')].map((i) => [i.id, i])),
      mandates: [mandate('nadia', 'I1'), { ...mandate('farid', 'I2'), from }],
      invited: new Map([['farid', at]]),
    });

    it(rule('reach', 'told a day before the deadline, yes; told later, or after it, not at all'), () => {
      expect(reachedBy(told(lastHour))).toEqual(['I1', 'I2']);
      expect(reachedBy(told(after))).toEqual(['I1']);
      expect(reachedBy(told(justAfter))).toEqual(['I1']);
      const none = charterWith('reach', { minimumPercent: 0, hoursBefore: 0 });
      expect(reachedBy(told(after), { charter: none })).toEqual(['I1', 'I2']);
      expect(reachedBy(told(justAfter), { charter: none })).toEqual(['I1']);
    });

    it(rule('reach', 'who speaks for an institution only since then doesn’t make it reached'), () => {
      expect(reachedBy(told(opensAt, lastHour))).toEqual(['I1', 'I2']);
      expect(reachedBy(told(opensAt, justAfter))).toEqual(['I1']);
    });

    it(rule('reach', 'whom the référente reached later had no time either; whoever answered did'), () => {
      const nobody = roll([carrier, institution('I2')], [mandate('farid', 'I2')]);
      const noted = (at: string) => ({ call: call({ reached: [{ institution: 'I2', how: 'phone', at }] }) });
      expect(reachedBy(nobody, noted(lastHour))).toEqual(['I1', 'I2']);
      expect(reachedBy(nobody, noted(after))).toEqual(['I1']);
      const said = (at: string) => ({
        answers: [{ by: { person: 'farid', institution: 'I2' }, how: 'concern' as const, version: 1, at }],
      });
      expect(reachedBy(nobody, said('2026-12-07T22:58:59.999Z'))).toEqual(['I1', 'I2']);
      expect(reachedBy(nobody, said(closesAt))).toEqual(['I1']);
    });
  });

  describe('une version ultérieure ne change pas qui compte', () => {
    const versionAt = '2026-12-05T09:00:00.000Z';
    const own = { opensAt: versionAt, closesAt: '2026-12-12T22:59:00.000Z', firstClosesAt: closesAt };
    const newcomers = ['I4', 'I5', 'I6'].map((id) => institution(id, { since: '2026-12-01T09:00:00.000Z' }));
    const grown = roll([...everyone.institutions.values(), ...newcomers], everyone.mandates, [
      'nadia',
      'farid',
      'lise',
    ]);
    const minimum = charterWith('reach', { minimumPercent: 60, hoursBefore: 0 });

    it(rule('reach', 'newcomers count neither in its own period nor in one reopened'), () => {
      const revised = openProposal('P1', { own });
      expect(settled({ charter: minimum, proposal: revised, roll: grown }, own.closesAt)).toMatchObject([
        { name: 'ProposalValidated', data: { present: 3, reached: ['I1', 'I2', 'I3'], opensAt: versionAt } },
      ]);
      const waiting = { ...unreachedProposal(1, 3), own };
      const state = { call: call(), charter: minimum, carrier, partners: [], answers: [], roll: grown };
      expect(reopenReached(justAfter, { ...state, proposal: waiting, own, reminders: [] })).toMatchObject([
        { name: 'PeriodExtended' },
      ]);
    });

    it(rule('reach', 'a proposal that came with a period of its own counts who was there then'), () => {
      const first = '2026-12-02T09:00:00.000Z';
      const late = openProposal('P1', { own, firstOpensAt: first });
      expect(settled({ charter: minimum, proposal: late, roll: grown }, own.closesAt)).toMatchObject([
        { name: 'ProposalAwaitsReach', data: { present: 6, reached: 3 } },
      ]);
    });
  });
});
