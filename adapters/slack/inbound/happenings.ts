// What Slack tells of its own accord: read down to ids before it is kept, and then dealt with.

import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Happening, News } from '../../../src/app/news.ts';
import type { Card } from '../../../src/ui/card.ts';
import { reactionCard } from '../../../src/ui/reactions.ts';
import { ownTongue, visit } from '../../../src/ui/reception/guest.ts';
import { setupIn } from '../../../src/ui/reception/reading.ts';
import { asks, threadOffer } from '../../../src/ui/thread-offer.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { messageOf, noteMessage } from '../blocks/message.ts';
import type { Concerns } from '../blocks/taps.ts';
import { callsFor } from '../calls.ts';
import type { Before } from '../receivers.ts';
import { sentenceFor, type TroubleKind } from '../trouble.ts';
import { isPrivate, memberOf, roomIn } from '../who.ts';
import { showHome } from './home.ts';
import { proposalAt } from './on-messages.ts';
import type { Deed, Reception } from './reception.ts';
import { messageId, plainWords, withoutLinks } from './words.ts';

const optional = z.string().optional();
const eventSchema = z.object({
  type: z.string(),
  subtype: optional,
  user: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).optional(),
  user_team: optional,
  bot_id: optional,
  text: optional,
  tab: optional,
  reaction: optional,
  item: z.object({ type: z.string(), channel: optional, ts: optional }).optional(),
  channel: z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).optional(),
  ts: optional,
  thread_ts: optional,
  inviter: optional,
});
const bodySchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: optional,
  authorizations: z.array(z.object({ team_id: z.string().nullable() })).optional(),
  is_ext_shared_channel: z.boolean().optional(),
  event: eventSchema,
});
type Body = z.infer<typeof bodySchema>;

const eventTypes = [
  'app_home_opened',
  'reaction_added',
  'message',
  'member_joined_channel',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'group_archive',
  'group_deleted',
  'group_left',
  'app_uninstalled',
  'tokens_revoked',
];

/** Keeps each event once, by its id, before it is acknowledged; what concerns nobody isn’t kept. */
export function keepingNews(at: () => Reception, news: News): Before {
  return async ({ body }) => {
    const { success, data } = bodySchema.safeParse(body);
    if (!success) return true;
    const happening = happeningOf(at(), data);
    return happening !== null && news.take(data.event_id, happening, at().app.clock.now());
  };
}

export function happenings(bolt: App, at: Reception, news: News): void {
  for (const type of eventTypes)
    bolt.event(type, async ({ body }) => {
      const data = bodySchema.parse(body);
      const happening = happeningOf(at, data);
      if (happening) await news.deal(data.event_id, happening, (h) => deal(at, h));
    });
}

/** Deals with what was kept, now or at the next start. */
export async function deal(at: Reception, happening: Happening): Promise<void> {
  const { kind, team, user } = happening;
  const workspace = at.workspaceOf(team ?? '');
  if (!workspace) return;
  if (kind === 'trouble') return troubled(at, happening, workspace.bot.name);
  const home = happening.home ?? (happening.shared ? await homeOf(at, team ?? '', user ?? '') : null);
  const who = memberOf({ id: user ?? '', team_id: home ?? undefined }, team ?? '');
  const receivedAt = at.app.clock.now();
  const { client } = workspace;
  const deed = {
    who,
    team: team ?? '',
    channel: happening.channel ?? null,
    client,
    receivedAt,
    arrivedMs: 0,
    speaks: null,
  };
  switch (kind) {
    case 'home':
      return showHome(at, deed);
    case 'joined':
      return void (await at.app.acquaintance.meet(who));
    case 'invited':
      return invited(at, deed);
    case 'reaction':
      return reacted(at, deed, happening);
    case 'question':
      return written(at, deed, happening);
    case 'spoken':
      return spoken(at, deed);
  }
}

/** Ids alone: whose words they are can be asked for again. Null for what concerns nobody. */
function happeningOf(at: Reception, body: Body): Happening | null {
  const { event } = body;
  // What an installation elsewhere is told of is none of this one’s.
  const team = body.authorizations?.[0]?.team_id ?? body.team_id ?? '';
  if (!at.installed.has(team)) return null;
  const bot = at.workspaceOf(team)?.bot.user;
  const { type, user = null, channel = null } = event;
  const by = { team, user, home: event.user_team ?? null, shared: body.is_ext_shared_channel ? 'yes' : null };
  switch (type) {
    case 'app_home_opened':
      return event.tab === 'home' ? { kind: 'home', ...by } : null;
    case 'member_joined_channel':
      if (user !== bot) return { kind: 'joined', ...by };
      return { kind: 'invited', ...by, user: event.inviter ?? null, channel };
    case 'reaction_added': {
      const { item, reaction = null } = event;
      if (item?.type !== 'message' || user === bot || at.reactions.size === 0) return null;
      return { kind: 'reaction', ...by, channel: item.channel ?? null, ts: item.ts ?? null, reaction };
    }
    case 'message': {
      const { ts = null, thread_ts = null, text = '' } = event;
      const plain = wordsOfPeople.has(event.subtype) && event.bot_id === undefined && user !== bot;
      if (plain && channel !== null && isPrivate(channel)) return { kind: 'spoken', ...by, channel };
      const isReply = thread_ts !== null && thread_ts !== ts;
      return plain && isReply && asks(plainWords(withoutLinks(text)))
        ? { kind: 'question', ...by, channel, ts, thread: thread_ts }
        : null;
    }
    default:
      return type in troubles ? { kind: 'trouble', team, what: type, channel } : null;
  }
}

