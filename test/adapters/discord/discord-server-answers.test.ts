// What the tests' Discord takes as an answer to what people do, and until when, held against discord.js.

import { DiscordAPIError, type Interaction, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Interaction as Asked } from '../../support/discord/interactions.ts';
import { asksFor, sends, taps, types, usesOn } from '../../support/discord/payloads.ts';
import { button, components, type Ground, ground, objection, row, text } from './tiny-app.ts';

let now: number;
let g: Ground;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 9);
  g = await ground(() => now);
  // The tests answer themselves, as if they were the app.
  g.onInteraction(() => Promise.resolve());
});
afterEach(() => g.close());

const words = (content: string, more: object = {}) => ({
  flags: components,
  components: [text(content)],
  ...more,
});
const quietly = (content: string) => words(content, { flags: components | 64 });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'accepted',
    (error) => (error instanceof DiscordAPIError ? error.code : error),
  );
const by = () => ({ user: g.claire.user, channel: g.room });

async function kinds() {
  const { discord } = g;
  const id = await g.says(text('Carte'), row(button('Objecter')));
  const message = discord.world.message(g.room.id, id);
  if (!message) throw new Error('it should stand');
  const [command, , menu] = discord.world.commands.get('') ?? [];
  const tap = () => taps(discord, by(), message, { type: 2, custom_id: 'Objecter', id: 3 });
  return {
    message,
    command: () => types(discord, by(), command ?? {}, [{ type: 1, name: 'call', options: [] }]),
    menu: () => usesOn(discord, by(), menu ?? {}, message),
    tap,
    form: () => sends(discord, by(), objection, [], { message }),
    bareForm: () => sends(discord, by(), objection, []),
    completion: () => asksFor(discord, by(), command ?? {}, []),
  };
}

const first = ({ id, token }: Asked, type: number, data?: object) =>
  g.client.rest.post(Routes.interactionCallback(id, token), { auth: false, body: { type, data } });
const answerOf = ({ token }: Asked) => Routes.webhookMessage(g.client.user.id, token);
const follow = ({ token }: Asked, body: object) =>
  g.client.rest.post(Routes.webhook(g.client.user.id, token), { auth: false, body });
const edit = (asked: Asked, body: object) => g.client.rest.patch(answerOf(asked), { auth: false, body });

