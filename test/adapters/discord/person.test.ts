// The people of the tests, held against discord.js: what they do reaches an app as Discord would send it.

import { Events, PermissionFlagsBits, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageShowing } from '../../support/discord/person.ts';
import { answer, button, components, type Ground, ground, objection, row, text } from './tiny-app.ts';

let g: Ground;
beforeEach(async () => {
  g = await ground();
});
afterEach(() => g.close());

describe('a person', () => {
  it('types a command in her own language and sees the form', async () => {
    expect(await g.claire.types('/concertation appel titre:Frigo partagé', { in: g.room })).toBe(
      [
        'Déposer une objection',
        'Motif',
        '  En peu de mots.',
        'Fondement',
        '  ‹Choisir›',
        'Avec qui (optional)',
        'Où (optional)',
        'Pièce (optional)',
        '[Annuler] [Envoyer]',
      ].join('\n'),
    );
    const [heard] = g.heard;
    if (!heard?.isChatInputCommand()) throw new Error('not heard as a command');
    expect(heard.options.getSubcommand()).toBe('call');
    expect(heard.options.getString('title')).toBe('Frigo partagé');
    expect([heard.user.id, heard.guildId, heard.channelId, heard.locale]).toEqual([
      g.claire.user.id,
      g.guild.id,
      g.room.id,
      'fr',
    ]);
  });

  it('is held up by Discord where something required is missing, or a command isn’t hers', async () => {
    await expect(g.claire.types('/concertation appel', { in: g.room })).rejects.toThrow(
      '„titre“ is required',
    );
    await expect(g.claire.types('/coordination', { in: g.room })).rejects.toThrow('no command /coordination');
    expect(g.claire.offered({ in: g.room })).toEqual(['/concertation', 'Poser une question']);
    expect(g.heard).toEqual([]);
    g.discord.world.joins(g.guild, g.bernard.user, { permissions: PermissionFlagsBits.ManageGuild });
    expect(await g.bernard.types('/coordination', { in: g.room })).toContain('Déposer une objection');
  });

  it('is offered what the app completes, and takes it by its name', async () => {
    const typed = '/concertation appel titre:Un proposal:fri';
    expect(await g.claire.completes(typed, { in: g.room })).toEqual(['Frigo partagé', 'Jardin']);
    await g.claire.types('/concertation appel titre:Un proposal:Jardin', { in: g.room });
    const heard = g.heard.at(-1);
    expect(heard?.isChatInputCommand() && heard.options.getString('proposal')).toBe('P2');
  });

  it('fills in a form by its labels and sends it', async () => {
    await g.claire.types('/concertation appel titre:Un', { in: g.room });
    const piece = g.discord.world.file('budget.csv', 'poste;montant');
    await g.claire.fills({
      Motif: 'Trop cher\nTrop tard',
      Fondement: 'Budget',
      'Avec qui': [g.bernard.user, 'Claire'],
      Où: g.room,
      Pièce: piece,
    });
    expect(g.claire.sees()).toContain('Avec qui (optional)\n  = @Bernard, @Claire');
    expect(await g.claire.sends()).toBe('reçu');
    expect([g.claire.hasModal, g.claire.notes(), g.bernard.notes()]).toEqual([false, ['reçu'], []]);
    const sent = g.heard.at(-1);
    if (!sent?.isModalSubmit()) throw new Error('not heard as a form');
    expect(sent.fields.getTextInputValue('reason')).toBe('Trop cher\nTrop tard');
    expect(sent.fields.getStringSelectValues('ground')).toEqual(['b']);
    expect(sent.fields.getSelectedUsers('with')?.map((u) => u.globalName)).toEqual(['Bernard', 'Claire']);
    expect(sent.fields.getSelectedChannels('where')?.map((c) => c.id)).toEqual([g.room.id]);
    const url = sent.fields.getUploadedFiles('file')?.first()?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('poste;montant');
  });

  it('is shown what Discord asks for before it sends anything', async () => {
    await g.claire.types('/concertation appel titre:Un', { in: g.room });
    const seen = await g.claire.fills({ Motif: 'ab' }).sends();
    expect(seen).toContain('Motif\n  En peu de mots.\n  = ab\n  ! Must be at least 3 in length');
    expect(seen).toContain('Fondement\n  ‹Choisir›\n  ! This field is required');
    expect(g.heard).toHaveLength(1);
    await expect(g.claire.fills({ Motif: 'a'.repeat(41) })).rejects.toThrow('40');
  });

  it('taps a button of the message she means, which the app hears with the message around it', async () => {
    await g.says(text('## Frigo partagé'), row(button('Objecter', 'do:P1')));
    await g.says(text('## Jardin'), row(button('Objecter', 'do:P2')));
    expect(await g.claire.taps('Objecter', { on: messageShowing('Frigo partagé') })).toBe('reçu');
    const [heard] = g.heard;
    if (!heard?.isButton()) throw new Error('not heard as a tap');
    expect([heard.customId, heard.message.author.id]).toEqual(['do:P1', g.client.user.id]);
    expect(g.claire.answered).toMatchObject([{ what: 'taps Objecter', how: 'answered', type: 4 }]);
  });

  it('sees a message change under her finger, and everybody else sees it too', async () => {
    await g.says(text('Un'), row(button('Suite')));
    g.onInteraction((i) => answer(i, 7, { components: [text('Deux'), row(button('Suite'))] }));
    expect(await g.claire.taps('Suite')).toBe('Deux\n[Suite]');
    expect(g.bernard.reads(g.room)).toEqual(['Deux\n[Suite]']);
  });

  it('waits while the app thinks, and sees what comes of it, alone', async () => {
    await g.says(text('Un'), row(button('Lire')));
    g.onInteraction(async (i) => {
      await answer(i, 5, { flags: 64 });
      const route = Routes.webhookMessage(i.applicationId, i.token);
      await g.client.rest.patch(route, {
        auth: false,
        body: { flags: components, components: [text('Tout')] },
      });
    });
    expect(await g.claire.taps('Lire')).toBe('Tout');
    expect([g.claire.notes(), g.bernard.reads(g.room)]).toEqual([['Tout'], ['Un\n[Lire]']]);
  });

  it('chooses in the list of a message', async () => {
    const options = [1, 2, 3].map((n) => ({ label: `Objectif ${n}`, value: `${n}` }));
    await g.says(row({ type: 3, custom_id: 'list', placeholder: 'Objectifs', max_values: 2, options }));
    expect(await g.claire.chooses(['Objectif 1', 'Objectif 3'], { in: 'Objectifs' })).toBe('reçu');
    const [heard] = g.heard;
    expect(heard?.isStringSelectMenu() && heard.values).toEqual(['1', '3']);
    await expect(g.claire.chooses(['Objectif 1', 'Objectif 2', 'Objectif 3'])).rejects.toThrow('2 at most');
  });

  it('uses the menu of a message, whose words the app is given then', async () => {
    const message = await g.bernard.writes('Et le loyer ?', { in: g.room });
    expect(await g.claire.uses('Poser une question', message)).toContain(objection.title);
    const [heard] = g.heard;
    if (!heard?.isMessageContextMenuCommand()) throw new Error('not heard as a menu');
    expect(heard.targetMessage.content).toBe('Et le loyer ?');
  });

  it('writes, which the app hears without the words, unless it is mentioned', async () => {
    const heard: string[] = [];
    g.client.on(Events.MessageCreate, (m) => void heard.push(m.content));
    await g.claire.writes('entre nous', { in: g.room });
    await g.claire.writes(`<@${g.client.user.id}> bonjour`, { in: g.room });
    await expect.poll(() => heard).toEqual(['', `<@${g.client.user.id}> bonjour`]);
  });

  it('is told by Discord when the app is silent, and keeps her form', async () => {
    await g.claire.types('/concertation appel titre:Un', { in: g.room });
    g.discord.interactions.patience = 30;
    g.onInteraction(() => Promise.resolve());
    const seen = await g.claire.fills({ Motif: 'Trop cher', Fondement: 'Charte article 4' }).sends();
    expect(seen).toBe('Something went wrong. Try again.');
    expect(g.claire.sees()).toContain('= Trop cher');
    expect(g.claire.troubles).toEqual([seen]);
    expect(g.claire.answered.at(-1)).toMatchObject({ how: 'silent', type: null });
  });

  it('reads markup as it is shown, and people’s words as they stand', async () => {
    const day = 24 * 3_600;
    const in3 = Math.round(g.discord.world.now() / 1_000) + 3 * day + 60;
    await g.says(
      text(`## Titre\n**Échéance** : <t:${in3}:R>\n\\*pas gras\\* <@${g.claire.user.id}>\n- un\n> cité`),
    );
    expect(g.claire.reads(g.room)).toEqual([
      'Titre\nÉchéance : dans 3 jours\n*pas gras* @Claire\n• un\n> cité',
    ]);
  });
});

