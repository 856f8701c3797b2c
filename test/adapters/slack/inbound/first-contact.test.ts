// From an empty channel to a living call, as somebody lives it in Slack.

import { expect, test } from 'vitest';
import { slackService } from '../../../support/slack/service.ts';

test.each(['socket', 'http'] as const)('whoever types /concertation in a new channel is led to a concertation (%s)', async (mode) => {
  const service = await slackService({ mode });
  const nadia = service.joins('Nadia');
  const say = (x: unknown) => console.log(x, '\n-----');
  say(await nadia.types('/concertation', { in: service.channel }));
  say(await nadia.taps('Préparer une concertation'));
  say(await nadia.taps('Choisir la charte'));
  say(nadia.choices('Charte'));
  say(await nadia.fills({ Charte: nadia.choices('Charte')[0] as string }).sends());
  say(await nadia.taps('Adopter toutes les hypothèses').catch((e) => e.message));
  say(service.log.lines.join('\n'));
  expect(service.slack.violations).toEqual([]);
});