describe('the first answer', () => {
  it('comes once', async () => {
    const asked = (await kinds()).command();
    expect(await codeOf(first(asked, 4, words('un')))).toBe('accepted');
    expect(await codeOf(first(asked, 4, words('deux')))).toBe(40060);
    expect(g.claire.reads(g.room)).toContain('un');
    expect(await asked.answered).toMatchObject({ type: 4 });
  });

  it('comes within three seconds, by the clock of Discord and by the person’s', async () => {
    const make = await kinds();
    const late = make.command();
    now += 3_001;
    expect(await codeOf(first(late, 4, words('tard')))).toBe(10062);
    expect(await late.answered).toBeNull();
    g.discord.interactions.patience = 20;
    const forgotten = make.command();
    expect(await forgotten.answered).toBeNull();
    expect(await codeOf(first(forgotten, 5))).toBe(10062);
    expect(await codeOf(first({ ...forgotten, token: 'another' }, 4, words('un')))).toBe(10062);
  });

  it('fits what was done: no modal from a modal, only choices where somebody types', async () => {
    const make = await kinds();
    const modal = objection;
    const choices = { choices: [{ name: 'Jardin', value: 'P2' }] };
    const answers: [number, object | undefined][] = [
      [4, quietly('un')],
      [5, undefined],
      [6, undefined],
      [7, { components: [text('Carte')] }],
      [8, choices],
      [9, modal],
    ];
    const taken: Record<string, number[]> = {};
    for (const kind of ['command', 'menu', 'tap', 'form', 'bareForm', 'completion'] as const)
      for (const [type, data] of answers)
        if ((await codeOf(first(make[kind](), type, data))) === 'accepted')
          taken[kind] = [...(taken[kind] ?? []), type];
    expect(taken).toEqual({
      command: [4, 5, 9],
      menu: [4, 5, 9],
      tap: [4, 5, 6, 7, 9],
      form: [4, 5, 6, 7],
      bareForm: [4, 5],
      completion: [8],
    });
  });

  it('is no modal any more once it was put off', async () => {
    const asked = (await kinds()).command();
    await first(asked, 5);
    expect(await codeOf(first(asked, 9, objection))).toBe(40060);
  });

  it('holds 25 choices at most', async () => {
    const { completion } = await kinds();
    const choices = (n: number) => ({
      choices: Array.from({ length: n }, (_, i) => ({ name: `${i}`, value: `${i}` })),
    });
    expect(await codeOf(first(completion(), 8, choices(25)))).toBe('accepted');
    expect(await codeOf(first(completion(), 8, choices(26)))).toBe(50035);
  });

  it('says what it became, where that is asked', async () => {
    const asked = (await kinds()).command();
    const route = Routes.interactionCallback(asked.id, asked.token);
    const query = new URLSearchParams({ with_response: 'true' });
    const said = await g.client.rest.post(route, { query, body: { type: 4, data: quietly('un') } });
    expect(said).toMatchObject({
      interaction: { id: asked.id, type: 2, response_message_ephemeral: true },
      resource: { type: 4, message: { components: [{ content: 'un' }] } },
    });
  });

  it('is understood by discord.js, in each of its kinds', async () => {
    const make = await kinds();
    for (const kind of ['command', 'menu', 'tap', 'form', 'completion'] as const) make[kind]();
    await expect.poll(() => g.heard.length).toBe(5);
    const kindOf = (i: Interaction) => [
      i.isChatInputCommand(),
      i.isMessageContextMenuCommand(),
      i.isButton(),
      i.isModalSubmit(),
      i.isAutocomplete(),
    ];
    expect(g.heard.map((i) => kindOf(i).indexOf(true))).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('what follows', () => {
  it('is for the same person alone where the first answer was', async () => {
    const asked = (await kinds()).command();
    await first(asked, 5, { flags: 64 });
    expect(g.claire.notes()).toEqual(['…']);
    await edit(asked, words('Voici'));
    expect([g.claire.notes(), g.bernard.reads(g.room)]).toEqual([['Voici'], ['Carte\n[Objecter]']]);
    expect(await g.client.rest.get(answerOf(asked), { auth: false })).toMatchObject({
      flags: components | 64,
    });
    const route = Routes.channelMessages(g.room.id);
    expect(await g.client.rest.get(route)).toHaveLength(1);
  });

  it('takes the place of an answer that was put off, once', async () => {
    const asked = (await kinds()).command();
    await first(asked, 5, { flags: 64 });
    await follow(asked, words('un'));
    await follow(asked, quietly('deux'));
    expect(g.claire.notes()).toEqual(['un', 'deux']);
  });

  it('changes what was tapped', async () => {
    const make = await kinds();
    await first(make.tap(), 7, { components: [text('Close')] });
    expect(g.bernard.reads(g.room)).toEqual(['Close']);
    const later = make.tap();
    await first(later, 6);
    await edit(later, { components: [text('Rouverte')] });
    expect(g.bernard.reads(g.room)).toEqual(['Rouverte']);
  });

  it('can be deleted, and changed no more then', async () => {
    const asked = (await kinds()).command();
    await first(asked, 4, quietly('un'));
    await g.client.rest.delete(answerOf(asked), { auth: false });
    expect(g.claire.notes()).toEqual([]);
    expect(await codeOf(edit(asked, words('deux')))).toBe(10008);
  });

  it('needs a first answer', async () => {
    const asked = (await kinds()).command();
    expect(await codeOf(follow(asked, words('un')))).toBe(10015);
  });

  it('ends after a quarter of an hour, by the clock of Discord', async () => {
    const asked = (await kinds()).command();
    await first(asked, 5);
    now += 15 * 60_000;
    expect(await codeOf(edit(asked, words('juste')))).toBe('accepted');
    now += 1;
    await expect(edit(asked, words('tard'))).rejects.toMatchObject({ status: 401, code: 50027 });
    expect(await codeOf(follow(asked, words('tard')))).toBe(50027);
  });
});
