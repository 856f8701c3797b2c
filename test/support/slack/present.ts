// Whether what stands in a channel is what is so now.

import { messageOf } from '../../../adapters/slack/blocks/message.ts';
import { pageReads } from '../../../src/app/page-reads.ts';
import type { Lang } from '../../../src/domain/people.ts';
import { renderLetter } from '../../../src/ui/letters.ts';
import { translator } from '../../../src/ui/translator.ts';
import { listOf, readMessage } from './reading.ts';
import type { SlackService } from './service.ts';

/** The cards of the channel that say something else than they would now, each with both. */
export async function showsThePresent(
  { app, slack, channel, now }: SlackService,
  lang: Lang = 'fr',
): Promise<string[]> {
  const { workspace: ws } = slack;
  const stale: string[] = [];
  let cards = 0;
  for (const letter of await app.store.letters({}, 10_000)) {
    if (letter.kind !== 'card' || letter.room !== `slack:${ws.team}:${channel.id}`) continue;
    const shown = ws.messages.filter((m) => m.metadata?.event_payload.key === letter.key);
    const card = await renderLetter(pageReads(app.store), letter, lang, now());
    if (!card || (card.movedTo && shown.length === 0)) continue;
    cards += 1;
    const of = { room: letter.room, letter: letter.key, words: null };
    const expected = readMessage(ws, { ...messageOf(card, translator(lang), of) });
    const there = shown.map((message) =>
      readMessage(ws, { ...message, blocks: listOf(message.blocks), files: [] }),
    );
    if (there.length !== 1 || there[0] !== expected)
      stale.push(`${letter.key}\n${there.join('\n––\n')}\n=>\n${expected}`);
  }
  return cards === 0 ? ['there are no cards'] : stale;
}
