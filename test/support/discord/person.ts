// A person on Discord: what they type, tap, choose, fill in and send, and what they see then. Discord's client stands
// between them and the app: it keeps their modal, asks for what is required, and says so when the app is silent.

import { setTimeout as rest } from 'node:timers/promises';
import { quiet } from '../quiet.ts';
import { listOf } from './components.ts';
import { type Doings, doingsOf } from './doings.ts';
import {
  choicesOf,
  faultsIn,
  fill,
  type Given,
  namedBy,
  type OpenModal,
  opened,
  readModal,
  submitted,
  valuesOf,
} from './filling.ts';
import type { DiscordChannel, DiscordMessage, DiscordUser, Json } from './guild.ts';
import type { FirstAnswer, Interaction } from './interactions.ts';
import * as payloads from './payloads.ts';
import { alike, readMessage, there } from './reading.ts';
import type { DiscordServer } from './server.ts';
import { before, buttonCalled, listBefore, type Pointed, pointedAt, selectCalled, visible } from './sight.ts';
import { commandsFor, nameIn, type OptionGiven, optionsOf, type Typed, typedBy } from './typing.ts';

export { messageShowing } from './sight.ts';

export interface Answered {
  /** Such as 'taps Objecter'. */
  what: string;
  /** 'silent' where nothing came within three seconds. */
  how: 'answered' | 'silent';
  /** Of the first answer: 4 message, 5 later, 6 later, 7 change, 8 choices, 9 modal. */
  type: number | null;
  ms: number;
  interaction: Interaction;
}

type Options = Readonly<Record<string, OptionGiven>>;

/** What a verb resolves to is what it brought before the person's eyes: a modal, an answer, a changed message, a trouble of Discord's; '' for nothing. */
export interface Person extends Doings {
  readonly user: DiscordUser;
  /** Of everything they did, in order. */
  readonly answered: Answered[];
  /** What Discord said in its own words, because the app didn't answer as it should. */
  readonly troubles: string[];

  /** '/concertation appel titre:Frigo partagé'; options besides the words typed, by their names. */
  types(command: string, where: { in: DiscordChannel; with?: Options }): Promise<string>;
  /** What is offered for the last option of what they have typed so far: '/concertation voir proposition:fri'. */
  completes(command: string, where: { in: DiscordChannel }): Promise<string[]>;
  /** The commands that are offered to them here, as they read them. */
  offered(where: { in: DiscordChannel }): string[];
  /**
   * The button with this label, of the newest message that has one; their modal is closed.
   * @param where another message; words that stand above it, where there are several
   */
  taps(label: string, where?: { on?: Pointed; under?: string }): Promise<string>;
  /** In the list of a message: of the newest one with such a list, unless said otherwise. */
  chooses(given: Given, where?: { in?: string; on?: Pointed }): Promise<string>;
  /** By label; throws where there is no such field or choice. */
  fills(values: Readonly<Record<string, Given>>): Filling;
  /** The modal as it stands; where something required is missing nothing is sent. */
  sends(): Promise<string>;
  /** The modal; the app hears nothing of it. */
  closes(): void;
  /** From the menu of a message. */
  uses(menu: string, on: Pointed): Promise<string>;

  /** The modal; '' where none is open. */
  sees(): string;
  readonly hasModal: boolean;
  /** What a field of the modal lets one choose from. */
  choices(label: string): string[];
  /** What stands in a channel or thread, the oldest first, answers to them alone included. */
  reads(where: DiscordChannel): string[];
  /** The private messages of the app, the oldest first. */
  inbox(): string[];
  /** The answers to them alone, the oldest first. */
  notes(): string[];
  /** Whatever called them by name, where Discord was told to: it makes their telephone ring. */
  pings(): string[];
  /** As soon as they see these words, in the modal, an answer, in private or (if given) in a channel; throws after a while (ms). */
  waitsFor(words: string, where?: { in?: DiscordChannel; within?: number }): Promise<string>;
}

/** `await claire.fills(…)`, or `await claire.fills(…).sends()`. */
export interface Filling extends Promise<void> {
  sends(): Promise<string>;
}

