// What the tests' Discord refuses in messages, modals and commands: as its published schema says, and beyond.

import { type DiscordAPIError, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordChannel, Json } from '../../support/discord/guild.ts';
import { types } from '../../support/discord/payloads.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

let server: DiscordServer;
let channel: DiscordChannel;
let rest: REST;
beforeEach(async () => {
  server = await discordServer({
    check: (payload) => (JSON.stringify(payload).includes('trop') ? ['trop'] : []),
  });
  channel = server.world.channel(server.world.guild('Bruxelles'), 'concertation');
  rest = new REST({ api: server.apiUrl, retries: 0 }).setToken(server.world.bot.token);
});
afterEach(() => server.close());

/** '' where it is accepted; all that was found otherwise, which was refused in Discord's way. */
async function found(asked: Promise<unknown>): Promise<string> {
  const before = server.violations.length;
  const error = await asked.then(
    () => null,
    (e: DiscordAPIError) => e,
  );
  const violations = server.violations.slice(before);
  if (error) expect([error.status, error.code]).toEqual([400, violations.length > 0 ? 50035 : 50006]);
  else expect(violations).toEqual([]);
  return error && violations.length === 0 ? 'empty' : violations.join('; ');
}

const post = (body: object) => found(rest.post(Routes.channelMessages(channel.id), { body }));
const v2 = (...components: Json[]) => ({ flags: 32_768, components });
const text = (content: string): Json => ({ type: 10, content });
const row = (...components: Json[]): Json => ({ type: 1, components });
const button = (more: Json = {}): Json => ({ type: 2, style: 2, label: 'Oui', custom_id: 'oui', ...more });
const option = (value: string, more: Json = {}): Json => ({ label: `n° ${value}`, value, ...more });
const select = (more: Json = {}): Json => ({ type: 3, custom_id: 'list', options: [option('1')], ...more });
const many = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));
const a = (n: number) => 'a'.repeat(n);

