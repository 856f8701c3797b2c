// What is written to the app in a proposal's thread: a question is offered for the record, chat is left alone. What
// doesn't mention the app Discord doesn't let it read.

import { expect, it } from 'vitest';
import type { DiscordChannel } from '../../../support/discord/guild.ts';
import { plainly } from '../../../support/discord/opened.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

async function underTheCard(): Promise<{
  service: InACall;
  farid: Person;
  nadia: Person;
  thread: DiscordChannel;
}> {
  const service = await inACall();
  const { farid, nadia } = service;
  const thread = await service.threadOf('P1');
  return { service, farid, nadia, thread };
}

function inOrder({ discord, log }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  expect(log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

const offer = messageShowing('Votre question n’est pas encore consignée');
const app = '@sans-objection';

it('puts a question to the app on record with the words of whoever wrote it, people as they read', async () => {
  const { service, farid, nadia, thread } = await underTheCard();
  await farid.writes(`${app} @Nadia, qui vient le mercredi ?`, { in: thread });
  await service.heard();
  const offered = farid.reads(thread).at(-1) ?? '';
  expect(offered).toContain('@Farid');
  expect(offered).toContain('Votre question n’est pas encore consignée');
  expect(await service.events()).not.toContain('QuestionAsked');

  expect(await farid.taps('Poser une question', { on: offer })).toContain(
    '= @Nadia, qui vient le mercredi ?',
  );
  expect(await farid.sends()).toContain('C’est enregistré');
  await service.settled();
  expect(plainly(farid.reads(service.channel).join('\n'))).toContain('@Nadia, qui vient le mercredi ?');
  inOrder(service, farid, nadia);
});

it('is offered in private to whoever chose that, with the same words', async () => {
  const { service, farid, thread } = await underTheCard();
  await farid.types('/concertation moi', { in: service.channel });
  await farid.taps('Recevoir en privé', { on: messageShowing('Ce qui vous attend') });
  const before = farid.reads(thread).length;
  await farid.writes(`Combien de places ? ${app}`, { in: thread });
  await service.heard();
  expect(farid.reads(thread)).toHaveLength(before + 1);
  expect(farid.inbox().at(-1)).toContain('Votre question n’est pas encore consignée');
  expect(await farid.taps('Poser une question', { on: offer })).toContain('= Combien de places ?');
  expect(await farid.sends()).toContain('C’est enregistré');
  expect(await service.events()).toContain('QuestionAsked');
  inOrder(service, farid);
});

it('leaves whoever chats alone, in the thread and elsewhere', async () => {
  const { service, farid, nadia, thread } = await underTheCard();
  const calls = service.discord.calls.length;
  await farid.writes(`${app} très belle idée.`, { in: thread });
  await farid.writes('Et pour les enfants ?', { in: thread });
  await farid.writes('@Nadia, tu viens ?', { in: thread });
  await farid.writes(`${app} qui vient manger à midi ?`, { in: service.channel });
  const talk = await farid.writes('Une autre discussion', { in: service.channel });
  const other = await nadia.startsThread('Autre chose', talk);
  await farid.writes(`${app} on en parle quand ?`, { in: other });
  await service.heard();
  const posted = service.discord.calls.slice(calls).filter(({ route }) => route.startsWith('POST /channels'));
  expect(posted).toEqual([]);
  inOrder(service, farid, nadia);
});

it('keeps nothing of a message, neither question nor chat, before its author says so', async () => {
  const { service, farid, thread } = await underTheCard();
  await farid.writes(`${app} un secret du quartier ?`, { in: thread });
  await service.heard();
  expect(farid.reads(thread).join()).toContain('pas encore consignée');
  const kept = await service.app.store.settingsUnder('');
  expect(JSON.stringify(kept)).not.toContain('secret');
  expect(service.log.lines.join('\n')).not.toContain('secret');
  inOrder(service, farid);
});

it('takes the words as they stand when the form opens, and an empty form where they were deleted', async () => {
  const { service, farid, thread } = await underTheCard();
  const { world } = service.discord;
  const written = await farid.writes(`${app} combien de placs ?`, { in: thread });
  await service.heard();
  written.content = written.content.replace('placs', 'places');
  expect(await farid.taps('Poser une question', { on: offer })).toContain('= combien de places ?');
  farid.closes();
  world.messages.splice(world.messages.indexOf(written), 1);
  const empty = await farid.taps('Poser une question', { on: offer });
  expect(empty).toContain('Votre question');
  expect(empty).not.toContain('combien');
  expect(service.log.lines.join()).toContain('the words of a message could not be read');
  inOrder(service, farid);
});

it('offers once what Discord tells twice', async () => {
  const { service, farid, thread } = await underTheCard();
  const written = await farid.writes(`${app} combien de places ?`, { in: thread });
  const told = {
    id: written.id,
    channel_id: thread.id,
    guild_id: service.guild.id,
    author: { id: farid.user.id, username: 'farid' },
    content: written.content,
    mentions: [{ id: service.discord.world.bot.user }],
  };
  service.discord.gateway.dispatch('MESSAGE_CREATE', told);
  await service.heard();
  expect(farid.reads(thread).filter((text) => text.includes('pas encore consignée'))).toHaveLength(1);
  inOrder(service, farid);
});
