import { describe, expect, it } from 'vitest';
import { plusMilliseconds } from '../../src/domain/calendar.ts';
import { type Local, openLocal } from '../support/local.ts';

const names = (events: { name: string }[]) => events.map((e) => e.name);
const lost = { from: '2026-12-01T08:00:00.000Z', to: '2026-12-03T08:00:00.000Z', edge: 'sandbox' };

async function atDeadline(local: Local, afterMs: number): Promise<string> {
  const { closesAt } = (await local.get('/state/call/C1')).body;
  await local.post('/clock', { to: plusMilliseconds(closesAt, afterMs) });
  return closesAt;
}

describe('ce qui arrive à l’échéance d’un délai qui doit être prolongé', () => {
  it.each([0, 5_000, 9_999])(
    'an objection %i ms after it counts, since the time lost is given back first',
    async (ms) => {
      const local = await openLocal();
      await local.post('/outage', lost);
      await atDeadline(local, ms);

      const { body } = await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });

      expect(names((await local.get('/events?after=14')).body)).toEqual([
        'CallExtended',
        'ObjectionRaised',
        'MeetingPrepared',
      ]);
      expect(body).toMatchObject({ result: 'accepted', refs: { objection: 'O1' } });
      await local.post('/clock', { by: 'P10D' });
      expect((await local.get('/state/proposal/P1')).body.status).toBe('contested');
    },
  );

  it('a proposal is taken too', async () => {
    const local = await openLocal();
    await local.post('/outage', lost);
    await atDeadline(local, 0);
    const { status } = await local.act('lise', 'proposal.submit', 'C1', {
      title: 'Un titre',
      summary: 'Un résumé',
    });
    expect(status).toBe(200);
  });

  it('without anything to give back, an objection at the deadline is a late remark', async () => {
    const local = await openLocal();
    await atDeadline(local, 0);
    const { body } = await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });
    expect(names(body.events)).toEqual(['LateRemarkMade']);
  });

  it('a plenary in preparation moves behind the new deadline, and everybody is told', async () => {
    const local = await openLocal();
    await local.act('farid', 'objection.raise', 'P1', { reason: 'Le lieu.' });
    await local.post('/outage', lost);
    await atDeadline(local, 10_000);

    const call = (await local.get('/state/call/C1')).body;
    const meeting = (await local.get('/state/meeting/M1')).body;
    expect(call.closesAt).toBe('2026-12-09T22:59:00.000Z');
    expect(meeting.earliestAt > call.closesAt).toBe(true);
    const news = (await local.get('/sent?after=0')).body as { key: string; text: string }[];
    expect(news.find((n) => n.key.includes(':meeting.moved:'))?.text).toContain('mardi 15 décembre 2026');
  });
});
