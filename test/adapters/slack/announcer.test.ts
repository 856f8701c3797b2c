// What Slack asks of the way out beyond the contract: private channels, looking up, files, what goes wrong.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metadataType } from '../../../adapters/slack/announcer.ts';
import { SendFailure } from '../../../src/app/announcer.ts';
import { endOf, letter } from '../../contracts/announcer.ts';
import { roomOf, type SlackGround, slackGround, slackStart } from '../../support/slack/ground.ts';

let ground: SlackGround;
beforeEach(async () => {
  ground = await slackGround();
});
afterEach(() => ground.server.close());

const atRoot = { under: null, since: slackStart };
const ics = {
  name: 'convocation-M1-1.ics',
  title: 'Plénière',
  content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
};
const messages = () => ground.server.workspace.messages;

/** What the operator reads of a failure. */
async function saidOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  return error instanceof SendFailure ? `${error.kind}: ${error.message}` : `no failure: ${error}`;
}

describe('a message on Slack', () => {
  it('carries its key and a fallback text, of which nothing becomes a link, a mention or formatting', async () => {
    await ground.announcer.post(ground.room, letter('k1', 'Proposition P1'));
    const [call] = ground.server.calls;
    expect(call?.args).toMatchObject({
      text: 'Proposition P1',
      metadata: { event_type: metadataType, event_payload: { key: 'k1' } },
      parse: 'none',
      link_names: 'false',
      mrkdwn: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    const id = `${ground.channel.id}:${messages().at(-1)?.ts}`;
    await ground.announcer.edit(ground.room, id, letter('k1', 'Proposition P1, changée'));
    expect(ground.server.calls.at(-1)?.args).toMatchObject({ parse: 'none', link_names: 'false' });
  });

  it('in private opens the person’s channel once, and is edited there', async () => {
    const { announcer, person } = ground;
    const id = await announcer.post(person, letter('k1', 'Rappel'));
    await announcer.post(person, letter('k2', 'Encore'));
    await announcer.edit(person, id, letter('k1', 'Rappel corrigé'));
    expect(ground.called()).toEqual([
      'conversations.open',
      'chat.postMessage',
      'chat.postMessage',
      'chat.update',
    ]);
    expect(id).toMatch(/^D\w+:\d+\.\d{6}$/);
  });

  it('goes to no workspace where the app isn’t installed', async () => {
    const elsewhere = roomOf('T0ELSEWHERE', ground.channel.id);
    expect(await saidOf(ground.announcer.post(elsewhere, letter('k', 'x')))).toMatch(/^permanent: .*T0ELSE/);
    expect(ground.called()).toEqual([]);
  });
});

describe('looking up what may have arrived', () => {
  it('works after a restart, in private and where a thread’s first message is gone', async () => {
    const { announcer, person, room } = ground;
    const note = await announcer.post(person, letter('k1', 'Rappel'));
    const card = await announcer.post(room, letter('k2', 'P1'));
    const fresh = ground.again();
    expect(await fresh.find(person, 'k1', atRoot)).toBe(note);
    const deleted = `${ground.channel.id}:1.000000`;
    expect(await fresh.find(room, 'k2', { ...atRoot, under: deleted })).toBe(card);
  });

  it('doesn’t take another’s message for its own, whatever that one claims', async () => {
    await ground.announcer.post(ground.room, letter('k1', 'P1'));
    for (const message of messages()) message.user = ground.user.id;
    expect(await ground.again().find(ground.room, 'k1', atRoot)).toBeUndefined();
  });

  it('goes back to the time of the attempt, through all that was written since, and no further', async () => {
    const { workspace } = ground.server;
    const id = await ground.announcer.post(ground.room, letter('k1', 'P1'));
    const [found] = messages();
    if (!found) throw new Error('nothing was posted');
    for (let n = 0; n < 450; n++) messages().push({ ...found, ts: workspace.stamp(), metadata: null });
    expect(await ground.announcer.find(ground.room, 'k1', atRoot)).toBe(id);
    expect(ground.called().filter((m) => m === 'conversations.history')).toHaveLength(3);
    const later = { under: null, since: '2026-11-22T10:00:00.000Z' };
    expect(await ground.announcer.find(ground.room, 'k1', later)).toBeUndefined();
  });

  it.each([
    [
      'without the scope',
      () => ground.server.workspace.scopes.delete('channels:history'),
      /channels:history/,
    ],
    ['outside of the channel', () => ground.channel.members.clear(), /\/invite @Sans Objection/],
  ])('is blind %s, and says what to do', async (_, given, advice) => {
    given();
    const said = await saidOf(ground.announcer.find(ground.room, 'k1', atRoot));
    expect(said).toMatch(/^blind: /);
    expect(said).toMatch(advice);
  });

  it('isn’t needed for what Slack surely refused: it leaves even where nothing may be read', async () => {
    const { announcer, room, server } = ground;
    server.workspace.scopes.delete('channels:history');
    server.faults.set('chat.postMessage', [{ kind: 'rate', retryAfter: 1 }]);
    expect(await endOf(announcer.post(room, letter('k1', 'P1')))).toBe('retry in 1 s');
    expect(await announcer.find(room, 'k1', atRoot)).toBeUndefined();
    await announcer.post(room, letter('k1', 'P1'));
    expect(messages()).toHaveLength(1);
    expect(await endOf(announcer.find(room, 'k1', atRoot))).toBe('blind');
  });

  it('isn’t needed either when only the private channel couldn’t be opened', async () => {
    const { announcer, person, server } = ground;
    server.faults.set('conversations.open', [{ kind: 'answer-lost' }]);
    expect(await endOf(announcer.post(person, letter('k1', 'Rappel')))).toBe('retry');
    expect(await announcer.find(person, 'k1', atRoot)).toBeUndefined();
    await announcer.post(person, letter('k1', 'Rappel'));
    expect(messages()).toHaveLength(1);
  });
});

describe('a letter that Slack refuses', () => {
  it.each<[string, () => unknown, RegExp]>([
    [
      'to an archived channel',
      () => Object.assign(ground.channel, { archived: true }),
      /^permanent: .*archived/,
    ],
    [
      'to a deleted channel',
      () => ground.server.workspace.channels.clear(),
      /^permanent: .*no longer exists/,
    ],
    [
      'outside of the channel',
      () => ground.channel.members.clear(),
      /^permanent: .*\/invite @Sans Objection/,
    ],
    [
      'without the scope',
      () => ground.server.workspace.scopes.delete('chat:write'),
      /^retry: .*chat:write.*reinstall/,
    ],
    [
      'with a revoked token',
      () => Object.assign(ground.server.workspace, { tokenError: 'token_revoked' }),
      /^retry: .*SLACK_BOT_TOKEN/,
    ],
    [
      'once the app was removed',
      () => Object.assign(ground.server.workspace, { tokenError: 'account_inactive' }),
      /^retry: .*no longer installed/,
    ],
  ])('%s says so, and what to do', async (_, given, said) => {
    given();
    expect(await saidOf(ground.announcer.post(ground.room, letter('k1', 'x')))).toMatch(said);
    expect(messages()).toEqual([]);
  });

  it('because the person left is given up, and says so', async () => {
    ground.user.deleted = true;
    expect(await saidOf(ground.announcer.post(ground.person, letter('k1', 'x')))).toMatch(
      /^permanent: .*can no longer be reached/,
    );
  });
});

describe('the calendar file of a convocation', () => {
  beforeEach(() => void ground.files.set('k1', ics));
  const shown = () =>
    messages().flatMap((m) => m.files.map((f) => ({ name: f.name, title: f.title, under: m.threadTs })));
  const stored = () => [...ground.server.workspace.files.values()].map((f) => f.content);

  it('stands in the thread of its message, whole', async () => {
    const id = await ground.announcer.post(ground.room, letter('k1', 'Convocation'));
    const ts = id.split(':')[1];
    expect(shown()).toEqual([{ name: ics.name, title: ics.title, under: ts }]);
    expect(stored()).toEqual([ics.content]);
  });

  it('stands beside a private message, where it is seen', async () => {
    await ground.announcer.post(ground.person, letter('k1', 'Convocation'));
    expect(shown()).toEqual([{ name: ics.name, title: ics.title, under: null }]);
  });

  it.each(['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'])(
    'follows at the next attempt when %s failed, and nobody is told twice',
    async (method) => {
      ground.server.faults.set(method, [{ kind: 'status', status: 503 }]);
      expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'Convocation')))).toBe('uncertain');
      const id = await ground.announcer.find(ground.room, 'k1', atRoot);
      expect(id).toBe(`${ground.channel.id}:${messages()[0]?.ts}`);
      expect(messages()).toHaveLength(2);
      expect(shown()).toHaveLength(1);
    },
  );

  it('isn’t shown twice when the answer was lost', async () => {
    ground.server.faults.set('files.completeUploadExternal', [{ kind: 'answer-lost' }]);
    expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'Convocation')))).toBe('uncertain');
    expect(await ground.announcer.find(ground.room, 'k1', atRoot)).toBeDefined();
    expect(shown()).toHaveLength(1);
  });

  it('that may not be sent doesn’t make the convocation unsent: the log says what to do', async () => {
    ground.server.workspace.scopes.delete('files:write');
    expect(await endOf(ground.announcer.post(ground.room, letter('k1', 'Convocation')))).toMatch(
      /^uncertain/,
    );
    expect(await ground.announcer.find(ground.room, 'k1', atRoot)).toBeDefined();
    expect(ground.log.lines.join('\n')).toMatch(/files:write/);
    expect(messages()).toHaveLength(1);
  });
});