/** @param settled resolves when the app has nothing in hand; unless given, it is done when it asks nothing for a while */
export function personIn(
  server: DiscordServer,
  user: DiscordUser,
  { settled }: { settled?: () => Promise<unknown> } = {},
): Person {
  const { world } = server;
  const answered: Answered[] = [];
  const troubles: string[] = [];
  let open: OpenModal | null = null;

  const read = (message: DiscordMessage) => readMessage(world, message, user);
  const own = () => world.messages.filter((m) => m.onlyFor === user.id);

  /** Until the app has done what follows, as far as the test can tell: at once where that is `seen`. */
  async function done(seen: () => boolean = () => false): Promise<void> {
    if (settled) await settled();
    else await quiet(server.calls, seen);
  }

  /** Waits for the first answer, follows it, and reads what is new then. */
  async function acts(what: string, channel: DiscordChannel, start: () => Interaction): Promise<string> {
    const began = performance.now();
    const interaction = start();
    // The app hears of it only once the test waits.
    const known = new Map(theirs(interaction.id, interaction.message).map((m) => [m.id, read(m)]));
    const first = await interaction.answered;
    const ms = Math.round(performance.now() - began);
    answered.push({ what, how: first ? 'answered' : 'silent', type: first?.type ?? null, ms, interaction });
    if (!first) {
      const trouble = silence[interaction.kind];
      troubles.push(trouble);
      return trouble;
    }
    if (interaction.kind === 'modal') open = null;
    if (first.type === 9) {
      const message = world.message(interaction.channel, interaction.message ?? '');
      open = opened(first.data, channel, message);
      return person.sees();
    }
    const news = () => fresh(known, interaction);
    await done(() => news() !== null);
    return news() ?? '';
  }

  /** What they hadn't before their eyes; of what all can see only answers, and what was tapped where that changed. */
  function fresh(known: ReadonlyMap<string, string>, { id, original }: Interaction): string | null {
    const texts = theirs(id, original)
      .toReversed()
      .flatMap((m) => (known.get(m.id) === read(m) ? [] : [read(m)]));
    return texts.length > 0 && !texts.includes('…') ? texts.join('\n––\n') : null;
  }

  function theirs(interaction: string, at: string | null): DiscordMessage[] {
    const isTheirs = (m: DiscordMessage) =>
      m.onlyFor === user.id || m.interaction === interaction || m.id === at;
    return visible(world, user).filter(isTheirs);
  }

  function top(): OpenModal {
    if (open) return open;
    throw new Error(`${user.name} has no modal open; ${there(own().map(read))}`);
  }

  function channelOf(message: DiscordMessage): DiscordChannel {
    const channel = world.channels.get(message.channel);
    if (!channel) throw new Error('the channel is gone');
    return channel;
  }

  async function suggestions(typed: Typed, channel: DiscordChannel, name: string): Promise<Json[]> {
    const options = typed.offered.flatMap((o) => {
      const value = typed.given.get(String(o.name));
      if (value === undefined && o.name !== name) return [];
      const sent = typeof value === 'object' ? value.id : (value ?? '');
      return [{ name: o.name, type: o.type, value: sent, ...(o.name === name && { focused: true }) }];
    });
    const interaction = payloads.asksFor(server, { user, channel }, typed.command, typed.wrapped(options));
    const began = performance.now();
    const first: FirstAnswer | null = await interaction.answered;
    const ms = Math.round(performance.now() - began);
    const type = first?.type ?? null;
    answered.push({ what: `searches ${name}`, how: first ? 'answered' : 'silent', type, ms, interaction });
    if (!first) troubles.push(silence.autocomplete);
    return listOf(first?.data.choices);
  }

  /** Whoever types what is offered takes it. */
  async function takeSuggestions(typed: Typed, channel: DiscordChannel): Promise<void> {
    for (const option of typed.offered.filter((o) => o.autocomplete === true)) {
      const name = String(option.name);
      const given = typed.given.get(name);
      if (given === undefined || given === '') continue;
      const found = await suggestions(typed, channel, name);
      const taken = found.find((c) => alike(nameIn(c, user)) === alike(String(given)));
      if (taken) typed.given.set(name, taken.value as string);
    }
  }

  const person: Person = {
    user,
    answered,
    troubles,
    ...doingsOf(world, user, () => done()),
    async types(typed, { in: channel, with: more = {} }) {
      if (!typed.startsWith('/')) throw new Error(`„${typed}“ is no command: it would be a message`);
      person.closes();
      const words = typedBy(world, user, channel, typed, more);
      await takeSuggestions(words, channel);
      const { options, named } = optionsOf(world, words, user);
      return acts(`types ${typed}`, channel, () =>
        payloads.types(server, { user, channel }, words.command, words.wrapped(options), named),
      );
    },
    async completes(typed, { in: channel }) {
      const words = typedBy(world, user, channel, typed, {});
      const last = [...words.given.keys()].at(-1) ?? '';
      const option = words.offered.find((o) => o.name === last);
      if (option?.autocomplete !== true) throw new Error(`„${typed}“ ends in nothing that is completed`);
      return (await suggestions(words, channel, last)).map((c) => nameIn(c, user));
    },
    offered: ({ in: channel }) =>
      commandsFor(world, user, channel).map((c) => `${c.type === 1 ? '/' : ''}${nameIn(c, user)}`),
    async taps(label, { on, under } = {}) {
      person.closes();
      const message = on === undefined ? before(world, user, label) : pointedAt(world, user, on);
      const button = buttonCalled(world, user, message, label, under);
      const channel = channelOf(message);
      return acts(`taps ${label}`, channel, () => payloads.taps(server, { user, channel }, message, button));
    },
    async chooses(given, { in: placeholder, on } = {}) {
      person.closes();
      const message = on === undefined ? listBefore(world, user, placeholder) : pointedAt(world, user, on);
      const select = selectCalled(message, placeholder);
      const channel = channelOf(message);
      const values = valuesOf(world, select, given, placeholder ?? 'list');
      const least = Number(select.min_values ?? 1);
      if (values.length < least) throw new Error(`„${placeholder ?? 'list'}“ takes ${least} at least`);
      const named = namedBy(world, select, values);
      return acts(`chooses ${[given].flat().length}`, channel, () =>
        payloads.taps(server, { user, channel }, message, select, values, named),
      );
    },
    fills(values) {
      const filling = (async () => {
        for (const [label, given] of Object.entries(values)) fill(world, top(), label, given);
      })();
      return Object.assign(filling, { sends: () => filling.then(() => person.sends()) });
    },
    async sends() {
      const modal = top();
      modal.errors = faultsIn(modal);
      if (Object.keys(modal.errors).length > 0) return person.sees();
      const { channel, message } = modal;
      const { components, named } = submitted(world, modal);
      return acts(`sends ${modal.modal.title}`, channel, () =>
        payloads.sends(server, { user, channel }, modal.modal, components, { message, named }),
      );
    },
    closes() {
      open = null;
    },
    async uses(menu, on) {
      person.closes();
      const message = pointedAt(world, user, on);
      const channel = channelOf(message);
      const menus = commandsFor(world, user, channel).filter((c) => c.type === 3);
      const command = menus.find((c) => [nameIn(c, user), c.name].some((n) => alike(n) === alike(menu)));
      if (!command) throw new Error(`no „${menu}“ in the menu; ${there(menus.map((c) => nameIn(c, user)))}`);
      return acts(`uses ${menu}`, channel, () =>
        payloads.usesOn(server, { user, channel }, command, message),
      );
    },

    sees: () => (open ? readModal(world, open, user) : ''),
    get hasModal() {
      return open !== null;
    },
    choices: (label) => choicesOf(top(), label),
    reads: (where) => visible(world, user, where).toReversed().map(read),
    inbox() {
      const { id } = world.privately(world.bot.user, user.id);
      return world
        .messagesIn(id)
        .filter((m) => m.author === world.bot.user)
        .map(read);
    },
    notes: () => own().map(read),
    pings: () =>
      visible(world, user)
        .filter((m) => m.mentions.has(user.id))
        .toReversed()
        .map(read),
    async waitsFor(words, { in: channel, within = 5_000 } = {}) {
      const shown = () => [
        person.sees(),
        ...person.notes(),
        ...person.inbox(),
        ...(channel ? person.reads(channel) : []),
      ];
      for (let left = within; left > 0; left -= 5) {
        const found = shown().find((text) => alike(text).includes(alike(words)));
        if (found !== undefined) return found;
        await rest(5);
      }
      throw new Error(`${user.name} waited for „${words}“ and sees:\n${shown().join('\n––\n')}`);
    },
  };
  return person;
}

/** What Discord's client says where the app is silent. */
const silence: Record<Interaction['kind'], string> = {
  command: 'The application did not respond',
  menu: 'The application did not respond',
  component: 'This interaction failed',
  modal: 'Something went wrong. Try again.',
  autocomplete: 'Loading options failed',
};
