// The local room, Slack and Discord in one service over one store: real Bolt and real discord.js, the tests’ servers
// of both, and either of them cut off. What was accepted and what left is kept for the judge.

import { violations as onDiscord } from '../../adapters/discord/components/violations.ts';
import { createDiscord } from '../../adapters/discord/discord.ts';
import { violations as onSlack } from '../../adapters/slack/blocks/violations.ts';
import { createSlack } from '../../adapters/slack/slack.ts';
import type { Address, Announcer, Outgoing } from '../../src/app/announcer.ts';
import type { Application } from '../../src/app/application.ts';
import { instant, plusMilliseconds } from '../../src/domain/calendar.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import { exportLines } from '../../src/ledger/export-format.ts';
import { plainText } from '../../src/ui/card.ts';
import { defaultReactions } from '../../src/ui/emojis.ts';
import type { Acked, Artefacts, ExportLine, Received } from '../chaos/artefacts.ts';
import { freshDatabase } from './databases.ts';
import type { DiscordChannel, DiscordGuild } from './discord/guild.ts';
import { type Person as OfDiscord, personIn as personOnDiscord } from './discord/person.ts';
import { type DiscordServer, discordServer } from './discord/server.ts';
import { type Answered, type Local, monday, openLocal } from './local.ts';
import { rememberingLog } from './logs.ts';
import { type Line, overSocket } from './slack/line.ts';
import { plainly } from './slack/opened.ts';
import { type Person as OfSlack, personIn as personOnSlack } from './slack/person.ts';
import { type SlackServer, slackServer } from './slack/server.ts';
import type { SlackChannel } from './slack/workspace.ts';

export type Where = 'slack' | 'discord' | 'local';

export interface Everywhere {
  local: Local;
  slack: SlackServer;
  discord: DiscordServer;
  line: Line;
  guild: DiscordGuild;
  channels: { slack: SlackChannel; discord: DiscordChannel };
  log: ReturnType<typeof rememberingLog>;
  now(): string;
  /** Somebody of the workspace, in the channel; of the server. */
  onSlack(name: string): OfSlack;
  onDiscord(name: string, traits?: { permissions?: bigint }): OfDiscord;
  /** An act in the local room, which must be accepted. */
  acts(person: string, action: string, target: string | null, values?: Acked['values']): Promise<Answered>;
  /** What somebody did whose answer says nothing of events: adding a room. */
  happened(): Promise<void>;
  /** The newest message at the root of a channel with these words, as it is read there; '' where none is. */
  shown(where: Where, words: string): Promise<string>;
  /** All that stands at the root of a channel. */
  texts(where: Where): Promise<string[]>;
  /** Nothing of what people do there comes in; and what is sent `hangs`, or arrives unanswered (`lost`), or is refused. */
  cuts(where: 'slack' | 'discord', how?: 'hangs' | 'lost' | 'refused'): Promise<void>;
  /** Both ways are open again. */
  mends(where: 'slack' | 'discord'): Promise<void>;
  /** Minute by minute, with a look at who is within reach. */
  lives(to: string): Promise<void>;
  /** At once; nothing was out of reach between but what is so now. */
  moveTo(to: string): Promise<void>;
  /** Whatever waits to be tried again is, until nothing waits but for its hour. */
  retried(): Promise<void>;
  person(where: Where, externalId: string): Promise<string | undefined>;
  /** What the judge reads. */
  artefacts(): Promise<Artefacts>;
}

