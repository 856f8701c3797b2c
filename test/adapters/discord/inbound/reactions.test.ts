// Reactions to a card, where the host switched them on: each brings the button of what was meant, in private or by a
// mention, and records nothing by itself.

import { expect, it } from 'vitest';
import { defaultReactions } from '../../../../src/ui/emojis.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import type { DiscordServiceOptions } from '../../../support/discord/service.ts';
import { type InACall, inACall } from './in-a-call.ts';

const nothingYet = 'Rien n’est encore enregistré';

async function reacting(options: DiscordServiceOptions = {}): Promise<InACall & { private_: Person }> {
  const service = await inACall({ reactions: defaultReactions, ...options });
  const { nadia, channel } = service;
  await nadia.types('/concertation moi', { in: channel });
  await nadia.taps('Recevoir en privé', { on: messageShowing('Ce qui vous attend') });
  return { ...service, private_: nadia };
}

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

it.each([
  ['👍', 'Donner votre accord'],
  ['👍🏽', 'Donner votre accord'],
  ['✋', 'Déposer une objection'],
  ['❓', 'Poser une question'],
  ['🤝', 'Marquer notre intérêt'],
])(
  '%s brings « %s » in private to whoever chose that, and a mention to everybody else',
  async (sign, button) => {
    const service = await reacting();
    const { nadia, farid, channel } = service;
    const before = await service.events();
    await nadia.reacts(sign, await service.cardOf('P1'));
    await service.heard();
    expect(nadia.inbox().at(-1)).toContain(`[${button}]`);
    expect(nadia.inbox().at(-1)).toContain(nothingYet);
    expect(nadia.reads(channel).join()).not.toContain(nothingYet);

    await farid.reacts(sign, await service.cardOf('P1'));
    await service.heard();
    const mention = farid.reads(channel).at(-1) ?? '';
    expect(mention).toContain('@Farid');
    expect(mention).toContain(`[${button}]`);
    expect(await service.events()).toEqual(before);
    await farid.taps(button, { on: messageShowing(nothingYet, { in: channel }) });
    expect(farid.hasModal || farid.notes().length > 0).toBe(true);
    inOrder(service, nadia, farid);
  },
);

it('says nothing of any other sign, of one on another message, and of one that is taken back', async () => {
  const service = await reacting();
  const { farid, nadia, channel } = service;
  const seen = farid.reads(channel).length;
  await farid.reacts('🎉', await service.cardOf('P1'));
  await farid.reacts('👍', await service.cardOf('C1'));
  await farid.reacts('👍', await nadia.writes('À demain', { in: channel }));
  await farid.takesBack('👍', await service.cardOf('C1'));
  await service.heard();
  expect(farid.reads(channel)).toHaveLength(seen + 1);
  inOrder(service, farid, nadia);
});

it('says after the deadline that it has passed, and what can still be done', async () => {
  const service = await reacting();
  const { nadia } = service;
  await service.moveTo('2026-12-08T09:00:00.000Z');
  await nadia.reacts('✋', await service.cardOf('P1'));
  await service.heard();
  const told = nadia.inbox().at(-1) ?? '';
  expect(told).toContain('Vous pouvez encore poser une question.');
  expect(told).not.toContain('[Déposer une objection]');
  inOrder(service, nadia);
});

it('mentions whoever asked for private messages and lets nobody in', async () => {
  const service = await reacting();
  const { nadia, channel } = service;
  nadia.user.acceptsPrivate = false;
  await nadia.reacts('👍', await service.cardOf('P1'));
  await service.heard();
  expect(nadia.reads(channel).at(-1)).toContain('@Nadia');
  expect(nadia.reads(channel).at(-1)).toContain(nothingYet);
  inOrder(service, nadia);
});

it('reads the cards again when Discord can’t tell what happened meanwhile, and tells nobody twice', async () => {
  const service = await reacting();
  const { nadia, farid, channel, discord } = service;
  const card = await service.cardOf('P1');
  await nadia.reacts('✋', card);
  await service.heard();
  const told = nadia.inbox().length;
  discord.gateway.isDown = true;
  discord.gateway.cut();
  await expect.poll(() => discord.gateway.connections).toBe(0);
  card.reactions.set('👍', new Set([farid.user.id]));
  discord.gateway.forget();
  discord.gateway.isDown = false;
  await farid.waitsFor(nothingYet, { in: channel, within: 20_000 });
  expect(farid.reads(channel).at(-1)).toContain('@Farid');
  expect(nadia.inbox()).toHaveLength(told);
  inOrder(service, farid, nadia);
}, 40_000);

it('tells nobody of a reaction of last week, because the line was new today', async () => {
  const service = await reacting();
  const { nadia, discord } = service;
  await nadia.reacts('✋', await service.cardOf('P1'));
  await service.heard();
  await service.moveTo('2026-11-30T09:00:00.000Z');
  const told = nadia.inbox().filter((text) => text.includes(nothingYet)).length;
  await nadia.reacts('👍', await service.cardOf('P1'));
  await service.heard();
  const identified = discord.gateway.identified.length;
  discord.gateway.isDown = true;
  discord.gateway.cut();
  await expect.poll(() => discord.gateway.connections).toBe(0);
  discord.gateway.forget();
  discord.gateway.isDown = false;
  await expect.poll(() => discord.gateway.identified.length, { timeout: 20_000 }).toBeGreaterThan(identified);
  await nadia.types('/concertation moi', { in: service.channel });
  expect(nadia.inbox().filter((text) => text.includes(nothingYet))).toHaveLength(told + 1);
  inOrder(service, nadia);
}, 40_000);

it('does nothing where the host left them off: Discord isn’t even asked for them', async () => {
  const service = await inACall();
  const { farid, channel } = service;
  const seen = farid.reads(channel).length;
  await farid.reacts('👍', await service.cardOf('P1'));
  await service.heard();
  expect(farid.reads(channel)).toHaveLength(seen);
  inOrder(service, farid);
});
