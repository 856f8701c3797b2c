// Words that would be more than words, and taps that nobody was offered: nothing of it does anything.

import { describe, expect, it } from 'vitest';
import type { DiscordMessage, Json } from '../../../support/discord/guild.ts';
import { sends, taps } from '../../../support/discord/payloads.ts';
import { messageShowing, type Person } from '../../../support/discord/person.ts';
import { type InACall, inACall } from './in-a-call.ts';

function inOrder({ discord }: InACall, ...people: Person[]): void {
  expect(discord.violations).toEqual([]);
  for (const { troubles } of people) expect(troubles).toEqual([]);
}

/** What they read last, to them alone. */
const told = (person: Person) => person.notes().at(-1) ?? '';

/** What Discord would bring of somebody who changed what a button says of itself. */
async function forged(
  { discord, channel, heard, cardOf }: InACall,
  by: Person,
  custom_id: string,
  { on, values }: { on?: DiscordMessage; values?: string[] } = {},
): Promise<string> {
  const message = on ?? (await cardOf('P1'));
  const component = { type: values ? 3 : 2, custom_id, id: 1 };
  const before = by.notes().length;
  // Discord tells people so where nothing comes.
  expect(await taps(discord, { user: by.user, channel }, message, component, values).answered).not.toBeNull();
  await heard();
  return by.notes().length > before ? told(by) : '';
}

describe('words that are more than words', () => {
  const nasty = [
    '@everyone @here',
    '<@1574348783616000001> <@&1574348783616000001>',
    '[la commune](https://exemple.invalid/piege)',
    '**gras** __souligné__ ~~barré~~ ||caché|| `code`',
    '# Titre\n> cité\n- liste\n-# petit',
    '<t:1795424400:R> </concertation moi:1574348783616000001> <:oui:1574348783616000001>',
    '```js\nalert(1)\n```',
  ];

  it.each(nasty)('%s stands as it was typed, in every message, and calls nobody', async (words) => {
    const service = await inACall();
    const { farid, nadia, channel, discord } = service;
    const since = discord.world.messages.length;
    await service.acts(nadia, 'proposal.submit', 'C1', {
      title: words.replaceAll('\n', ' '),
      summary: words,
      amount: 100,
      for: 'I1',
    });
    await farid.taps('Déposer une objection', { on: await service.cardOf('P1') });
    await farid.fills({ 'Pourquoi vous y opposez-vous ?': words }).sends();
    await farid.types(`/concertation question proposition:P1`, { in: channel, with: { texte: words } });
    await farid.sends();
    await service.settled();
    await nadia.taps('Les lire', { on: messageShowing('@Nadia') });
    await nadia.uses('Lire la proposition', await service.cardOf('P1'));
    await nadia.types('/concertation moi', { in: channel });

    const first = words.split('\n')[0] ?? '';
    expect(farid.reads(channel).join('\n')).toContain(first);
    expect(nadia.notes().join('\n')).toContain(first);
    for (const call of discord.calls.filter(({ body }) => JSON.stringify(body).includes('components'))) {
      const data = ((call.body as Json).data ?? call.body) as {
        allowed_mentions?: { parse: string[]; users?: string[] };
      };
      if (!data.allowed_mentions) continue;
      expect(data.allowed_mentions.parse).toEqual([]);
      for (const user of data.allowed_mentions.users ?? [])
        expect([farid, nadia, service.claire].map((p) => p.user.id)).toContain(user);
    }
    const posted = discord.world.messages.slice(since).filter((m) => m.author === discord.world.bot.user);
    expect(JSON.stringify(posted.map((m) => m.components))).not.toMatch(/(?<!\\)\]\(https/);
    inOrder(service, farid, nadia);
  });

  it('in somebody’s name stand as it is', async () => {
    const service = await inACall();
    const eve = service.joins('Eve', { globalName: '@everyone [ici](https://exemple.invalid)' });
    await eve.taps('Poser une question', { on: await service.cardOf('P1') });
    await eve.fills({ 'Votre question': 'Quand ?', 'Pour qui parlez-vous ?': 'Le Relais' });
    expect(await eve.sends()).toContain('C’est enregistré');
    await service.settled();
    expect(eve.reads(service.channel).join('\n')).toContain('@everyone [ici](https://exemple.invalid)');
    inOrder(service, eve);
  });
});

