// What is for one person alone: read in the room where a mention says that it is there, or in private by whoever asked
// for that.

import { describe, expect, it } from 'vitest';
import { plainly } from '../../../support/discord/opened.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

const moi = messageShowing('Ce qui vous attend');
const tooDear = { reason: 'Trop cher', remedy: 'Moins cher' };

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

/** The mentions of somebody that stand in the channel. */
function mentions({ channel }: InACall, of: Person): string[] {
  return of.reads(channel).filter((text) => text.startsWith(`@${of.user.globalName}`));
}

describe('whoever asked for nothing', () => {
  it('is mentioned once, and reads with one tap whatever waits; then the mention is gone', async () => {
    const service = await inACall();
    const { farid, nadia, acts } = service;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await acts(farid, 'question.ask', 'P1', { question: 'Pour quand ?' });
    await service.settled();
    expect(mentions(service, nadia)).toHaveLength(1);
    expect(nadia.inbox()).toEqual([]);

    const read = await nadia.taps('Les lire', { on: messageShowing('@Nadia') });
    expect(read).toContain('Pour quand ?');
    expect(read).toContain('Trop cher');
    expect(mentions(service, nadia)).toEqual([]);
    inOrder(service, nadia);
  });

  it('reads nothing of others: their mention says so', async () => {
    const service = await inACall();
    const { farid, nadia, acts } = service;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await service.settled();
    const seen = await farid.taps('Les lire', { on: messageShowing('@Nadia') });
    expect(seen).toContain('sont pour une autre personne');
    expect(seen).not.toContain('Trop cher');
    expect(await farid.taps('Recevoir en privé', { on: messageShowing('@Nadia') })).toContain(
      'sont pour une autre personne',
    );
    expect(mentions(service, nadia)).toHaveLength(1);
    inOrder(service, farid);
  });

  it('has not read what was never shown: it waits where Discord didn’t let the answer through', async () => {
    const service = await inACall();
    const { farid, nadia, discord, acts } = service;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await service.settled();
    discord.faults.set('POST /interactions/:id/:token/callback', {
      kind: 'error',
      status: 404,
      code: 10_062,
    });
    await nadia.taps('Les lire', { on: messageShowing('@Nadia') });
    discord.faults.calm();
    expect(mentions(service, nadia)).toHaveLength(1);
    expect(await nadia.taps('Les lire', { on: messageShowing('@Nadia') })).toContain('Trop cher');
    inOrder(service);
  });
});

describe('whoever chooses private messages', () => {
  it('gets them from then on, at the mention or in ‘moi’, and acts there', async () => {
    const service = await inACall();
    const { farid, channel, acts } = service;
    expect(await farid.types('/concertation moi', { in: channel })).toContain('[Recevoir en privé]');
    const seen = await farid.taps('Recevoir en privé', { on: moi });
    expect(seen).toContain('en message privé');
    expect(seen).toContain('[Ne plus recevoir en privé]');
    await acts(farid, 'objection.raise', 'P1', { reason: 'Trop cher' });
    await service.settled();
    const told = farid.inbox().at(-1) ?? '';
    expect(told).toContain('Votre objection O1 est enregistrée');
    expect(await farid.taps('Préciser mon objection')).toContain('= Trop cher');
    await farid.fills({ 'Qu’est-ce qui permettrait de la lever ?': 'Moins cher' });
    expect(await farid.sends()).toContain('C’est enregistré');
    expect(await service.events()).toContain('ObjectionExplained');
    expect(await farid.types('/concertation moi', { in: channel })).toContain('[Ne plus recevoir en privé]');
    inOrder(service, farid);
  });

  it('gets none any more once they don’t want them, and is mentioned instead', async () => {
    const service = await inACall();
    const { farid, channel, acts } = service;
    await farid.types('/concertation moi', { in: channel });
    await farid.taps('Recevoir en privé', { on: moi });
    await farid.types('/concertation moi', { in: channel });
    const seen = await farid.taps('Ne plus recevoir en privé', { on: moi });
    expect(seen).toContain('vous ne recevrez plus de message privé');
    expect(seen).toContain('[Recevoir en privé]');
    const before = farid.inbox().length;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await service.settled();
    expect(farid.inbox()).toHaveLength(before);
    expect(mentions(service, farid)).toHaveLength(1);
    inOrder(service, farid);
  });

  it('and lets nobody in is mentioned, and is offered to try again', async () => {
    const service = await inACall();
    const { farid, channel, acts } = service;
    await farid.taps('Les lire', { on: messageShowing('@Farid') }).catch(() => '');
    await farid.types('/concertation moi', { in: channel });
    await farid.taps('Recevoir en privé', { on: moi });
    farid.user.acceptsPrivate = false;
    await acts(farid, 'objection.raise', 'P1', tooDear);
    await service.moveTo('2026-11-24T12:00:00.000Z');
    expect(mentions(service, farid)).toHaveLength(1);
    const [mention = ''] = mentions(service, farid);
    expect(mention).toContain('[Les lire]');
    expect(await farid.types('/concertation moi', { in: channel })).toContain('[Recevoir en privé]');
    inOrder(service, farid);
  });

  it('reads a long one there page by page', async () => {
    const service = await inACall();
    const { farid, nadia, channel, acts } = service;
    await nadia.types('/concertation moi', { in: channel });
    await nadia.taps('Recevoir en privé', { on: moi });
    await acts(farid, 'objection.raise', 'P1', {
      reason: `${'Trop cher. '.repeat(270)}Fin.`,
      remedy: `${'Moins cher. '.repeat(245)}Voilà.`,
    });
    await service.settled();
    const first = await nadia.taps('Tout lire');
    expect(plainly(first)).toContain('Page 1 sur');
    expect(plainly(await nadia.taps('Suite'))).toContain('Page 2 sur');
    inOrder(service, nadia);
  });
});
