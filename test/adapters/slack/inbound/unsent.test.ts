// What Slack doesn't let through is said in the log, and to whoever coordinates: once for each reason and place, in
// their language, with what to do about it.

import { describe, expect, it } from 'vitest';
import { noChanges } from '../../../../src/app/batch.ts';
import { inACall } from './in-a-call.ts';

const tooDear = { reason: 'Trop cher' };
const notices = (inbox: string[]) => inbox.filter((text) => text.startsWith('Un message n’a pas pu partir'));

describe('a message that can’t leave for Slack', () => {
  it.each([
    ['its channel is archived', 'is_archived', 'Ce canal Slack est archivé. Rouvrez-le'],
    ['its channel is deleted', 'channel_not_found', 'Ce canal Slack n’existe plus'],
    ['the app is not in its channel', 'not_in_channel', '/invite @sans-objection'],
  ])('because %s is shown to the référente once, with what to do', async (_, error, sentence) => {
    const service = await inACall();
    const { claire, farid, nadia, channel, slack, log, acts, settled } = service;
    if (error === 'is_archived') channel.archived = true;
    if (error === 'channel_not_found') slack.workspace.channels.delete(channel.id);
    if (error === 'not_in_channel') channel.members.delete(slack.workspace.bot.user);

    await acts(farid, 'objection.raise', 'P1', tooDear);
    await acts(nadia, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await settled();

    expect(notices(claire.inbox())).toHaveLength(1);
    expect(notices(claire.inbox())[0]).toContain(sentence);
    expect(notices([...farid.inbox(), ...nadia.inbox()])).toEqual([]);
    expect(log.lines.filter((l) => l.startsWith('error a letter is given up')).length).toBeGreaterThan(0);
    expect(await claire.opensHome()).toContain(sentence);
    expect(slack.violations).toEqual([]);
  });

  it('is shown no more once something has left for the same place', async () => {
    const { claire, farid, channel, acts, settled } = await inACall();
    channel.archived = true;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await settled();
    expect(await claire.opensHome()).toContain('archivé');
    channel.archived = false;
    await acts(farid, 'objection.withdraw', 'O1');
    await settled();
    expect(await claire.opensHome()).not.toContain('archivé');
  });

  it('because a person left Slack names them, and keeps nobody else waiting', async () => {
    const { claire, farid, nadia, acts, settled } = await inACall();
    nadia.user.deleted = true;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await acts(farid, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await settled();
    const [notice, ...others] = notices(claire.inbox());
    expect(notice).toContain('vers Nadia');
    expect(notice).toContain('Prévenez-la par un autre moyen');
    expect(others).toEqual([]);
    expect(farid.inbox().join('\n')).toContain('Votre objection O1 est enregistrée');
  });

  it('because the token was revoked waits, and the référente is told as soon as Slack works again', async () => {
    const service = await inACall();
    const { claire, farid, slack, acts, settled, app } = service;
    slack.workspace.tokenError = 'token_revoked';
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await settled();
    const waiting = await app.store.letters({ status: ['pending'] }, 100);
    expect(waiting.some(({ error }) => error?.includes('slack.trouble.token'))).toBe(true);
    slack.workspace.tokenError = null;
    const store = app.store as unknown as { db: { outbox: { updateMany(q: unknown): Promise<unknown> } } };
    await store.db.outbox.updateMany({ where: { status: 'pending' }, data: { retryAt: new Date(0) } });
    await settled();
    expect(notices(claire.inbox())).toHaveLength(1);
    expect(notices(claire.inbox())[0]).toContain('SLACK_BOT_TOKEN');
    expect(farid.inbox().join('\n')).toContain('Votre objection O1 est enregistrée');
    expect(await app.store.letters({ status: ['dead', 'held'] }, 100)).toEqual([]);
  });

  it('is told in the référente’s own language', async () => {
    const service = await inACall();
    const { claire, farid, channel, acts, settled, app } = service;
    const known = await app.store.identity('slack', claire.user.team, claire.user.id);
    const person = known && (await app.store.person(known.person));
    if (person)
      await app.store.transact(async (tx) =>
        tx.write({ ...noChanges('2026-11-23T09:00:00.000Z'), persons: [{ ...person, lang: 'nl' }] }),
      );
    channel.archived = true;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await settled();
    expect(claire.inbox().at(-1)).toContain('gearchiveerd');
  });
});

describe('what Slack tells of the installation', () => {
  it.each([
    ['app_uninstalled', {}, 'Reinstall it, put the new token in SLACK_BOT_TOKEN'],
    ['tokens_revoked', { tokens: { bot: ['U1'] } }, 'Slack no longer accepts the service’s token'],
    ['channel_archive', { channel: 'room', user: 'U1' }, 'This Slack channel is archived. Reopen it'],
    ['group_archive', { channel: 'room', user: 'U1' }, 'This Slack channel is archived. Reopen it'],
    ['channel_left', { channel: 'room', actor_id: 'U1' }, '/invite @'],
    ['channel_deleted', { channel: 'room' }, 'This Slack channel no longer exists'],
  ])('stands in the log with what to do, once however often it is told: %s', async (type, said, sentence) => {
    const { line, log, channel } = await inACall();
    await line.event({ type, ...said, ...('channel' in said ? { channel: channel.id } : {}) });
    await line.again();
    await line.settled();
    const errors = log.lines.filter((l) => l.startsWith('error'));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(sentence);
  });

  it('of a channel that is nobody’s concertation leaves the log alone', async () => {
    const { line, log } = await inACall();
    await line.event({ type: 'channel_archive', channel: 'C0ELSEWHERE', user: 'U1' });
    await line.settled();
    expect(log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
  });
});
