// What Slack tells of its own accord is kept before it is acknowledged: a service that stops, or a store that fails,
// loses nothing of it.

import { describe, expect, it } from 'vitest';
import { watchedStore } from '../../../support/failing-store.ts';
import { slackService } from '../../../support/slack/service.ts';
import { inACall } from './in-a-call.ts';

const card = { showing: 'Institution porteuse' };

describe('an event of Slack’s', () => {
  it('that was kept by a service which stopped is dealt with at its next start, once', async () => {
    const store = watchedStore();
    const service = await inACall({ around: store.around });
    const { farid, slack, url, channel } = service;
    // The service ends between keeping the event and dealing with it: what stands in the store stays as it was.
    const real = service.app.store;
    store.over.setSetting = async () => {};
    slack.faults.set('chat.postEphemeral', { kind: 'way-lost' });
    await farid.reacts('+1', card);
    expect(farid.notes()).toEqual([]);
    expect((await real.settingsUnder('news:'))[0]?.value).toContain('"kind":"reaction"');
    await service.close();
    slack.faults.calm();

    const next = await slackService({ again: { slack, url, channel } });
    expect(farid.notes()).toHaveLength(1);
    await next.close();
    const last = await slackService({ again: { slack, url, channel } });
    expect(farid.notes()).toHaveLength(1);

    expect((await last.app.store.settingsUnder('news:'))[0]?.value).toContain('"happening":null');
    expect(slack.violations).toEqual([]);
    expect(farid.troubles).toEqual([]);
  });

  it.each(['socket', 'http'] as const)(
    'that can’t be kept is not acknowledged by %s, and counts when it is told again',
    async (mode) => {
      const store = watchedStore();
      const service = await inACall({ mode, patience: 300, around: store.around });
      const { farid, line, log, slack } = service;
      store.over.swapSetting = async () => {
        throw new Error('the disk is full');
      };
      await farid.reacts('+1', card);
      const again = await line.again();
      expect(again.how).not.toBe('acknowledged');
      expect(farid.notes()).toEqual([]);
      expect(log.lines.some((l) => l.startsWith('error what Slack told could not be kept'))).toBe(true);

      delete store.over.swapSetting;
      const told = line.sent.at(-1)?.delivery;
      expect(told && (await line.sends(told))?.how).toBe('acknowledged');
      await line.settled();
      expect(farid.notes()).toHaveLength(1);
      expect(slack.violations).toEqual([]);
    },
  );

  it('about a channel or a person of nobody’s concertation isn’t kept at all', async () => {
    const { farid, line, app, channel } = await inACall();
    await farid.writes('Bonjour à tous', { in: channel });
    await line.event({ type: 'emoji_changed', user: farid.user.id });
    expect(await app.store.settingsUnder('news:')).toEqual([]);
  });
});
