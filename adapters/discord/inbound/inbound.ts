// Everything that comes in from Discord, to whom it belongs.

import {
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  ApplicationCommandType,
  InteractionResponseType,
  InteractionType,
} from 'discord.js';
import { formSent } from './form-sent.ts';
import { goneFrom, mentioned, missed, reacted } from './happenings.ts';
import type { Arrival, Heard } from './heard.ts';
import { chosenOn } from './menus.ts';
import { answered, deedOf, note, type Reception } from './reception.ts';
import { tapped } from './taps.ts';
import { suggested, typed } from './typed.ts';

export function hearing(at: Reception): Heard {
  return {
    async interaction(interaction, arrival) {
      try {
        await interacted(at, interaction, arrival);
      } catch (error) {
        if (interaction.type === InteractionType.ApplicationCommandAutocomplete) throw error;
        // Whatever it was, somebody waits for an answer.
        await answered(at, deedOf(at, interaction, arrival), Promise.reject(error), 'aside');
      }
    },
    reaction: (reaction, arrival) => reacted(at, reaction, arrival),
    mentioned: (message, arrival) => mentioned(at, message, arrival),
    guildJoined: async () => undefined,
    guildLeft: (guild) => goneFrom(at, guild, null),
    channelGone: (guild, channel) => goneFrom(at, guild, channel),
    missed: (since) => missed(at, since),
  };
}

async function interacted(at: Reception, interaction: APIInteraction, arrival: Arrival): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return commanded(at, interaction, arrival);
    case InteractionType.MessageComponent:
      return tapped(at, interaction, arrival);
    case InteractionType.ModalSubmit:
      return formSent(at, interaction, arrival);
    case InteractionType.ApplicationCommandAutocomplete: {
      const choices = await suggested(at, deedOf(at, interaction, arrival), interaction);
      const body = {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices },
      };
      // Whoever goes on typing asks anew.
      await at.line.first(interaction, body).catch(() => undefined);
      return;
    }
    default:
      return;
  }
}

async function commanded(
  at: Reception,
  interaction: APIApplicationCommandInteraction,
  arrival: Arrival,
): Promise<void> {
  const deed = deedOf(at, interaction, arrival);
  switch (interaction.data.type) {
    case ApplicationCommandType.ChatInput:
      return typed(at, deed, interaction as APIChatInputApplicationCommandInteraction);
    case ApplicationCommandType.Message:
      return chosenOn(at, deed, interaction as APIMessageApplicationCommandInteraction);
    default:
      await answered(at, deed, Promise.resolve(note(at, deed, (t) => [t('discord.old')])), 'aside');
  }
}
