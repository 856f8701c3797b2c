// Between Discord and the service: an answer that is lost on the way or refused, a line that is cut, what comes twice,
// late or in another order. What somebody has sent counts once, and they are told.

import { describe, expect, it } from 'vitest';
import type { Json } from '../../../support/discord/guild.ts';
import { plainly } from '../../../support/discord/opened.ts';
import { sends } from '../../../support/discord/payloads.ts';
import type { Person } from '../../../support/discord/person.ts';
import { discordService } from '../../../support/discord/service.ts';
import { type InACall, inACall, slowed } from './in-a-call.ts';

const tooDear = { 'Pourquoi vous y opposez-vous ?': 'Trop cher' };
const firstAnswer = 'POST /interactions/:id/:token/callback';
const laterAnswer = 'PATCH /webhooks/:app/:token/messages/:message';

async function objecting(service: InACall, person: Person = service.farid): Promise<void> {
  await person.taps('Déposer une objection', { on: await service.cardOf('P1') });
}

const raised = async ({ events }: InACall) => (await events()).filter((name) => name === 'ObjectionRaised');

/** They are told in private what they don't hear in the channel. */
async function inPrivate({ farid, channel }: InACall, person: Person = farid): Promise<void> {
  await person.types('/concertation moi', { in: channel });
  await person.taps('Recevoir en privé', { on: { showing: 'Ce qui vous attend' } });
}

/** What Discord has told of the last thing that they did. */
function lastOf(person: Person): Json {
  return person.answered.at(-1)?.interaction.payload ?? {};
}

/** The form that they have sent last, sent once more. @param value what stands in its first field then */
async function sentOnceMore({ discord, channel }: InACall, person: Person, value: string): Promise<void> {
  const { custom_id, components } = lastOf(person).data as { custom_id: string; components: Json[] };
  const at = components.findIndex((part) => part.component);
  const changed = components.map((part, i) =>
    i === at ? { ...part, component: { ...(part.component as Json), value } } : part,
  );
  await sends(discord, { user: person.user, channel }, { custom_id }, changed).answered;
}

function unbroken({ discord }: InACall): void {
  expect(discord.violations).toEqual([]);
}

describe('an answer that is lost', () => {
  it('on its way back is given once more, and that it was there already is no trouble', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await objecting(service);
    await farid.fills(tooDear);
    discord.faults.set(firstAnswer, [{ kind: 'answer-lost' }, null]);
    expect(await farid.sends()).toContain('C’est enregistré');
    expect(await raised(service)).toHaveLength(1);
    expect(discord.calls.filter(({ route }) => route === firstAnswer).at(-1)?.answer).toMatchObject({
      code: 40_060,
    });
    expect(service.log.lines.filter((l) => l.startsWith('error'))).toEqual([]);
    expect(farid.troubles).toEqual([]);
    unbroken(service);
  });

  it('on its way there is given once more', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    discord.faults.set(firstAnswer, [{ kind: 'way-lost' }, null]);
    await objecting(service);
    expect(farid.hasModal).toBe(true);
    expect(farid.troubles).toEqual([]);
    unbroken(service);
  });

  it('twice is told in private, to whoever asked for that; it counts all the same', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await inPrivate(service);
    await objecting(service);
    await farid.fills(tooDear);
    discord.faults.set(firstAnswer, [{ kind: 'way-lost' }, { kind: 'way-lost' }]);
    await farid.sends();
    discord.faults.calm();
    expect(farid.troubles).toEqual(['Something went wrong. Try again.']);
    expect(await raised(service)).toHaveLength(1);
    expect(plainly(farid.inbox().join('\n'))).toContain('C’est enregistré : Déposer une objection.');
    unbroken(service);
  });
});

describe('an answer that Discord takes no more', () => {
  it('as it comes too late: it counts, and is told in private', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await inPrivate(service);
    await objecting(service);
    await farid.fills(tooDear);
    discord.faults.set(firstAnswer, { kind: 'error', status: 404, code: 10_062 });
    await farid.sends();
    expect(await raised(service)).toHaveLength(1);
    expect(plainly(farid.inbox().join('\n'))).toContain('C’est enregistré : Déposer une objection.');
    unbroken(service);
  });

  it('without private messages stands in ‘moi’', async () => {
    const service = await inACall();
    const { farid, discord, channel } = service;
    await objecting(service);
    await farid.fills(tooDear);
    discord.faults.set(firstAnswer, { kind: 'error', status: 404, code: 10_062 });
    await farid.sends();
    discord.faults.calm();
    expect(farid.inbox()).toEqual([]);
    expect(await farid.types('/concertation moi', { in: channel })).toContain('O1');
    unbroken(service);
  });

  it('and that says why it is refused, is told in private with the way back to the form', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await inPrivate(service);
    await objecting(service);
    await farid.fills(tooDear);
    await service.acts(farid, 'objection.raise', 'P1');
    discord.faults.set(firstAnswer, { kind: 'error', status: 404, code: 10_062 });
    await farid.sends();
    discord.faults.calm();
    const told = plainly(farid.inbox().join('\n'));
    expect(told).toContain('Ceci n’a pas été enregistré : Déposer une objection');
    expect(told).toContain('Vous avez déjà une objection en cours sur cette proposition (O1).');
    expect(await farid.taps('Corriger')).toContain('= Trop cher');
    expect(await farid.sends()).toContain('Vous avez déjà une objection en cours');
    unbroken(service);
  });

  it('after a quarter of an hour: it is told in private', async () => {
    const slow = slowed();
    const service = await inACall({ faults: slow.faults });
    const { farid, discord } = service;
    await inPrivate(service);
    await objecting(service);
    await farid.fills(tooDear);
    slow.by = 2_500;
    discord.interactions.life = 2_100;
    await farid.sends();
    slow.by = 0;
    expect(farid.answered.at(-1)).toMatchObject({ type: 5 });
    expect(plainly(farid.inbox().join('\n'))).toContain('C’est enregistré : Déposer une objection.');
    expect(await raised(service)).toHaveLength(1);
    unbroken(service);
  });

  it('once is given again', async () => {
    const slow = slowed();
    const service = await inACall({ faults: slow.faults });
    const { farid, discord } = service;
    await objecting(service);
    await farid.fills(tooDear);
    slow.by = 2_500;
    discord.faults.set(laterAnswer, [{ kind: 'status', status: 502 }, null]);
    expect(await farid.sends()).toContain('C’est enregistré');
    slow.by = 0;
    unbroken(service);
  });
});

