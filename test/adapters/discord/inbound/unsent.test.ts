// What Discord doesn't let through, and what is gone there: said in the log, and to whoever coordinates, once, with
// what to do about it.

import { describe, expect, it } from 'vitest';
import { inviteApp } from '../../../support/discord/deeds.ts';
import { plainly } from '../../../support/discord/opened.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

const tooDear = { reason: 'Trop cher' };
const notices = (inbox: string[]) => inbox.filter((text) => text.startsWith('Un message n’a pas pu partir'));

/** Claire is told in private, where she hears of a channel that is closed to the app. */
async function inPrivate(): Promise<InACall> {
  const service = await inACall();
  const { claire, farid, nadia, channel } = service;
  for (const person of [claire, farid, nadia]) {
    await person.types('/concertation moi', { in: channel });
    await person.taps('Recevoir en privé', { on: messageShowing('Ce qui vous attend') });
  }
  return service;
}

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

describe('a message that can’t leave for Discord', () => {
  it('because the permission to write was taken away is shown to the référente once, with what to do', async () => {
    const service = await inPrivate();
    const { claire, farid, nadia, channel, discord, log, acts, settled } = service;
    const { user } = discord.world.bot;
    channel.overwrites.push({ id: user, type: 'member', allow: 0n, deny: 1n << 11n });
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await acts(nadia, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await settled();
    expect(notices(claire.inbox())).toHaveLength(1);
    expect(notices(claire.inbox())[0]).toContain('Envoyer des messages');
    expect(notices([...farid.inbox(), ...nadia.inbox()])).toEqual([]);
    expect(log.lines.some((l) => l.startsWith('error a letter is given up'))).toBe(true);
    expect(plainly(await claire.types('/concertation moi', { in: channel }))).toContain(
      'Envoyer des messages',
    );
    inOrder(service, claire, farid, nadia);
  });

  it('because its channel was deleted is shown once, and the log has it as soon as Discord says so', async () => {
    const service = await inPrivate();
    const { claire, farid, nadia, channel, discord, guild, log, acts, settled } = service;
    const kitchen = discord.world.channel(guild, 'cuisine');
    await claire.deletes(kitchen);
    await claire.deletes(channel);
    await expect
      .poll(() => log.lines.filter((l) => l.startsWith('error This Discord channel no longer exists')))
      .toHaveLength(1);
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await acts(nadia, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await settled();
    expect(notices(claire.inbox())).toHaveLength(1);
    expect(notices(claire.inbox())[0]).toContain('n’existe plus');
    expect(farid.inbox().join('\n')).toContain('Votre objection O1 est enregistrée');
    inOrder(service, claire, farid, nadia);
  });

  it('because a person left the server names them, and keeps nobody else waiting', async () => {
    const service = await inACall();
    const { claire, farid, nadia, guild, channel, acts, settled } = service;
    await claire.types('/concertation moi', { in: channel });
    await claire.taps('Recevoir en privé', { on: messageShowing('Ce qui vous attend') });
    await nadia.leaves(guild);
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await acts(farid, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await settled();
    const [notice = '', ...others] = notices(claire.inbox());
    expect(notice).toContain('Nadia');
    expect(notice).toContain('Prévenez-la par un autre moyen');
    expect(others).toEqual([]);
    inOrder(service, claire, farid);
  });
});

describe('an app that was sent away', () => {
  it('stands in the log with what to do; what is said meanwhile counts, and stands on the cards once it is back', async () => {
    const service = await inPrivate();
    const { claire, nadia, farid, channel, discord, guild, log, acts, settled } = service;
    inviteApp(discord.world, guild, false);
    await expect
      .poll(() => log.lines.filter((l) => l.startsWith('error The service is no longer a member')))
      .toHaveLength(1);
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await settled();
    expect(await service.events()).toContain('ObjectionRaised');

    inviteApp(discord.world, guild, true);
    await acts(nadia, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await settled();
    const card = farid.reads(channel).find((text) => text.startsWith('P1 · Un jardin')) ?? '';
    expect(card).toContain('Trop cher');
    expect(card).toContain('Pour quand ?');
    expect(await claire.types('/concertation moi', { in: channel })).toContain('invitez-le de nouveau');
    inOrder(service, claire, farid);
  });

  it('from a server without a concertation leaves the log alone', async () => {
    const { discord, log, heard } = await inACall();
    const other = discord.world.guild('Ailleurs');
    inviteApp(discord.world, other, true);
    inviteApp(discord.world, other, false);
    await heard();
    expect(log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
  });
});
