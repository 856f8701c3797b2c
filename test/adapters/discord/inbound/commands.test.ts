// The two commands of Discord: everybody's, and that of whoever coordinates. Discord decides to whom it offers them;
// what somebody may do is the service's to say.

import { describe, expect, it } from 'vitest';
import { organises, plainly } from '../../../support/discord/opened.ts';
import type { Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

describe('who is offered what', () => {
  it('everybody has /concertation, in their own language; who organises on the server has /coordination too', async () => {
    const service = await inACall();
    const { claire, farid, channel } = service;
    const pieter = service.joins('Pieter', { locale: 'nl' });
    expect(claire.offered({ in: channel })).toContain('/coordination');
    expect(farid.offered({ in: channel })).not.toContain('/coordination');
    expect(farid.offered({ in: channel })).toEqual([
      '/concertation',
      'Lire la proposition',
      'Objecter',
      'Poser une question',
    ]);
    expect(pieter.offered({ in: channel })).toContain('Vraag stellen');
    expect(await pieter.types('/concertation ik', { in: channel })).toContain('wacht');
    expect(await pieter.types('/concertation bezwaar voorstel:P1', { in: channel })).toContain(
      'Bezwaar indienen',
    );
    inOrder(service, claire, farid, pieter);
  });

  it('a partner who is offered /coordination is refused by the service, and nothing opens', async () => {
    const service = await inACall();
    const luc = service.joins('Luc', organises);
    const before = await service.events();
    for (const word of ['appel', 'convoquer', 'relancer', 'importer'])
      expect(await luc.types(`/coordination ${word}`, { in: service.channel }), word).toContain(
        'réservée à la référente',
      );
    expect(luc.hasModal).toBe(false);
    expect(await service.events()).toEqual(before);
    inOrder(service, luc);
  });

  it('a référente who isn’t offered /coordination does her work by the buttons of what awaits her', async () => {
    const service = await inACall();
    const { claire, guild, discord, channel } = service;
    guild.members.get(claire.user.id)?.roles.clear();
    expect(claire.offered({ in: channel })).not.toContain('/coordination');
    expect(await claire.types('/concertation moi', { in: channel })).toContain('Confirmer ce mandat');
    await claire.taps('Confirmer ce mandat', { on: { showing: 'Ce qui vous attend' }, under: 'Farid' });
    const end = claire.hasModal ? await claire.sends() : await claire.taps('Confirmer ce mandat');
    expect(end).toContain('C’est enregistré');
    expect(await service.events()).toContain('MandateConfirmed');
    expect(discord.violations).toEqual([]);
    inOrder(service, claire);
  });

  it('what is everybody’s stays so for the référente: her own words are in the other command', async () => {
    const service = await inACall();
    const { claire, channel } = service;
    const [own, others] = [
      await claire.types('/coordination aide', { in: channel }),
      await claire.types('/concertation aide', { in: channel }),
    ];
    expect(own).toContain('/coordination appel');
    expect(others).toContain('/concertation objecter');
    expect(plainly(others)).toContain('vos propres commandes commencent par « /coordination »');
    expect(await service.farid.types('/concertation aide', { in: channel })).not.toContain('/coordination');
    inOrder(service, claire);
  });
});

describe('what a command is about', () => {
  it('is found by a part of its title, whatever its accents; one that is called so as a whole goes before', async () => {
    const service = await inACall();
    const { nadia, farid, channel, acts } = service;
    const said = { summary: 'Pour tous', amount: 100, for: 'I1' };
    await acts(nadia, 'proposal.submit', 'C1', { ...said, title: 'Écoute' });
    await acts(nadia, 'proposal.submit', 'C1', { ...said, title: 'Écoute de nuit' });
    const titles = async (begun: string) =>
      plainly(
        (await farid.completes(`/concertation objecter proposition:${begun}`, { in: channel })).join('; '),
      );
    expect(await titles('ECOUTE')).toBe('P2 · Écoute; P3 · Écoute de nuit');
    expect(await titles('P3')).toBe('P3 · Écoute de nuit');
    expect(
      await farid.types('/concertation objecter', { in: channel, with: { proposition: 'écoute' } }),
    ).toContain('« Écoute »');
    expect(await farid.types('/concertation objecter proposition:nuit', { in: channel })).toContain(
      '« Écoute de nuit »',
    );
    inOrder(service, farid, nadia);
  });

  it('of several that may be meant each is offered; of none it is said so, and nothing else opens', async () => {
    const service = await inACall();
    const { nadia, farid, channel, acts } = service;
    await acts(nadia, 'proposal.submit', 'C1', { title: 'Un verger', summary: 'x', amount: 1, for: 'I1' });
    const several = await farid.types('/concertation objecter proposition:un', { in: channel });
    expect(plainly(several)).toContain('[P1 · Un jardin] [P2 · Un verger]');
    expect(await farid.taps('P2 · Un verger')).toContain('« Un verger »');
    const none = await farid.types('/concertation objecter proposition:Piscine', { in: channel });
    expect(plainly(none)).toContain('« Piscine » n’existe pas');
    expect(farid.hasModal).toBe(false);
    const unknown = await farid.types('/concertation objecter proposition:P9', { in: channel });
    expect(plainly(unknown)).toContain('P9 n’existe pas');
    inOrder(service, farid, nadia);
  });

  it('in a proposal’s thread is that proposal, unless another is named', async () => {
    const service = await inACall();
    const { nadia, farid, acts } = service;
    await acts(nadia, 'proposal.submit', 'C1', { title: 'Un verger', summary: 'x', amount: 1, for: 'I1' });
    await service.settled();
    const thread = await service.threadOf('P2');
    expect(await farid.types('/concertation objecter', { in: thread })).toContain('« Un verger »');
    expect(await farid.types('/concertation objecter proposition:jardin', { in: thread })).toContain(
      '« Un jardin »',
    );
    expect(await farid.fills({ 'Pourquoi vous y opposez-vous ?': 'Trop cher' }).sends()).toContain(
      'C’est enregistré',
    );
    const several = await farid.types('/concertation accord proposition:un', { in: thread });
    expect(plainly(several)).toContain('[P1 · Un jardin] [P2 · Un verger]');
    inOrder(service, farid, nadia);
  });

  it('with words behind it opens the form with these', async () => {
    const service = await inACall();
    const { farid, channel } = service;
    const form = await farid.types('/concertation question proposition:P1 texte:Qui arrose en août ?', {
      in: channel,
    });
    expect(form).toContain('= Qui arrose en août ?');
    expect(await farid.sends()).toContain('C’est enregistré');
    expect(await service.events()).toContain('QuestionAsked');
    inOrder(service, farid);
  });

  it('offers objectives and institutions by what is typed of them', async () => {
    const service = await inACall();
    const { farid, claire, channel } = service;
    expect(await farid.completes('/concertation membres institution:RELAIS', { in: channel })).toEqual([
      'Le Relais',
    ]);
    expect(await claire.types('/concertation membres institution:relais', { in: channel })).toContain(
      'Le Relais',
    );
    const calls = await farid.completes('/concertation proposer appel:hiver', { in: channel });
    expect(plainly(calls.join())).toBe('C1 · Appel d’hiver');
    inOrder(service, farid, claire);
  });
});

it('a word that is registered no more is answered with where to look', async () => {
  const service = await inACall();
  const { farid, discord, channel } = service;
  const command = discord.world.commands.get('')?.find(({ name }) => name === 'concertation');
  const options = command?.options as { name: string; name_localizations?: object }[];
  options.push({ ...structuredClone(options[0]), name: 'autrefois', name_localizations: {} } as never);
  expect(await farid.types('/concertation autrefois', { in: channel })).toContain('n’existe plus');
  inOrder(service, farid);
});
