// Whether what stands in a channel of Discord, and in its threads, is what is so now.

import { messageOf } from '../../../adapters/discord/components/message.ts';
import { pageReads } from '../../../src/app/page-reads.ts';
import type { Lang } from '../../../src/domain/people.ts';
import { renderLetter } from '../../../src/ui/letters.ts';
import { translator } from '../../../src/ui/translator.ts';
import type { DiscordMessage } from './guild.ts';
import type { Person } from './person.ts';
import { readMessage } from './reading.ts';
import type { DiscordService } from './service.ts';

/** The cards of the channel that say something else to this person than they would now, each with both. */
export async function showsThePresent(
  { app, discord: { world }, guild, channel, now }: DiscordService,
  { user }: Person,
  lang: Lang = 'fr',
): Promise<string[]> {
  const room = `discord:${guild.id}:${channel.id}`;
  const bySubject = new Map<string, DiscordMessage[]>();
  for (const message of world.messages) {
    const post = await app.store.postAt(room, `${message.channel}:${message.id}`);
    if (post) bySubject.set(post.subject, [...(bySubject.get(post.subject) ?? []), message]);
  }
  const stale: string[] = [];
  let cards = 0;
  for (const letter of await app.store.letters({}, 10_000)) {
    if (letter.kind !== 'card' || letter.room !== room) continue;
    const shown = bySubject.get(letter.subject) ?? [];
    const card = await renderLetter(pageReads(app.store), letter, lang, now());
    if (!card || (card.movedTo && shown.length === 0)) continue;
    cards += 1;
    const [first] = shown;
    const there = shown.map((message) => readMessage(world, { ...message, attachments: [] }, user));
    const drawn = messageOf(card, translator(lang)) as unknown as Pick<DiscordMessage, 'components'>;
    const expected = first && readMessage(world, { ...first, ...drawn, attachments: [] }, user);
    if (there.length !== 1 || there[0] !== expected)
      stale.push(`${letter.key}\n${there.join('\n––\n')}\n=>\n${expected}`);
  }
  return cards === 0 ? ['there are no cards'] : stale;
}