describe('what people do without the app', () => {
  it('reaches it where it listens: threads, signs, channels that go', async () => {
    const { claire, bernard, room, client, discord } = g;
    const heard: string[] = [];
    client.on(Events.ThreadCreate, (t) => void heard.push(`thread ${t.name}`));
    client.on(Events.ThreadUpdate, (_, t) => void heard.push(`archived ${t.archived}`));
    client.on(Events.ChannelDelete, () => void heard.push('channel gone'));
    client.on(Events.ThreadDelete, () => void heard.push('thread gone'));
    const message = await claire.writes('Qui vient ?', { in: room });
    const thread = await bernard.startsThread('Présences', message);
    await bernard.writes('Moi, @Claire', { inThreadOf: message });
    await claire.archives(thread);
    await bernard.reacts('✋', message);
    await bernard.takesBack('✋', message);
    await claire.deletes(room);
    await expect
      .poll(() => heard)
      .toEqual(['thread Présences', 'archived true', 'thread gone', 'channel gone']);
    expect(discord.world.messages).toEqual([]);
  });

  it('is theirs to do only where they may', async () => {
    const { claire, bernard, room, discord } = g;
    const message = await claire.writes('Qui vient ?', { in: room });
    const everyone = { id: g.guild.id, type: 'role', allow: 0n } as const;
    room.overwrites.push({ ...everyone, deny: PermissionFlagsBits.SendMessages });
    await expect(bernard.writes('Moi', { in: room })).rejects.toThrow('may not write');
    room.overwrites.push({ ...everyone, deny: PermissionFlagsBits.ViewChannel });
    expect(bernard.reads(room)).toEqual([]);
    await expect(bernard.reacts('✋', message)).rejects.toThrow('can’t see');
    await claire.leaves(g.guild);
    expect(discord.world.guilds.get(g.guild.id)?.members.has(claire.user.id)).toBe(false);
  });

  it('can call somebody by name', async () => {
    await g.bernard.writes('Bonjour @Claire', { in: g.room });
    expect([g.claire.pings(), g.bernard.pings()]).toEqual([['Bonjour @Claire'], []]);
  });
});