export async function everywhere(): Promise<Everywhere> {
  const started = performance.now();
  let now = () => monday;
  const running = () => Date.parse(now()) + performance.now() - started;
  const slack = await slackServer({ now: running, check: onSlack });
  const discord = await discordServer({ now: running, check: onDiscord });
  discord.interactions.patience = 20_000;
  // As often as a test has patience for: what is dead is noticed by it.
  discord.gateway.heartbeatEvery = 300;
  const { workspace } = slack;
  const { world } = discord;
  const guild = world.guild('Concertation Colignon');
  const channels = {
    slack: workspace.channel('concertation'),
    discord: world.channel(guild, 'concertation'),
  };
  const log = rememberingLog();
  const record = recording(() => now());
  const idle: (() => Promise<void>)[] = [];
  const up: (() => boolean)[] = [];
  const nameOf = (externalId: string) =>
    workspace.users.get(externalId)?.name ?? world.users.get(externalId)?.globalName ?? externalId;
  const edges = new Map<string, () => boolean>();

  const local = await openLocal({
    log,
    url: await freshDatabase('sqlite'),
    reset: false,
    announcer: record.announcer,
    async beside(store, clock) {
      now = clock;
      const ofSlack = await createSlack(
        {
          ...{ botToken: workspace.bot.token, apiUrl: slack.apiUrl, reactions: defaultReactions },
          ...{ mode: 'socket', appToken: workspace.appToken },
        },
        { store, log, now, pace: () => atOnce },
      );
      const ofDiscord = await createDiscord(
        { botToken: world.bot.token, apiUrl: discord.apiUrl, guild: null, reactions: new Map() },
        { store, log, now, owner: 'tests', pace: atOnce },
      );
      return [
        { platform: ofSlack, server: slack },
        { platform: ofDiscord, server: discord },
      ].map(({ platform, server }) => {
        idle.push(platform.idle);
        up.push(platform.edge.isUp);
        edges.set(platform.edge.name, platform.edge.isUp);
        return {
          announcer: record.announcer(platform.announcer),
          directory: platform.directory,
          edge: platform.edge,
          open: (app: Application) => platform.open(record.application(app, nameOf)),
          async close() {
            freed();
            await platform.close();
            await server.close();
          },
        };
      });
    },
  });
  const { store, app } = local;
  const [slackIdle, discordIdle] = idle as [() => Promise<void>, () => Promise<void>];
  const [slackUp, discordUp] = up as [() => boolean, () => boolean];
  const line = overSocket(slack, { settled: slackIdle, patience: 20_000 });
  await until(() => slackUp() && discordUp() && (world.commands.get('')?.length ?? 0) > 0);
  record.begins();
  await local.post('/reset', { charter: 'essai-2026', data: 'colignon', now: monday });
  await local.settled();
  await record.goesOn(local);

  let hung = Promise.withResolvers<void>();
  const freed = () => {
    hung.resolve();
    hung = Promise.withResolvers();
  };
  const scene: Everywhere = {
    local,
    slack,
    discord,
    line,
    guild,
    channels,
    log,
    now,
    onSlack(name) {
      const user = workspace.user(name);
      channels.slack.members.add(user.id);
      return personOnSlack(line, user);
    },
    onDiscord(name, traits = {}) {
      const user = world.user(name);
      world.joins(guild, user, traits);
      return personOnDiscord(discord, user, { settled: discordIdle });
    },
    async acts(person, action, target, values = {}) {
      const answer = await local.act(person, action, target, values);
      if (answer.body.result !== 'accepted') throw new Error(JSON.stringify(answer.body));
      await record.acted(local, { person, action, target, values }, answer);
      return answer;
    },
    happened: () => record.goesOn(local),
    async shown(where, words) {
      const texts = await rootTexts(scene, where);
      return texts.findLast((text) => text.includes(words)) ?? '';
    },
    texts: (where) => rootTexts(scene, where),
    async cuts(where, how = 'refused') {
      freed();
      const fault = { hangs: { kind: 'slow', until: hung.promise }, lost, refused }[how] as Fault;
      if (where === 'discord') {
        discord.faults.set('*', fault);
        discord.gateway.isDown = true;
        discord.gateway.zombie();
        await until(() => !discordUp());
      } else {
        for (const method of slackMethods) slack.faults.set(method, fault);
        slack.socket.cut();
        await until(() => !slackUp());
      }
    },
    async mends(where) {
      freed();
      if (where === 'discord') {
        discord.faults.calm();
        discord.gateway.isDown = false;
        await until(discordUp);
      } else {
        slack.faults.calm();
        await until(slackUp);
      }
      await app.scheduler.beat();
    },
    async lives(to) {
      for (let next = now(); next < to; ) {
        const later = plusMilliseconds(next, 60_000);
        next = later < to ? later : to;
        await local.post('/clock', { to: next });
        await app.scheduler.beat();
      }
    },
    async moveTo(to) {
      await local.post('/clock', { to });
      for (const [edge, isUp] of edges) if (isUp()) await store.beat(edge, now());
    },
    async retried() {
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const { count } = await store.db.outbox.updateMany({
          where: { status: 'pending', retryAt: { gt: new Date(0) } },
          data: { retryAt: new Date(0) },
        });
        await local.settled();
        if (count === 0) break;
      }
    },
    async person(where, externalId) {
      const [platform, tenant] = {
        local: ['sandbox', 'local'],
        slack: ['slack', workspace.team],
        discord: ['discord', guild.id],
      }[where] as [string, string];
      return (await store.identity(platform, tenant, externalId))?.person;
    },
    artefacts: () => record.artefacts(local),
  };
  return scene;
}

