// A hundred assemblies, each in a channel of Discord, furnished inside the process: their messages stand already where
// Discord keeps them, as if they had left long ago.

import { messageOf } from '../adapters/discord/components/message.ts';
import { marked } from '../adapters/discord/marks.ts';
import { openStore } from '../adapters/prisma/store.ts';
import type { Announcer } from '../src/app/announcer.ts';
import { createExecutor } from '../src/app/execute.ts';
import { noFaults } from '../src/app/faults.ts';
import { belgianHolidays } from '../src/app/holidays.ts';
import { createOutbox } from '../src/app/outbox.ts';
import { pageReads } from '../src/app/page-reads.ts';
import { renderLetter } from '../src/ui/letters.ts';
import { translator } from '../src/ui/translator.ts';
import type { DiscordPlace } from './discord-workload.ts';
import { silent } from './quiet-log.ts';
import { openSmallAssembly } from './small-assembly.ts';

export interface RoomsGround {
  rooms: readonly DiscordPlace[];
  /** How many speak in each, everybody for another institution. */
  people: number;
}

const firstMessage = 1_400_000_000_000_000_000n;
const roomsAtOnce = 10;

/** @param file of the store: there is none yet */
export async function furnishRooms(databaseUrl: string, { rooms, people }: RoomsGround): Promise<void> {
  const store = await openStore(databaseUrl, silent);
  const begin = Temporal.Now.instant().round('millisecond');
  const at = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'millisecond' });
  const [now, closesAt] = [at(begin), at(begin.add({ hours: 30 * 24 }))];
  const executor = createExecutor({
    store,
    holidays: belgianHolidays,
    log: silent,
    faults: noFaults,
    onCommit: () => undefined,
  });
  const open = async (place: DiscordPlace) => {
    const { guild: tenant, channel } = place;
    const at = { platform: 'discord', tenant, channel };
    await openSmallAssembly({
      store,
      executor,
      now,
      closesAt,
      id: assemblyIn(place),
      place: at,
      institutions: people,
    });
  };
  for (let from = 0; from < rooms.length; from += roomsAtOnce)
    await Promise.all(rooms.slice(from, from + roomsAtOnce).map(open));
  const outbox = createOutbox({
    store,
    clock: { now: () => now },
    log: silent,
    faults: noFaults,
    announcers: new Map(['discord', 'sandbox'].map((platform) => [platform, takesAll(platform)])),
    render: renderLetter,
    owner: 'bench',
    parallel: 10,
    busy: () => false,
  });
  outbox.kick();
  await outbox.idle();
  await outbox.stop();
  await store.close();
}

/** Each card that stands in these rooms, by its message, as Discord should show it. */
export async function cardsIn(databaseUrl: string, { rooms }: RoomsGround): Promise<Map<string, string>> {
  const store = await openStore(databaseUrl, silent);
  const now = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
  const found = new Map<string, string>();
  const t = translator('fr');
  for (const place of rooms) {
    const room = `discord:${place.guild}:${place.channel}`;
    const letters = (await store.letters({ assembly: assemblyIn(place), room }, 500)).filter(
      ({ kind }) => kind === 'card',
    );
    for (const letter of letters) {
      const card = await renderLetter(pageReads(store), letter, 'fr', now);
      const [post] = await store.posts([{ room, subject: letter.subject }]);
      if (!card || !post) continue;
      const { components } = messageOf(card, t, { room: null, words: null });
      found.set(post.messageId, JSON.stringify(marked(components as readonly object[], letter.key)));
    }
  }
  await store.close();
  return found;
}

function assemblyIn({ channel }: DiscordPlace): string {
  return `quartier-${channel}`;
}

let messages = 0;

function takesAll(platform: string): Announcer {
  return {
    platform,
    post: async (to) => {
      const channel = to.kind === 'room' ? to.room.channel : to.identity.externalId;
      return `${channel}:${firstMessage + BigInt(++messages)}`;
    },
    edit: async () => undefined,
    find: async () => undefined,
  };
}
