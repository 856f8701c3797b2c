// The connection to Slack ends in every way it can: people notice nothing, or are told how it ended.

import { describe, expect, it } from 'vitest';
import { plusMilliseconds } from '../../../../src/domain/calendar.ts';
import { gate, watchedStore } from '../../../support/failing-store.ts';
import type { slackServer } from '../../../support/slack/server.ts';
import { closesAt, inACall } from './in-a-call.ts';

const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };

/** Resolves with a connection that was opened after these. */
async function connectedAnew(
  slack: Awaited<ReturnType<typeof slackServer>>,
  before: number,
  timeout = 5_000,
): Promise<void> {
  await expect.poll(() => slack.socket.opened, { timeout }).toBeGreaterThan(before);
  await slack.socket.connected();
}

describe('a connection to Slack', () => {
  it.each([
    ['which Slack asks to refresh', 'ask'],
    ['which Slack ends', 'hangUp'],
    ['that is cut', 'cut'],
  ] as const)('%s is opened anew at once, and everything goes on', async (_, how) => {
    const service = await inACall();
    const { slack, farid, app } = service;
    const { opened } = slack.socket;
    if (how === 'ask') slack.socket.ask('refresh_requested');
    else slack.socket[how]();
    await connectedAnew(slack, opened);

    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    expect(await farid.fills(tooDear).sends()).toContain('C’est enregistré');
    await app.scheduler.beat();
    expect(await app.store.outages('2000-01-01T00:00:00.000Z', '2100-01-01T00:00:00.000Z')).toEqual([]);
    expect(farid.troubles).toEqual([]);
    expect(slack.violations).toEqual([]);
  });

  it('that is cut while a form is being recorded: its author is told in private, and sends it again without harm', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around, patience: 1_000 });
    const { slack, farid, line, events, log } = service;
    await farid.taps('Déposer une objection', { under: 'Un jardin' });
    await farid.fills(tooDear);
    const { opened } = slack.socket;
    const door = gate();
    store.instead = async (run) => {
      const end = await run();
      await door.pass();
      return end;
    };
    const sending = farid.sends();
    await door.waited;
    slack.faults.set('apps.connections.open', { kind: 'status', status: 503 });
    slack.socket.cut();
    await expect
      .poll(() => log.lines.filter((l) => l.startsWith('error')), { timeout: 5_000 })
      .not.toEqual([]);
    store.instead = undefined;
    door.open();
    await sending;
    await farid.waitsFor('C’est enregistré : Déposer une objection.');
    slack.faults.calm();
    await connectedAnew(slack, opened, 20_000);
    await line.settled();

    expect(farid.troubles).toHaveLength(1);
    const sent = line.sent.at(-1)?.delivery;
    const again = sent && (await line.sends(sent));
    expect(JSON.stringify(again?.payload)).toContain('C’est enregistré');
    expect((await events()).filter((name) => name === 'ObjectionRaised')).toHaveLength(1);
    expect(slack.violations).toEqual([]);
  });

  it('that Slack refuses is said once with what to do, tried again, and never ends the service', async () => {
    const service = await inACall();
    const { slack, log, farid } = service;
    slack.faults.set('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
    const { opened } = slack.socket;
    slack.socket.hangUp();
    const tries = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
    const before = tries();
    await expect.poll(() => tries() - before, { timeout: 8_000 }).toBeGreaterThan(2);
    const said = log.lines.filter((l) => l.includes('SLACK_APP_TOKEN'));
    expect(said).toHaveLength(1);
    slack.faults.calm();
    await connectedAnew(slack, opened, 20_000);
    await expect.poll(() => log.lines.join('\n')).toContain('Slack reaches the service again');
    expect(await farid.opensHome()).not.toBe('');
  });

  it('that doesn’t come back for longer than the charter tolerates gives the period its time back, and says so in the room', async () => {
    const service = await inACall();
    const { slack, app, moveTo, settled } = service;
    const hoursAhead = (hours: number) => plusMilliseconds(closesAt, -hours * 3_600_000);
    await moveTo(hoursAhead(5));
    await app.scheduler.beat();
    slack.faults.set('apps.connections.open', { kind: 'status', status: 503 });
    slack.socket.hangUp();
    await expect.poll(() => slack.socket.connections).toBe(0);
    for (const hours of [4, 3, 2, 1]) {
      await moveTo(hoursAhead(hours));
      await app.scheduler.beat();
    }
    await moveTo(plusMilliseconds(closesAt, 10_000));
    await settled();
    const said = slack.workspace.messages.filter(({ text }) => text.includes('prolongé'));
    expect(said.length).toBeGreaterThan(0);
    expect(said.every(({ channel }) => channel === service.channel.id)).toBe(true);
    expect(await service.events()).toContain('CallExtended');
    expect(await service.events()).not.toContain('CallClosed');
    expect(slack.violations).toEqual([]);
  });
});
