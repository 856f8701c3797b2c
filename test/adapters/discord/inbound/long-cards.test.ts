// A proposal with sixty objections: its card says that it doesn’t show all, and everything can be read.

import { expect, it } from 'vitest';
import { castOf } from '../../../support/discord/cast.ts';
import { alike } from '../../../support/discord/reading.ts';
import { cardOf } from '../../../support/discord/rooms.ts';
import { discordService } from '../../../support/discord/service.ts';
import { manyObjections } from '../../../support/story/crowds.ts';

it('reads sixty objections to the last word, from the card in the channel', async () => {
  const service = await discordService();
  const cast = await castOf(service, 'colignon');
  const place = { platform: 'discord', tenant: service.guild.id };
  const neighbours = Array.from({ length: 60 }, (_, i) => service.joins(`Voisin·e ${i + 1}`));
  await manyObjections(service, place, cast.room, neighbours);

  const nadia = cast.person('nadia');
  const card = await cardOf(service, 'P1');
  const pages = [await nadia.taps('Tout lire', { on: card })];
  while (pages.at(-1)?.includes('[Suite]')) pages.push(await nadia.taps('Suite'));
  const read = alike(pages.join('\n'));
  for (let i = 1; i <= 60; i++) {
    expect(read).toContain(`Raison ${i} :`);
    expect(read).toContain(`Remède ${i}.`);
  }
  expect(await nadia.taps('Page précédente')).toBe(pages.at(-2));
  // One message is turned, whatever was read in it.
  expect(nadia.notes()).toHaveLength(1);
  expect(service.discord.violations).toEqual([]);
  expect(nadia.troubles).toEqual([]);
}, 60_000);