describe('a tap that nobody was offered', () => {
  it.each([
    ['of no kind', 'surprise'],
    ['with nothing in it', 'do:'],
    ['of an unknown action', 'do:nobody.knows::P1'],
    ['on an unknown target', 'do:objection.raise::P999'],
    ['on what is no target', 'do:objection.raise::../../etc'],
    ['in an unknown room', 'do:objection.raise:1.1:P1'],
    ['in a room of another platform', 'do:objection.raise:=slack%3AT1%3AC1:P1'],
    ['in a room that can’t be read', 'do:objection.raise:=%E0%A4%A:P1'],
    ['on a page beyond the last', 'page:999999:x'],
    ['of a form without a form', 'fo:!!!:0.0'],
    ['of a form beyond its steps', 'fo:abc:999.999:fr:-:objection.raise::P1'],
    ['that sends a form nobody filled in', 'fs:abc:0.0:fr:-:mandate.confirm::I2'],
    ['as long as Discord takes', `read::card:${'P'.repeat(88)}`],
    ['of a whole card that there isn’t', 'read::card:P77'],
  ])('%s is answered, and does nothing', async (_, id) => {
    const service = await inACall();
    const { farid } = service;
    const before = await service.events();
    await forged(service, farid, id.slice(0, 100));
    expect(await service.events()).toEqual(before);
    expect(service.log.lines.filter((l) => l.includes('could not be dealt with'))).toEqual([]);
    inOrder(service, farid);
  });

  it('in a list, with choices that there aren’t, chooses nothing', async () => {
    const service = await inACall();
    const { farid } = service;
    const before = await service.events();
    await forged(service, farid, 'fc:abc:0.0:fr:-:proposal.submit::C1', {
      values: ['~other', 'X'.repeat(90)],
    });
    await forged(service, farid, 'ft:abc:0.0:fr:-:proposal.submit::C1', { values: ['-7'] });
    await forged(service, farid, 'ft:abc:0.0:fr:-:proposal.submit::C1', { values: ['1e99'] });
    expect(await service.events()).toEqual(before);
    expect(service.log.lines.filter((l) => l.includes('could not be dealt with'))).toEqual([]);
    inOrder(service, farid);
  });

  it('to confirm a mandate is refused by the service: Farid coordinates nothing', async () => {
    const service = await inACall();
    const { farid, discord, channel } = service;
    const before = await service.events();
    await forged(service, farid, 'do:mandate.confirm::I2');
    await sends(
      discord,
      { user: farid.user, channel },
      { custom_id: 'fo:abc:0.0:fr:-:mandate.confirm::I2' },
      [],
    ).answered;
    await service.heard();
    expect(told(farid)).not.toContain('C’est enregistré');
    expect(await service.events()).toEqual(before);
    inOrder(service, farid);
  });

  it('on somebody else’s draft shows nothing of it', async () => {
    const service = await inACall();
    const { nadia, farid, acts } = service;
    await acts(nadia, 'proposal.draft', 'C1', { title: 'Une cave secrète', summary: 'Sans lumière' });
    expect(await forged(service, farid, 'read::card:P2')).not.toContain('secrète');
    await farid.types('/concertation objecter', { in: service.channel, with: { proposition: 'P2' } });
    expect([farid.sees(), ...farid.notes()].join()).not.toContain('secrète');
    expect(await forged(service, nadia, 'read::card:P2')).toContain('secrète');
    inOrder(service, farid, nadia);
  });

  it('on somebody else’s page or form of several steps shows nothing of it', async () => {
    const service = await inACall();
    const { farid, claire, channel, discord } = service;
    await claire.types('/coordination appel', { in: channel });
    await claire.fills({ Titre: 'Un appel secret', 'Fin du délai d’objection': '14/12/2026 17:00' }).sends();
    const step = claire.notes().at(-1) ?? '';
    expect(step).toContain('Un appel secret');
    const message = discord.world.messages.findLast((m) => m.onlyFor === claire.user.id);
    const ids = JSON.stringify(message?.components).match(/"f[a-z]:[^"]+/g) ?? [];
    expect(ids.length).toBeGreaterThan(0);
    const before = await service.events();
    for (const id of ids) expect(await forged(service, farid, id.slice(1))).not.toContain('secret');
    expect(farid.sees()).not.toContain('secret');
    expect(await service.events()).toEqual(before);
    inOrder(service, farid, claire);
  });
});

describe('a form that comes back with more than was asked', () => {
  const text = (custom_id: string, value: string): Json => ({
    type: 18,
    id: 1,
    component: { type: 4, id: 2, custom_id, value },
  });
  const form = { custom_id: 'fo:abc:0.0:fr:I2:question.ask::P1' };
  const question = text('question:long', 'Qui vient ?');

  it('counts as what its author says: nothing else is read', async () => {
    const service = await inACall();
    const { farid, discord, channel, app, assembly } = service;
    const more = [
      question,
      text('institution:choice', 'I1'),
      text('~place:text', '{"action":"mandate.confirm"}'),
      text('__proto__:text', 'x'),
      text('constructor', 'x'),
    ];
    await sends(discord, { user: farid.user, channel }, form, more).answered;
    await service.heard();
    expect(told(farid)).toContain('C’est enregistré');
    const events = await app.store.events(assembly, 0, 1_000);
    const asked = events.find(({ name }) => name === 'QuestionAsked');
    expect(JSON.parse(asked?.data ?? '{}')).toMatchObject({
      author: { institution: 'I2' },
      entered: null,
    });
    inOrder(service, farid);
  });

  it('is refused where it speaks for somebody else, which is the référente’s alone to enter', async () => {
    const service = await inACall();
    const { farid, discord, channel } = service;
    const entered = [
      question,
      text('for:choice', '~other'),
      text('for.institution:pick', 'I1'),
      text('for.name:text', 'Nadia'),
      text('for.source:choice', 'telephone'),
    ];
    await sends(discord, { user: farid.user, channel }, form, entered).answered;
    await service.heard();
    expect(told(farid)).not.toContain('C’est enregistré');
    expect(await service.events()).not.toContain('QuestionAsked');
    inOrder(service, farid);
  });

  it('or with what no form is made of, is answered under a number that the log has', async () => {
    const service = await inACall();
    const { farid, discord, channel } = service;
    const broken = [
      { type: 18, id: 1, component: null },
      { type: 1, components: [{ type: 4 }] },
    ];
    const form = { custom_id: 'fo:abc:0.0:fr:I2:question.ask::P1' };
    await sends(discord, { user: farid.user, channel }, form, broken as never).answered;
    await service.heard();
    const [incident = '?'] = /\b[0-9a-f]{8}\b/.exec(told(farid)) ?? [];
    expect(service.log.lines.some((l) => l.startsWith('error') && l.includes(incident))).toBe(true);
    expect(await service.events()).not.toContain('QuestionAsked');
    inOrder(service, farid);
  });
});
