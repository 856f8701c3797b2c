// A hundred rooms of Discord at once, fifty objections in each: every card ends as the store has it, within Discord’s
// limits and never changed twice in a second.

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { type Act, Clients } from './clients.ts';
import { leastFor, type Watch, watched } from './discord-limits.ts';
import { cardsIn, furnishRooms, type RoomsGround } from './discord-rooms-ground.ts';
import { type DiscordPlace, discordSettings, formSent, mustBeRecorded } from './discord-workload.ts';
import { fileOf, openGround } from './grounds.ts';
import { type Bench, comparedOf, type Line, lineOf, type Settings } from './measure.ts';
import { startService } from './service.ts';
import { startTinyDiscord, type TinyDiscord } from './tiny-discord.ts';

const guilds = 4;
const ground: RoomsGround = {
  rooms: Array.from({ length: 100 }, (_, n) => ({
    guild: `${1_310_000_000_000_000_000n + BigInt(n % guilds)}`,
    channel: `${1_320_000_000_000_000_000n + BigInt(n)}`,
  })),
  people: 50,
};
const atOnce = 50;
/** Milliseconds, less what a clock may be wrong by between sending and arriving. */
const aSecond = 1_000;
const wobble = 50;
/** Seconds after the last answer within which the last card must be right. */
const longest = 120;

export const discordRooms: Bench = {
  name: 'discord.rooms',
  what: `${ground.rooms.length} rooms of Discord, ${ground.people} objections in each, until every card is right`,
  long: true,
  async run(settings) {
    if (!settings.engines.includes('sqlite')) return [];
    const place = await openGround('sqlite');
    const watch = watched();
    const discord = await startTinyDiscord(watch.heed);
    try {
      const url = await place.fresh('empty');
      settings.say('furnishing the rooms');
      await furnishRooms(url, ground);
      return linesOf(await onRooms(url, { discord, watch }, settings), watch);
    } finally {
      await discord.close();
      await place.leave();
    }
  },
};

interface Outcome {
  /** From the first form sent until the last card was right, and until the last form was answered, in seconds. */
  seconds: number;
  answered: number;
  /** Of each answer. */
  latencies: number[];
  /** Cards that aren’t as the store has them. */
  lost: number;
  cards: number;
}

async function onRooms(
  url: string,
  { discord, watch }: { discord: TinyDiscord; watch: Watch },
  { say }: Settings,
): Promise<Outcome> {
  const service = await startService(url, { ...discordSettings(discord), SANDBOX: 'off' });
  const people = new Clients(0, atOnce);
  try {
    await service.ready();
    await discord.connected();
    const forms = actsOf().map(({ act, place }) => formSent(act, place));
    const begin = performance.now();
    const {
      latencies,
      answers,
      seconds: answered,
    } = await people.inTurn(forms.length, (n) => discord.interact(forms[n] as object));
    for (const answer of answers) mustBeRecorded(answer);
    say(`all forms are answered after ${Math.round(answered)} s`);
    const right = await cardsIn(copied(url), ground);
    const lost = () =>
      [...right].filter(([message, components]) => watch.shown.get(message)?.components !== components)
        .length;
    const until = performance.now() + longest * 1_000;
    while (lost() > 0 && performance.now() < until) await pause(100);
    const seconds = (watch.lastChange - begin) / 1_000;
    // What would still come would be a change without a change.
    await pause(2 * aSecond);
    return { seconds, answered, latencies, lost: lost(), cards: right.size };
  } finally {
    await service.stop();
  }
}

/** The store of a service that runs: nobody else may open that one. */
function copied(url: string): string {
  const copy = `${fileOf(url)}.copy`;
  const db = new DatabaseSync(fileOf(url), { readOnly: true, timeout: 5_000 });
  db.exec(`VACUUM INTO '${copy}'`);
  db.close();
  return `file:${copy}`;
}

/** In all rooms in turn, each time somebody else in each. */
function actsOf(): { act: Act; place: DiscordPlace }[] {
  const { rooms, people } = ground;
  return Array.from({ length: rooms.length * people }, (_, n) => {
    const [turn, number] = [Math.floor(n / rooms.length), n % rooms.length];
    const place = rooms[number] as DiscordPlace;
    const person = `personne-${(number % guilds) * people + turn}`;
    const act = {
      deliveryId: `rooms-${n}`,
      as: { person, institution: `I${turn + 1}` },
      room: `discord:${place.guild}:${place.channel}`,
      action: 'objection.raise',
      target: 'P1',
      values: { reason: `Le public visé est déjà accueilli ce jour-là (${n}).`, remedy: 'Un autre jour.' },
    };
    return { act, place };
  });
}

function linesOf({ seconds, answered, latencies, lost, cards }: Outcome, watch: Watch): Line[] {
  const load = ground.rooms.length * ground.people;
  const about = { engine: 'sqlite' as const, load, aim: 'none', pass: true };
  const single = (figure: number, base: number, samples = [figure]) =>
    comparedOf([{ figure, samples }], [{ figure: base, samples: [base] }], 'time');
  const gaps = [...watch.shown.values()].flatMap(({ at }) =>
    at.slice(1).map((t, n) => t - (at[n] as number)),
  );
  const shortest = Math.min(...gaps);
  const changes = [...watch.shown.values()].reduce((sum, { at }) => sum + at.length, 0);
  const count = (name: string, figure: number, most: number, base: string): Line => ({
    ...lineOf({ ...about, name, unit: '', base }, single(figure, most)),
    ratio: most === 0 ? figure : figure / most,
    spread: [figure, figure],
    aim: `ours<=${most}`,
    pass: figure <= most,
  });
  return [
    lineOf(
      {
        ...about,
        name: 'discord.rooms',
        unit: 's',
        base: `the last form answered, or the least that the limits allow for its ${changes} changes`,
      },
      single(seconds, Math.max(answered, leastFor(watch.changes))),
    ),
    lineOf(
      { ...about, name: 'discord.rooms.answers', unit: 'ms', base: 'Discord’s patience' },
      single(latencies.toSorted((a, b) => a - b)[Math.floor(load / 2)] ?? 0, 3_000, latencies),
    ),
    count('discord.rooms.lost', lost, 0, `cards of ${cards} that aren’t as the store has them`),
    count('discord.rooms.refused', watch.refused, 0, 'calls answered with 429'),
    {
      ...lineOf(
        { ...about, name: 'discord.rooms.gap', unit: 'ms', base: 'a second' },
        single(shortest, aSecond),
      ),
      aim: `ours>=${aSecond - wobble}`,
      pass: shortest >= aSecond - wobble,
    },
  ];
}
