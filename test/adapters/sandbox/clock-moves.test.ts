import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movesFrom } from '../../../adapters/sandbox/clock-moves.ts';

const brussels = 'Europe/Brussels';
const now = '2026-11-23T09:00:00.000Z';

describe('the clock of the local room can be moved', () => {
  const timers = [
    { kind: 'call.close', dueAt: '2026-12-07T22:59:10.000Z' },
    { kind: 'call.remind', dueAt: '2026-11-30T08:00:00.000Z' },
    { kind: 'meeting.send', dueAt: '2026-11-25T08:00:00.000Z' },
  ];

  it('to ten in the morning of the day before the deadline, on the clocks of Brussels', () => {
    expect(movesFrom(now, timers, brussels).eve).toBe('2026-12-06T09:00:00.000Z');
    const summer = [{ kind: 'proposal.close', dueAt: '2027-03-28T21:59:10.000Z' }];
    expect(movesFrom(now, summer, brussels).eve).toBe('2027-03-27T09:00:00.000Z');
  });

  it('to just after the next reminder, past the next deadline, and by a day', () => {
    expect(movesFrom(now, timers, brussels)).toMatchObject({
      reminder: '2026-11-30T08:00:01.000Z',
      after: '2026-12-07T22:59:10.000Z',
      day: '2026-11-24T09:00:00.000Z',
    });
  });

  it('nowhere where nothing is planned, and to no eve that is over', () => {
    expect(movesFrom(now, [], brussels)).toMatchObject({ eve: null, reminder: null, after: null });
    const tonight = [{ kind: 'call.close', dueAt: '2026-11-23T22:59:10.000Z' }];
    expect(movesFrom(now, tonight, brussels)).toMatchObject({ eve: null, after: '2026-11-23T22:59:10.000Z' });
  });

  it('only ever ahead', () => {
    const instants = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString());
    const kinds = fc.constantFrom(
      'call.close',
      'call.review',
      'call.remind',
      'meeting.deputy',
      'meeting.send',
    );
    fc.assert(
      fc.property(instants, fc.array(fc.record({ kind: kinds, dueAt: instants })), (from, due) => {
        for (const to of Object.values(movesFrom(from, due, brussels)))
          expect(to === null || to > from).toBe(true);
      }),
    );
  });
});