const lost = { kind: 'answer-lost' } as const;
const refused = { kind: 'status', status: 503 } as const;
type Fault = typeof lost | typeof refused | { kind: 'slow'; until: Promise<unknown> };

const atOnce = { turn: async () => {}, hold: () => {} };

const slackMethods = [
  ...['chat.postMessage', 'chat.update', 'chat.delete', 'conversations.open', 'conversations.history'],
  ...['conversations.replies', 'apps.connections.open', 'files.getUploadURLExternal', 'users.info'],
];

/** Until it is so; throws after thirty seconds. */
async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 30_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it never came about');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Oldest first, as people read them. */
async function rootTexts({ local, slack, discord, channels }: Everywhere, where: Where): Promise<string[]> {
  if (where === 'local') {
    const { body } = await local.get('/sent?after=0');
    const sent = body as { key: string; kind: string; text: string }[];
    const last = new Map(sent.map((one) => [one.key, one.text]));
    return [...last.values()].map(plainly);
  }
  if (where === 'slack')
    return slack.workspace.messages
      .filter((m) => m.channel === channels.slack.id)
      .map((m) => plainly(JSON.stringify(m.blocks)));
  const { world } = discord;
  return world
    .messagesIn(channels.discord.id)
    .filter((m) => m.onlyFor === null)
    .map((m) => plainly(JSON.stringify(m.components)));
}

/** A date and hour in Brussels, as the instant that they are. */
function withInstants(values: Acked['values']): Acked['values'] {
  const { startsAt } = values;
  if (typeof startsAt !== 'string' || startsAt === '' || startsAt.endsWith('Z')) return values;
  const local = Temporal.PlainDateTime.from(startsAt).toZonedDateTime('Europe/Brussels');
  return { ...values, startsAt: instant(local.toInstant()) };
}

interface Did {
  person: string;
  action: string;
  target: string | null;
  values: Acked['values'];
}

/** For whom somebody speaks, by their name in lower case. */
const spokesOf: Readonly<Record<string, string>> = {
  nadia: 'I1',
  tom: 'I1',
  farid: 'I2',
  lise: 'I3',
  pieter: 'I4',
};

