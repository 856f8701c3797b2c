// A proposal with sixty objections: its card says that it doesn’t show all, and everything can be read.

import { expect, it } from 'vitest';
import { castOf } from '../../../support/slack/cast.ts';
import { alike } from '../../../support/slack/reading.ts';
import { cardOf } from '../../../support/slack/rooms.ts';
import { slackService, unhurried } from '../../../support/slack/service.ts';

it('reads sixty objections to the last word, from the card in the channel', async () => {
  const service = await slackService(unhurried);
  const cast = await castOf(service, 'colignon');
  for (let i = 1; i <= 60; i++) {
    const { id, team, name } = service.joins(`Voisin·e ${i}`).user;
    const end = await service.app.submit({
      deliveryId: `o${i}`,
      receivedAt: service.now(),
      as: { platform: 'slack', tenant: team, externalId: id, name },
      institution: null,
      room: cast.room,
      action: 'objection.raise',
      target: 'P1',
      values: {
        reason: `Raison ${i} : ${'les enfants, les aîné·e·s, tout le quartier. '.repeat(20)}`,
        remedy: `Remède ${i}.`,
      },
      lang: 'fr',
    });
    if (!('refs' in end)) throw new Error(JSON.stringify(end));
  }
  await service.settled();

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