describe('a line that is cut', () => {
  it('carries out what was sent meanwhile, once, and tells it in private', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await inPrivate(service);
    await objecting(service);
    await farid.fills(tooDear);
    discord.interactions.patience = 150;
    discord.gateway.isDown = true;
    discord.gateway.cut();
    await farid.sends();
    expect(farid.troubles).toEqual(['Something went wrong. Try again.']);
    discord.interactions.patience = 3_000;
    discord.gateway.isDown = false;
    await discord.gateway.connected();
    await farid.waitsFor('C’est enregistré : Déposer une objection.', { within: 20_000 });
    expect(await raised(service)).toHaveLength(1);
    unbroken(service);
  }, 60_000);

  it('is harmless to whoever sent it again meanwhile', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await objecting(service);
    await farid.fills(tooDear);
    discord.interactions.patience = 150;
    discord.gateway.isDown = true;
    discord.gateway.cut();
    await farid.sends();
    discord.interactions.patience = 3_000;
    discord.gateway.isDown = false;
    await discord.gateway.connected();
    await expect.poll(() => raised(service), { timeout: 20_000 }).toHaveLength(1);
    expect(await farid.sends()).toContain('C’est enregistré');
    expect(await raised(service)).toHaveLength(1);
    unbroken(service);
  }, 60_000);

  it('and is there again at once still answers where the person waits', async () => {
    const service = await inACall();
    const { farid, discord, channel } = service;
    discord.gateway.hold();
    const typing = farid.types('/concertation moi', { in: channel });
    discord.gateway.ask();
    discord.gateway.release();
    expect(await typing).toContain('Ce qui vous attend');
    expect(farid.troubles).toEqual([]);
    unbroken(service);
  }, 60_000);
});

describe('what Discord brings again', () => {
  it('counts once, and changes nothing', async () => {
    const service = await inACall();
    const { farid, discord } = service;
    await objecting(service);
    await farid.fills(tooDear).sends();
    discord.gateway.dispatch('INTERACTION_CREATE', lastOf(farid));
    await service.settled();
    await farid.types('/concertation moi', { in: service.channel });
    expect(await raised(service)).toHaveLength(1);
    expect(farid.troubles).toEqual([]);
    unbroken(service);
  });

  it('late and in another order counts as it was said, once', async () => {
    const service = await inACall();
    const { farid, nadia, claire, discord } = service;
    const card = await service.cardOf('P1');
    await farid.taps('Déposer une objection', { on: card });
    await nadia.taps('Poser une question', { on: card });
    await claire.taps('Laisser une remarque', { on: card });
    await farid.fills(tooDear);
    await nadia.fills({ 'Votre question': 'Pour quand ?' });
    await claire.fills({ 'Votre remarque': 'À relire' });
    discord.gateway.hold();
    const sending = [farid, nadia, claire].map((person) => person.sends());
    discord.gateway.release();
    const seen = await Promise.all(sending);
    for (const text of seen) expect(text).toContain('C’est enregistré');
    for (const person of [claire, farid, nadia])
      discord.gateway.dispatch('INTERACTION_CREATE', lastOf(person));
    await farid.types('/concertation moi', { in: service.channel });
    const names = await service.events();
    for (const name of ['ObjectionRaised', 'QuestionAsked', 'ConcernRaised'])
      expect(names.filter((n) => n === name)).toHaveLength(1);
    for (const { troubles } of [farid, nadia, claire]) expect(troubles).toEqual([]);
    unbroken(service);
  });

  it('with other words under the number of a form that counts already isn’t mixed up with it', async () => {
    const service = await inACall();
    const { farid } = service;
    const asked = async () => (await service.events()).filter((name) => name === 'QuestionAsked');
    await farid.taps('Poser une question', { on: await service.cardOf('P1') });
    await farid.fills({ 'Votre question': 'Pour quand ?' }).sends();
    await sentOnceMore(service, farid, 'Pour qui ?');
    await farid.waitsFor('Corriger');
    expect(await asked()).toHaveLength(1);
    expect(await farid.taps('Corriger')).toContain('= Pour qui ?');
    expect(await farid.sends()).toContain('C’est enregistré');
    expect(await asked()).toHaveLength(2);
    expect(farid.troubles).toEqual([]);
    unbroken(service);
  });

  it('after the service was started anew, answers in the place that waits', async () => {
    const service = await inACall();
    const { farid, discord, url, guild, channel } = service;
    await objecting(service);
    await farid.fills(tooDear).sends();
    const payload = lastOf(farid);
    await service.close();
    const later = await discordService({ again: { discord, url, guild, channel } });
    discord.gateway.dispatch('INTERACTION_CREATE', payload);
    await later.meets(farid.user).types('/concertation moi', { in: channel });
    expect(farid.notes().filter((text) => text.includes('C’est enregistré'))).toHaveLength(1);
    unbroken(service);
  });
});