/** The kinds of a message that somebody wrote: as it is, shown in the channel too, with a file, or as '/me' says it. */
const wordsOfPeople: ReadonlySet<string | undefined> = new Set([
  undefined,
  'thread_broadcast',
  'file_share',
  'me_message',
]);

const troubles: Readonly<Record<string, TroubleKind>> = {
  channel_archive: 'archived',
  group_archive: 'archived',
  channel_left: 'not-in-channel',
  group_left: 'not-in-channel',
  channel_deleted: 'channel-gone',
  group_deleted: 'channel-gone',
  app_uninstalled: 'uninstalled',
  tokens_revoked: 'token',
};

/** The log has it at once; the référente when a message can’t leave for it. */
async function troubled({ app }: Reception, { team, what, channel }: Happening, bot: string): Promise<void> {
  const kind = troubles[what ?? ''] ?? 'refused';
  const isRoom =
    channel !== null && (await app.store.roomOwner(roomIn(team ?? '', channel ?? ''))) !== undefined;
  if (channel !== null && !isRoom) return;
  const said = sentenceFor({ kind, code: what ?? '', seconds: null, scope: null }, 'en', bot);
  app.log.error({ kind, team, channel }, said);
}

/** In a shared channel people are of other workspaces, and an event doesn’t say of which. */
async function homeOf(at: Reception, team: string, user: string): Promise<string | null> {
  const answer = await at.workspaceOf(team)?.client.users.info({ user });
  return answer?.user?.team_id ?? null;
}

/** Whoever brought the app into a channel is told how to begin. */
async function invited(at: Reception, deed: Deed): Promise<void> {
  const { who, team, channel } = deed;
  if (channel === null || who.externalId === '') return;
  const room = roomIn(team, channel);
  if (await at.app.store.roomOwner(room)) return;
  const { cards, t } = await setupIn(at, deed, channel);
  const [first] = cards;
  if (first) await aside(at, deed, first, t, { room, letter: null, words: null }, null);
}

async function reacted(at: Reception, deed: Deed, { ts, reaction }: Happening): Promise<void> {
  const { channel } = deed;
  const ref = channel && ts ? await proposalAt(at, deed, channel, [ts]) : undefined;
  const there = ref === undefined ? undefined : await visit(at, deed);
  if (!there || ref === undefined) return;
  const { scene, reader, t, now, room } = there;
  const card = await reactionCard(scene, reader, t, reaction ?? '', ref, now, at.reactions);
  if (card) await aside(at, deed, card, t, { room, letter: null, words: null }, null);
}

async function written(at: Reception, deed: Deed, { ts, thread }: Happening): Promise<void> {
  const { channel } = deed;
  if (!channel || !ts || !thread) return;
  const ref = await proposalAt(at, deed, channel, [thread]);
  const there = ref === undefined ? undefined : await visit(at, deed);
  if (!there || ref === undefined) return;
  const { scene, reader, t, room } = there;
  const card = await threadOffer(scene, reader, t, ref);
  const words = messageId(channel, ts, thread);
  if (card) await aside(at, deed, card, t, { room, letter: null, words }, thread);
}

/** Whoever talks to the app is told that it doesn’t listen, and where to say it so that it counts. */
async function spoken(at: Reception, deed: Deed): Promise<void> {
  const { team, channel } = deed;
  const workspace = at.workspaceOf(team);
  if (!workspace || channel === null) return;
  const t = await ownTongue(at, deed);
  const call = callsFor(workspace, `spoken:${channel}`);
  await call({ method: 'chat.postMessage', channel }, (client) =>
    client.chat.postMessage({ channel, ...noteMessage([t('slack.private')], t) }),
  );
}

/** Seen by them alone, beside what it is about. Nothing hangs on it: nothing is recorded yet. */
async function aside(
  at: Reception,
  { team, channel, who }: Deed,
  card: Card,
  t: Translator,
  of: Concerns,
  threadTs: string | null,
): Promise<void> {
  const workspace = at.workspaceOf(team);
  if (!workspace || channel === null) return;
  const thread = threadTs === null ? {} : { thread_ts: threadTs };
  const call = callsFor(workspace, `aside:${crypto.randomUUID()}`);
  await call({ method: 'chat.postEphemeral', channel }, (client) =>
    client.chat.postEphemeral({ channel, user: who.externalId, ...messageOf(card, t, of), ...thread }),
  );
}
