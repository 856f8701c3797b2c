// The answer to one interaction. Discord waits three seconds for the first one, and takes a form only as the first:
// so whoever answers says beforehand which of the two it will be. Later answers are taken for fifteen minutes.

import {
  type APIInteraction,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import { within } from '../../../src/app/within.ts';
import type { DiscordMessage } from '../components/message.ts';

/** The calls by which an interaction is answered; each is one request, and throws what Discord says. */
export interface Line {
  first(interaction: Answerable, body: { type: InteractionResponseType; data?: object }): Promise<void>;
  /** Changes the first answer, or the message on which it was tapped where that was the first answer. */
  change(interaction: Answerable, message: DiscordMessage): Promise<void>;
  /** Whether this error says that the interaction was answered already, or that it can’t be any more. */
  meaningOf(error: unknown): 'answered' | 'over' | 'unknown';
}

export type Answerable = Pick<APIInteraction, 'id' | 'token' | 'application_id'>;

/** `aside`: a new message, which they alone see. `here`: in place of the message on which they tapped. */
export type Where = 'aside' | 'here';

/** Milliseconds after its arrival by which Discord hears of an interaction in any case. */
const heardWithin = 1_800;
/** The same for what comes late: it may be in time still where the line was cut for a moment only. */
const heardAtOnce = 0;
/** Milliseconds after which a form is drawn without what the store knows. */
export const patience = 500;
/** Milliseconds after which nobody waits for a store that says nothing. */
export const longest = 12_000;

/** What can’t be told here any more; what was done is done. */
export class NotHeard extends Error {
  override name = 'NotHeard';
}

export interface Answering {
  /**
   * Answers with a message as soon as it is there; past two seconds Discord shows that it is being worked on, and the
   * message takes that place.
   *
   * @param late what is said where nothing is known after twelve seconds
   *
   * Throws `NotHeard` with whatever failed on the way out, and what `work` throws.
   */
  message(work: Promise<DiscordMessage>, where: Where, late: () => DiscordMessage): Promise<void>;
  /**
   * Opens a form: the whole one, or past half a second the one that needs nothing from the store, or past two seconds a
   * message with which to try again.
   */
  form(
    whole: Promise<Form>,
    meanwhile: () => APIModalInteractionResponseCallbackData | undefined,
    again: () => DiscordMessage,
  ): Promise<void>;
}

/** A form opens as such, or as a message where it is asked in one, or where there is nothing to fill in. */
export type Form =
  | { kind: 'modal'; modal: APIModalInteractionResponseCallbackData }
  | { kind: 'message'; message: DiscordMessage; where: Where };

/**
 * @param late the line was cut meanwhile: Discord has shown an error already, but where that was only just now it still
 * takes an answer
 */
export function answeringTo(
  line: Line,
  interaction: Answerable,
  { arrivedMs, late: isLate }: { arrivedMs: number; late: boolean },
): Answering {
  const mostWaited = isLate ? heardAtOnce : heardWithin;
  const left = (of: number) => of - (performance.now() - arrivedMs);

  /**
   * Sent once more where nobody knows whether it arrived. 'before': it was answered already, which is by ourselves: at
   * the first try, or before this process began.
   */
  async function first(body: { type: InteractionResponseType; data?: object }): Promise<'now' | 'before'> {
    for (let tries = 1; ; tries++) {
      try {
        await line.first(interaction, body);
        return 'now';
      } catch (error) {
        const meaning = line.meaningOf(error);
        if (meaning === 'answered') return tries > 1 ? 'now' : 'before';
        if (meaning !== 'unknown' || tries > 1) throw new NotHeard('nobody hears it', { cause: error });
      }
    }
  }

  async function change(message: DiscordMessage): Promise<void> {
    try {
      await line.change(interaction, message);
    } catch {
      // The same change twice is one.
      await line.change(interaction, message).catch((error: unknown) => {
        throw new NotHeard('the answer came too late', { cause: error });
      });
    }
  }

  function said(message: DiscordMessage, where: Where): { type: InteractionResponseType; data: object } {
    if (where === 'here') return { type: InteractionResponseType.UpdateMessage, data: message };
    const data = { ...message, flags: message.flags | MessageFlags.Ephemeral };
    return { type: InteractionResponseType.ChannelMessageWithSource, data };
  }

  async function message(
    work: Promise<DiscordMessage>,
    where: Where,
    late: () => DiscordMessage,
  ): Promise<void> {
    // It is awaited below in any case.
    work.catch(() => undefined);
    const early = await within(work, left(mostWaited));
    if (early) {
      if ((await first(said(early, where))) === 'before') await change(early);
      return;
    }
    await first(
      where === 'here'
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            data: { flags: MessageFlags.Ephemeral },
          },
    );
    await change((await within(work, longest)) ?? late());
  }

  return {
    message,
    async form(whole, meanwhile, again) {
      whole.catch(() => undefined);
      const early = await within(whole, Math.min(patience, left(heardWithin)));
      const bare = early ? undefined : meanwhile();
      const found =
        early ?? (bare ? { kind: 'modal' as const, modal: bare } : await within(whole, left(mostWaited)));
      if (!found) await first(said(again(), 'aside'));
      else if (found.kind === 'message') await first(said(found.message, found.where));
      else await first({ type: InteractionResponseType.Modal, data: found.modal });
    },
  };
}
