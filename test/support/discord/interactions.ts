// Interactions as Discord keeps them: three seconds for the first answer, a quarter of an hour for what follows, one
// first answer only, no modal after a deferral nor from a modal.

import type { DiscordMessage, Json, World } from './guild.ts';
import { refused } from './refused.ts';

export type InteractionKind = 'command' | 'menu' | 'component' | 'autocomplete' | 'modal';

/** What the app answered with. */
export interface FirstAnswer {
  /** 4 message, 5 message later, 6 change later, 7 change, 8 choices, 9 modal. */
  type: number;
  data: Json;
  at: number;
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly user: string;
  readonly guild: string | null;
  readonly channel: string;
  /** What was tapped, or pointed at. */
  readonly message: string | null;
  readonly at: number;
  /** As the gateway brought it. */
  readonly payload: Json;
  first: FirstAnswer | null;
  /** What the first answer became, or what was tapped where that is changed; null where nothing stands. */
  original: string | null;
  /** That a deferred answer is for the person alone. */
  isPrivate: boolean;
  /** Discord has told the person that the app doesn't answer. */
  gaveUp: boolean;
  /** The modal that opened, until it is sent or closed. */
  modal: Json | null;
  /** Resolves with the first answer, and once more is never needed: null when Discord gives up. */
  readonly answered: Promise<FirstAnswer | null>;
  settle(answer: FirstAnswer | null): void;
}

export interface Interactions {
  readonly all: Interaction[];
  /** How long the first answer may take (ms): three seconds. */
  patience: number;
  /** How long the token is good (ms): a quarter of an hour. */
  life: number;
  /** Somebody did something: it is told to the app, and Discord begins to wait. */
  begin(
    what: Pick<Interaction, 'kind' | 'user' | 'guild' | 'channel'> & { message?: DiscordMessage },
    payload: Json,
  ): Interaction;
  /** By its id and token; refuses what is unknown, too late or answered before. */
  toAnswer(id: string, token: string): Interaction;
  /** For what follows the first answer; refuses a dead token (50027). */
  byToken(application: string, token: string): Interaction;
}

export function interactionsOf(world: World, tell: (interaction: Interaction) => void): Interactions {
  const all: Interaction[] = [];
  const byItsToken = new Map<string, Interaction>();
  const interactions: Interactions = {
    all,
    patience: 3_000,
    life: 15 * 60_000,
    begin(what, payload) {
      const { promise, resolve } = Promise.withResolvers<FirstAnswer | null>();
      const id = world.id();
      const token = `aW50ZXJhY3Rpb24${btoa(id)}${all.length}`;
      const { message, ...rest } = what;
      const timer = setTimeout(() => interaction.settle(null), interactions.patience);
      timer.unref();
      const interaction: Interaction = {
        ...rest,
        id,
        token,
        message: message?.id ?? null,
        at: world.now(),
        payload: { ...payload, id, token, application_id: world.bot.application, version: 1 },
        first: null,
        original: null,
        isPrivate: false,
        gaveUp: false,
        modal: null,
        answered: promise,
        settle(answer) {
          clearTimeout(timer);
          if (answer) interaction.first = answer;
          else if (!interaction.first) interaction.gaveUp = true;
          resolve(answer);
        },
      };
      all.push(interaction);
      byItsToken.set(token, interaction);
      world.interactionsById.set(id, { type: Number(payload.type), user: what.user });
      tell(interaction);
      return interaction;
    },
    toAnswer(id, token) {
      const found = byItsToken.get(token);
      if (found?.id !== id) throw refused('unknownInteraction');
      if (found.first) throw refused('alreadyAnswered');
      if (found.gaveUp || world.now() - found.at > interactions.patience) {
        found.settle(null);
        throw refused('unknownInteraction');
      }
      return found;
    },
    byToken(application, token) {
      const found = byItsToken.get(token);
      if (application !== world.bot.application || !found) throw refused('unknownWebhook');
      if (world.now() - found.at > interactions.life) throw refused('deadToken');
      if (!found.first) throw refused('unknownWebhook');
      return found;
    },
  };
  return interactions;
}
