// A person on Slack: what they type, tap, fill in and send, and what they see then. Slack stands between them and
// the app: it keeps their modals, asks for what is required, and says so when the app is silent.

import { setTimeout as rest } from 'node:timers/promises';
import { afterCommand, afterForm, afterSearch, afterTap, type Trouble } from './aftermath.ts';
import { type Doings, doingsOf } from './doings.ts';
import { type Field, faultsIn, fieldCalled, fill, type Given, there } from './filling.ts';
import type { Heard, Line } from './line.ts';
import { gone, homeOf, topOf } from './methods-views.ts';
import { closingOf, commandOf, searchOf, shortcutOf, submissionOf, tapOf } from './payloads.ts';
import { alike, optionsIn, readMessage, readOption, readView, said } from './reading.ts';
import { before, buttonCalled, type Pointed, pointedAt } from './sight.ts';
import type { Delivery } from './socket-mode.ts';
import type { SlackChannel, SlackUser, SlackView } from './workspace.ts';

export { messageShowing } from './sight.ts';

export interface Acknowledged extends Heard {
  /** Such as 'taps Objecter'. */
  what: string;
}

/** What a verb resolves to is what it brought before the person's eyes: a modal or Home as it is now, a note to them alone, a trouble of Slack's; '' for nothing. */
export interface Person extends Doings {
  readonly user: SlackUser;
  /** Of everything they did, in order. */
  readonly acknowledged: Acknowledged[];
  /** What Slack said in its own words, because the app didn't answer as it should. */
  readonly troubles: string[];

  /** '/concertation appel' */
  types(command: string, where: { in: SlackChannel }): Promise<string>;
  /**
   * The button with this label: of the modal on top, or else of the newest message that has one.
   * @param where another place, which closes the modals; words that stand above it, where there are several
   */
  taps(label: string, where?: { on?: Pointed; under?: string }): Promise<string>;
  /** By label; throws where there is no such field or choice. */
  fills(values: Readonly<Record<string, Given>>): Filling;
  /** The form on top as it stands; where something required is missing nothing is sent. */
  sends(): Promise<string>;
  /** What Slack offers while they type these words in a field of the modal on top. */
  searches(query: string, where: { in: string }): Promise<string[]>;
  /** The modal on top; `all` of them. */
  closes(how?: { all?: boolean }): Promise<string>;
  /** A shortcut of the app, from the menu of a message or, without one, from Slack's own. */
  uses(shortcut: string, on?: Pointed): Promise<string>;
  opensHome(): Promise<string>;

  /** The modal on top; '' where none is open. */
  sees(): string;
  /** How many modals stand on each other. */
  readonly modals: number;
  /** What a field of the modal on top lets one choose from without a search. */
  choices(label: string): string[];
  /** The Home tab as it is; '' where nothing was ever published. */
  home(): string;
  /** The private messages of the app, the oldest first. */
  inbox(): string[];
  /** The notes to them alone in channels, the oldest first. */
  notes(): string[];
  /** As soon as they see these words, in the modal on top, a note, on Home or in private; throws after a while (ms). */
  waitsFor(words: string, within?: number): Promise<string>;
}

/** `await claire.fills(…)`, or `await claire.fills(…).sends()`. */
export interface Filling extends Promise<void> {
  sends(): Promise<string>;
}

