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