/** What passed between the platforms and the service; people are called by their ids, as they are in the end. */
function recording(now: () => string) {
  const acked: Acked[] = [];
  const received: Received[] = [];
  /** What nobody may know to have arrived, by its key. */
  const attempted = new Map<string, Outgoing>();

  function keep(kind: Received['kind'], to: Address, messageId: string, outgoing: Outgoing): void {
    const { card, key, lang, under } = outgoing;
    const place = to.kind === 'room' ? to.room.id : `@${to.identity.person}`;
    const n = received.length + 1;
    const text = plainText(card);
    received.push({ n, at: now(), kind, to: place, messageId, under, key, lang, text, card });
  }

  return {
    /** Nothing that was so far counts. */
    begins(): void {
      received.length = 0;
    },
    announcer: (real: Announcer): Announcer => ({
      platform: real.platform,
      async post(to, outgoing) {
        attempted.set(outgoing.key, outgoing);
        const messageId = await real.post(to, outgoing);
        keep(to.kind === 'room' ? 'post' : 'private', to, messageId, outgoing);
        return messageId;
      },
      async edit(to, messageId, outgoing) {
        await real.edit(to, messageId, outgoing);
        keep('edit', to, messageId, outgoing);
      },
      async find(to, key, at) {
        const messageId = await real.find(to, key, at);
        const outgoing = attempted.get(key);
        const isNew = !received.some((one) => one.messageId === messageId);
        if (messageId !== undefined && outgoing && isNew)
          keep(to.kind === 'room' ? 'post' : 'private', to, messageId, outgoing);
        return messageId;
      },
    }),
    /** @param nameOf somebody there, by their id */
    application: (real: Application, nameOf: (externalId: string) => string): Application => ({
      ...real,
      async submit(submission) {
        const end = await real.submit(submission);
        if (isRefusal(end)) return end;
        const { platform, tenant, externalId } = submission.as;
        const identity = await real.store.identity(platform, tenant, externalId);
        const { deliveryId, action, target } = submission;
        const values = withInstants(submission.values);
        const { institution = spokesOf[nameOf(externalId).toLowerCase()] ?? null } = submission;
        const { refs, events, replayed } = end;
        acked.push({
          ...{ deliveryId, action, target, values, institution, refs, replayed },
          person: identity?.person ?? null,
          events: events.map(({ seq, name }) => ({ seq, name })),
        });
        return end;
      },
    }),
    async acted({ store }: Local, { person, ...did }: Did, { body }: Answered): Promise<void> {
      const identity = await store.identity('sandbox', 'local', person);
      const { refs, events, replayed } = body;
      const deliveryId = `local ${acked.length}`;
      const who = { person: identity?.person ?? null, institution: spokesOf[person] ?? null };
      acked.push({ ...did, ...who, deliveryId, refs, events, replayed });
    },
    /** Events of which no answer speaks: the furnishing at first, later a room that was added. */
    async goesOn({ store }: Local): Promise<void> {
      const told = new Set(acked.flatMap(({ events }) => events.map(({ seq }) => seq)));
      const events = (await store.events('concertation', 0, 5_000)).filter(({ seq }) => !told.has(seq));
      const action = acked.length === 0 ? 'reset' : 'import';
      acked.push({
        ...{ deliveryId: `${action} ${acked.length}`, action, target: null, values: {}, refs: {} },
        ...{ person: null, institution: null, replayed: false },
        events: events.map(({ seq, name }) => ({ seq, name })),
      });
    },
    async artefacts({ store }: Local): Promise<Artefacts> {
      const exported: ExportLine[] = [];
      for await (const line of exportLines(store, 'concertation')) exported.push(JSON.parse(line));
      const joined = exported.filter(({ name }) => name === 'PersonsJoined').map(({ data }) => data);
      const into = new Map(joined.map((data) => [`${data?.from}`, `${data?.into}`]));
      const today = (id: string): string => (into.has(id) ? today(into.get(id) ?? '') : id);
      return {
        acked: acked.map((one) => ({ ...one, person: one.person && today(one.person) })),
        received: received.map((one) =>
          one.to.startsWith('@') ? { ...one, to: `@${today(one.to.slice(1))}` } : one,
        ),
        exported,
      };
    },
  };
}