export function personIn(line: Line, user: SlackUser): Person {
  const { slack } = line;
  const { workspace: ws } = slack;
  const acknowledged: Acknowledged[] = [];
  const troubles: string[] = [];

  /** Sends what they did, lets Slack follow the answer, and reads what is new then. */
  async function acts(what: string, delivery: Delivery, follow: (heard: Heard) => Trouble): Promise<string> {
    const seen = eyes();
    const heard = await line.sends(delivery, (heard) => {
      acknowledged.push({ what, ...heard });
      const trouble = follow(heard);
      if (trouble) troubles.push(trouble);
    });
    if (heard) await line.settled(() => seen() !== null);
    return seen() ?? '';
  }

  /** What is before them that wasn't, from now on; null for nothing. */
  function eyes(): () => string | null {
    const views = () => [topOf(ws, user.id), homeOf(ws, user.id)].map(keyOf);
    const [modal, tab] = views();
    const known = new Map(own().map((note) => [note, readMessage(ws, note)]));
    const worries = troubles.length;
    const open = person.modals;
    return () => {
      const [top, home] = views();
      if (troubles.length > worries) return troubles.at(-1) ?? null;
      if (top !== modal && top !== '') return person.sees();
      const note = own().findLast((n) => known.get(n) !== readMessage(ws, n));
      if (note) return readMessage(ws, note);
      if (home !== tab) return person.home();
      return open > 0 && person.modals === 0 ? '' : null;
    };
  }

  const own = () => ws.ephemerals.filter((note) => note.user === user.id);

  function top(): SlackView {
    const view = topOf(ws, user.id);
    if (view) return view;
    const last = person.notes().at(-1);
    throw new Error(
      `${user.name} has no modal open; ${[...troubles.slice(-1), ...(last ? [`the last note: ${last}`] : [])].join('; ')}`,
    );
  }

  async function searched({ blockId, element }: Field, query: string) {
    const least = Number(element.min_query_length ?? 3);
    if (query.length < least) throw new Error(`Slack searches from ${least} characters on`);
    const where = { blockId, actionId: `${element.action_id}`, query };
    let found: Record<string, unknown>[] = [];
    await line.sends(searchOf(slack, user, top(), where), (heard) => {
      acknowledged.push({ what: `searches ${query}`, ...heard });
      const { options, trouble } = afterSearch(slack, heard);
      found = options;
      if (trouble) troubles.push(trouble);
    });
    return found;
  }

  async function filledIn(values: Readonly<Record<string, Given>>): Promise<void> {
    for (const [label, given] of Object.entries(values)) {
      const view = top();
      const field = fieldCalled(view, label);
      await fill(ws, view, field, given, (query) => searched(field, query));
    }
  }

  const person: Person = {
    user,
    acknowledged,
    troubles,
    ...doingsOf(line, user),
    async types(typed, { in: channel }) {
      if (!typed.startsWith('/')) throw new Error(`„${typed}“ is no command: it would be a message`);
      if (channel.archived) throw new Error(`nothing can be typed in #${channel.name}: it is archived`);
      await person.closes({ all: true });
      const [command = ''] = typed.split(' ');
      return acts(`types ${typed}`, commandOf(slack, user, typed, channel), (heard) =>
        afterCommand(slack, user, { command, channel }, heard),
      );
    },
    async taps(label, { on, under } = {}) {
      if (on !== undefined) await person.closes({ all: true });
      const place = on === undefined ? before(ws, user, label) : pointedAt(ws, user, on);
      const { blockId, element } = buttonCalled(ws, place, label, under);
      const { confirm: _, ...action } = element;
      const delivery = tapOf(slack, user, place, { ...action, block_id: blockId });
      return acts(`taps ${label}`, delivery, afterTap);
    },
    fills(values) {
      const filling = filledIn(values);
      return Object.assign(filling, { sends: () => filling.then(() => person.sends()) });
    },
    async sends() {
      const view = top();
      if (!view.view.submit) throw new Error(`there is nothing to send here:\n${person.sees()}`);
      view.errors = faultsIn(view);
      if (Object.keys(view.errors).length > 0) return person.sees();
      const what = `sends ${said(view.view.title)}`;
      return acts(what, submissionOf(slack, user, view), (heard) => afterForm(slack, view, heard));
    },
    async searches(query, { in: label }) {
      return (await searched(fieldCalled(top(), label), query)).map(readOption);
    },
    async closes({ all = false } = {}) {
      if (all && person.modals === 0) return '';
      const cleared = all || top().view.clear_on_close === true;
      do {
        const view = top();
        const delivery = closingOf(slack, user, view, cleared);
        gone(ws, view);
        if (view.view.notify_on_close === true)
          await acts(`closes ${said(view.view.title)}`, delivery, () => undefined);
      } while (cleared && person.modals > 0);
      return person.sees();
    },
    async uses(name, on) {
      const type = on === undefined ? 'global' : 'message';
      const offered = ws.shortcuts.filter((s) => s.type === type);
      const shortcut = offered.find((s) => alike(s.name) === alike(name));
      if (!shortcut) throw new Error(`no shortcut „${name}“; ${there(offered.map((s) => s.name))}`);
      await person.closes({ all: true });
      const place = on === undefined ? null : pointedAt(ws, user, on);
      if (place && place.kind !== 'message') throw new Error('only messages have a menu of shortcuts');
      const delivery = shortcutOf(slack, user, shortcut, place?.message ?? null);
      return acts(`uses ${name}`, delivery, afterTap);
    },
    async opensHome() {
      await person.closes({ all: true });
      const seen = eyes();
      const channel = ws.privately(user.id).id;
      const heard = await line.event({ type: 'app_home_opened', user: user.id, channel, tab: 'home' });
      if (heard) await line.settled(() => seen() !== null);
      return person.home();
    },

    sees() {
      const view = topOf(ws, user.id);
      return view ? readView(ws, view) : '';
    },
    get modals() {
      return ws.stacks.get(user.id)?.length ?? 0;
    },
    choices: (label) => optionsIn(fieldCalled(top(), label).element).map(readOption),
    home() {
      const view = homeOf(ws, user.id);
      return view ? readView(ws, view) : '';
    },
    inbox() {
      const { id } = ws.privately(user.id);
      return ws.messages
        .filter((m) => m.channel === id && m.user === ws.bot.user)
        .map((m) => readMessage(ws, m));
    },
    notes: () => own().map((note) => readMessage(ws, note)),
    async waitsFor(words, within = 5_000) {
      const shown = () => [person.sees(), person.home(), ...person.notes(), ...person.inbox()];
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

function keyOf(view: SlackView | undefined): string {
  return view ? `${view.id} ${view.hash} ${JSON.stringify(view.errors)}` : '';
}