describe('a message', () => {
  it.each<[string, object]>([
    ['words', { content: a(2_000) }],
    ['forty components', v2(...many(40, () => text('a')))],
    ['4000 characters in all', v2(text(a(2_000)), { type: 17, components: [text(a(2_000))] })],
    ['a row of five buttons', v2(row(...many(5, (i) => button({ custom_id: `${i}`, label: a(80) }))))],
    ['a custom id of 100 characters', v2(row(button({ custom_id: a(100) })))],
    ['25 options', v2(row(select({ options: many(25, (i) => option(`${i}`)), max_values: 25 })))],
    ['a nonce of 25 characters', { content: 'a', nonce: a(25), enforce_nonce: true }],
    ['one person mentioned', { ...v2(text('<@1>')), allowed_mentions: { parse: [], users: ['1'] } }],
  ])('of %s is taken', async (_, body) => {
    expect(await post(body)).toBe('');
  });

  it.each<[string, object, string]>([
    ['nothing in it', {}, 'empty'],
    ['2001 characters', { content: a(2_001) }, '2001 characters of 2000'],
    ['a key that nobody knows', { content: 'a', colour: 3 }, 'colour: unknown'],
    ['an unknown key deep in it', v2(row(button({ colour: 3 }))), 'colour: unknown'],
    [
      '41 components',
      v2(row(...many(5, (i) => button({ custom_id: `${i}` }))), ...many(35, () => text('a'))),
      '41 of 40',
    ],
    [
      '4001 characters in all',
      v2(text(a(2_000)), { type: 17, components: [text(a(2_001))] }),
      '4001 characters',
    ],
    ['words beside components of the second kind', { ...v2(text('a')), content: 'a' }, 'content: not beside'],
    ['embeds beside them', { ...v2(text('a')), embeds: [{ title: 'a' }] }, 'embeds: not beside'],
    ['such components without the flag', { components: [text('a')] }, 'only rows'],
    ['a text that is blank', v2(text('  ')), 'blank'],
    [
      'a container within a container',
      v2({ type: 17, components: [{ type: 17, components: [text('a')] }] }),
      'no kind',
    ],
    ['the same custom id twice', v2(row(button(), button())), 'oui twice'],
    ['the same number twice', v2({ ...text('a'), id: 7 }, { ...text('b'), id: 7 }), 'id: 7 twice'],
    ['a custom id of 101 characters', v2(row(button({ custom_id: a(101) }))), '100'],
    ['a label of 81 characters', v2(row(button({ label: a(81) }))), '80'],
    ['a button without words', v2(row(button({ label: '' }))), 'neither label nor emoji'],
    ['six buttons in a row', v2(row(...many(6, (i) => button({ custom_id: `${i}` })))), '5'],
    ['a button beside a list', v2(row(select(), button())), 'alone in its row'],
    ['26 options', v2(row(select({ options: many(26, (i) => option(`${i}`)) }))), '25'],
    ['an option of 101 characters', v2(row(select({ options: [option('1', { label: a(101) })] }))), '100'],
    ['the same option twice', v2(row(select({ options: [option('1'), option('1')] }))), 'value 1 twice'],
    [
      'more chosen than may be',
      v2(row(select({ options: many(2, (i) => option(`${i}`, { default: true })) }))),
      '2 chosen of 1',
    ],
    ['a placeholder of 151 characters', v2(row(select({ placeholder: a(151) }))), '150'],
    ['more to choose than there is', v2(row(select({ max_values: 2 }))), 'above the number of options'],
    ['a nonce of 26 characters', { content: 'a', nonce: a(26) }, 'nonce'],
    ['no nonce that could be enforced', { content: 'a', enforce_nonce: true }, 'nonce'],
    ['a file that isn’t there', v2({ type: 13, file: { url: 'attachment://a.ics' } }), 'no attachment a.ics'],
    ['a flag for one person alone', { ...v2(text('a')), flags: 32_832 }, "can't be set"],
    [
      'people both parsed and named',
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'both',
    ],
    ['what the test’s own checker finds', { content: 'trop' }, 'trop'],
  ])('with %s is refused', async (_, body, why) => {
    expect(await post(body)).toContain(why);
    expect(server.world.messages).toEqual([]);
  });

  it('of components stays one of components', async () => {
    const made = async (body: object) =>
      (await rest.post(Routes.channelMessages(channel.id), { body })) as { id: string };
    const edit = (id: string, body: object) =>
      found(rest.patch(Routes.channelMessage(channel.id, id), { body }));
    const { id } = await made(v2(text('a')));
    expect(await edit(id, { flags: 0, components: [text('b')] })).toContain('can’t be undone');
    expect(await edit(id, { content: 'b' })).toContain('not beside');
    expect(await edit(id, { components: [] })).toContain('nothing would be left');
    expect(await edit(id, { components: [text('b')] })).toBe('');
    const old = await made({ content: 'a' });
    expect(await edit(old.id, v2(text('b')))).toContain('to be taken away');
    expect(await edit(old.id, { ...v2(text('b')), content: null })).toBe('');
  });
});

describe('a modal', () => {
  const label = (component: Json, more: Json = {}): Json => ({
    type: 18,
    label: 'Motif',
    component,
    ...more,
  });
  const input = (more: Json = {}): Json => ({ type: 4, style: 1, custom_id: 'a', ...more });
  const modal = (...components: Json[]) => ({ custom_id: 'form', title: 'Formulaire', components });
  const open = (data: object) => {
    const claire = server.world.user('Claire');
    server.world.joins([...server.world.guilds.values()][0] as never, claire);
    const { id, token } = types(server, { user: claire, channel }, { id: '1', name: 'a' });
    return found(rest.post(Routes.interactionCallback(id, token), { body: { type: 9, data } }));
  };
  const five = many(5, (i) => label(input({ custom_id: `${i}` })));

  it.each<[string, object]>([
    ['five fields', modal(...five)],
    ['words and a field', modal(text('a'), label(input({ value: a(4_000) })))],
    ['a list that may stay empty', modal(label(select({ required: false, min_values: 0 })))],
    ['one of several', modal(label({ type: 21, custom_id: 'r', options: [option('1'), option('2')] }))],
  ])('of %s is taken', async (_, data) => {
    expect(await open(data)).toBe('');
  });

  it.each<[string, object, string]>([
    ['six components', modal(...five, text('a')), '6 of 5'],
    ['none', modal(), 'components'],
    ['a title of 46 characters', { ...modal(...five), title: a(46) }, '45'],
    ['a label of 46 characters', modal(label(input(), { label: a(46) })), '45'],
    ['a description of 101 characters', modal(label(input(), { description: a(101) })), '100'],
    ['the same custom id twice', modal(label(input()), label(input())), 'a twice'],
    ['more text than fits', modal(label(input({ max_length: 3, value: 'abcd' }))), 'of 3'],
    ['a placeholder of 101 characters', modal(label(input({ placeholder: a(101) }))), '100'],
    ['a button', modal(row(button())), 'no kind'],
    ['a field without a label', modal(input()), 'no kind'],
    ['a label within a label', modal(label(input({ label: 'b' }))), 'label within'],
    ['26 options', modal(label(select({ options: many(26, (i) => option(`${i}`)) }))), '25'],
  ])('with %s is refused', async (_, data, why) => {
    expect(await open(data)).toContain(why);
  });
});

