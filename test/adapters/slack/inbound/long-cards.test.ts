// A proposal with sixty objections: its card says that it doesn’t show all, and everything can be read.

import { expect, it } from 'vitest';
import { castOf } from '../../../support/slack/cast.ts';
import { alike } from '../../../support/slack/reading.ts';
import { cardOf } from '../../../support/slack/rooms.ts';
import { slackService, unhurried } from '../../../support/slack/service.ts';
import { manyObjections } from '../../../support/story/crowds.ts';

it('reads sixty objections to the last word, from the card in the channel', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  const place = { platform: 'slack', tenant: service.slack.workspace.team };
  const neighbours = Array.from({ length: 60 }, (_, i) => service.joins(`Voisin·e ${i + 1}`));
  await manyObjections(service, place, cast.room, neighbours);

  const nadia = cast.person('nadia');
  const card = cardOf(service, 'P1');
  await nadia.taps('Tout lire', { on: card });
  const pages = [nadia.sees()];
  while (nadia.sees().includes('[Suite]')) {
    await nadia.taps('Suite');
    pages.push(nadia.sees());
  }
  const read = alike(pages.join('\n'));
  for (let i = 1; i <= 60; i++) {
    expect(read).toContain(`Raison ${i} :`);
    expect(read).toContain(`Remède ${i}.`);
  }
  await nadia.taps('Page précédente');
  expect(nadia.sees()).toBe(pages.at(-2));
  expect(service.slack.violations).toEqual([]);
  expect(nadia.troubles).toEqual([]);
}, 60_000);