describe('commands', () => {
  const command = (more: Json = {}): Json => ({ name: 'appel', description: 'Lancer un appel', ...more });
  const word = (name: string, more: Json = {}): Json => ({ type: 3, name, description: 'a', ...more });
  const put = (...all: Json[]) =>
    found(rest.put(Routes.applicationCommands(server.world.bot.user), { body: all }));

  it('are put, kept by their name, changed and deleted', async () => {
    const app = server.world.bot.user;
    const all = Routes.applicationCommands(app);
    const [one] = (await rest.put(all, { body: [command()] })) as { id: string }[];
    const again = await rest.put(all, {
      body: [command({ description: 'Autrement' }), { name: 'Objecter', type: 3 }],
    });
    expect(again).toMatchObject([{ id: one?.id, description: 'Autrement' }, { name: 'Objecter' }]);
    const own = Routes.applicationGuildCommands(app, channel.guild ?? '');
    expect(await rest.get(own)).toEqual([]);
    const made = (await rest.post(own, { body: command({ name: 'essai' }) })) as { id: string };
    const one2 = Routes.applicationGuildCommand(app, channel.guild ?? '', made.id);
    expect(await rest.patch(one2, { body: { description: 'Mieux' } })).toMatchObject({
      name: 'essai',
      description: 'Mieux',
      guild_id: channel.guild,
    });
    await rest.delete(one2);
    expect(await rest.get(own)).toEqual([]);
    await expect(rest.get(one2)).rejects.toMatchObject({ code: 10063 });
  });

  it.each<[string, Json[]]>([
    ['25 options', [command({ options: many(25, (i) => word(`o${i}`)) })]],
    [
      'groups of subcommands',
      [
        command({
          options: [word('g', { type: 2, options: [word('s', { type: 1, options: [word('o')] })] })],
        }),
      ],
    ],
    ['names in other languages', [command({ name_localizations: { nl: 'oproep', 'en-GB': 'call' } })]],
    ['rights written as a string', [command({ default_member_permissions: '32' })]],
  ])('with %s are taken', async (_, all) => {
    expect(await put(...all)).toBe('');
  });

  it.each<[string, Json[], string]>([
    ['the same name twice', [command(), command()], 'twice'],
    [
      'the same name twice in one language',
      [command({ name_localizations: { fr: 'b' } }), command({ name: 'b' })],
      'twice in fr',
    ],
    ['capitals', [command({ name: 'Appel' })], 'typed'],
    ['no description', [command({ description: '' })], 'no description'],
    ['26 options', [command({ options: many(26, (i) => word(`o${i}`)) })], '25'],
    [
      'something required after what isn’t',
      [command({ options: [word('a'), word('b', { required: true })] })],
      'first',
    ],
    [
      'words beside subcommands',
      [command({ options: [word('a', { type: 1 }), word('b')] })],
      'beside subcommands',
    ],
    [
      'choices beside what is completed',
      [command({ options: [word('a', { autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
      'beside autocomplete',
    ],
    [
      '26 choices',
      [command({ options: [word('a', { choices: many(26, (i) => ({ name: `${i}`, value: `${i}` })) })] })],
      '25',
    ],
    ['a language that Discord hasn’t', [command({ name_localizations: { 'fr-BE': 'appel' } })], 'fr-BE'],
    ['a menu with a description', [{ name: 'Objecter', type: 3, description: 'a' }], 'no description'],
    [
      'more than 8000 characters',
      [
        command({
          options: many(25, (i) =>
            word(`o${i}`, { choices: many(4, (n) => ({ name: a(80), value: `${n}` })) }),
          ),
        }),
      ],
      'of 8000',
    ],
  ])('with %s are refused', async (_, all, why) => {
    expect(await put(...all)).toContain(why);
    expect(server.world.commands.size).toBe(0);
  });
});
