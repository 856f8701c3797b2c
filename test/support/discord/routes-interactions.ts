// What an app answers to an interaction: first, and afterwards with the interaction's own token.

import { change, post, remove } from './deeds.ts';
import type { DiscordChannel, DiscordMessage, Json } from './guild.ts';
import type { Interaction, InteractionKind } from './interactions.ts';
import { refused } from './refused.ts';
import { type Asked, done, ok, type Reply, type Route } from './rest.ts';
import type { Servers } from './routes.ts';
import { changeOf, draftOf } from './routes-messages.ts';
import { messageShape } from './shapes.ts';

const ephemeral = 64;
const loading = 128;

/** What may come first after which kind of deed. */
const allowed: Record<InteractionKind, readonly number[]> = {
  command: [4, 5, 9],
  menu: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  modal: [4, 5, 6, 7],
  autocomplete: [8],
};

export function interactionRoutes({ world, interactions, checks }: Servers): Route[] {
  const bot = world.bot.user;

  function channelOf(interaction: Interaction): DiscordChannel {
    const channel = world.channels.get(interaction.channel);
    if (!channel) throw refused('unknownChannel');
    return channel;
  }

  function callback({ body, files, query }: Asked, { id = '', token = '' }: Record<string, string>): Reply {
    const interaction = interactions.toAnswer(id, token);
    const { type, data } = body as { type: number; data?: Json };
    const given = data ?? {};
    const shown = interaction.message ? world.message(interaction.channel, interaction.message) : undefined;
    const isFitting = allowed[interaction.kind].includes(type) && (![6, 7].includes(type) || shown);
    checks.refuse('callback', isFitting ? [] : [`type: ${type} can't answer a ${interaction.kind} first`]);
    if (type === 9) checks.modal(given);
    if (type === 8) checks.choices(given);
    if (type === 4) checks.message('callback', 'IncomingWebhookInteractionRequestSchema', given, files);
    if (type === 7)
      checks.message(
        'callback',
        'IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema',
        given,
        files,
        shown,
      );
    if (type === 5)
      checks.refuse('callback', (Number(given.flags ?? 0) & ~ephemeral & ~32_768) === 0 ? [] : ['flags']);
    const message = stands(interaction, type, given, files, shown);
    interaction.original = message?.id ?? null;
    if (type === 9) interaction.modal = given;
    interaction.settle({ type, data: given, at: world.now() });
    if (query.get('with_response') !== 'true') return done;
    return ok({
      interaction: {
        id,
        type: interaction.payload.type,
        ...(message && {
          response_message_id: message.id,
          response_message_loading: type === 5,
          response_message_ephemeral: message.onlyFor !== null,
        }),
      },
      ...(message && [4, 7].includes(type) && { resource: { type, message: messageShape(world, message) } }),
    });
  }

  function stands(
    interaction: Interaction,
    type: number,
    given: Json,
    files: Asked['files'],
    shown: DiscordMessage | undefined,
  ): DiscordMessage | undefined {
    if (type === 6) return shown;
    if (type === 7 && shown) {
      change(world, shown, changeOf(world, given, files, shown));
      return shown;
    }
    if (type !== 4 && type !== 5) return undefined;
    const drawn = type === 4 ? draftOf(world, given, files) : { flags: loading };
    return posted(interaction, drawn, Number(given.flags ?? 0));
  }

  function posted(interaction: Interaction, drawn: Partial<ReturnType<typeof draftOf>>, given: number) {
    const isCommand = interaction.kind === 'command' || interaction.kind === 'menu';
    return post(world, {
      ...drawn,
      channel: channelOf(interaction),
      author: bot,
      type: interaction.kind === 'command' ? 20 : isCommand ? 23 : interaction.message ? 19 : 0,
      refersTo:
        !isCommand && interaction.message
          ? { channel: interaction.channel, message: interaction.message }
          : null,
      onlyFor: given & ephemeral ? interaction.user : null,
      interaction: interaction.id,
    });
  }

  function followUp({ body, files }: Asked, { app = '', token = '' }: Record<string, string>): Reply {
    const interaction = interactions.byToken(app, token);
    const given = body as Json;
    checks.message('follow-up', 'IncomingWebhookInteractionRequestSchema', given, files);
    const waiting = originalOf(interaction);
    if (waiting && waiting.flags & loading) {
      change(world, waiting, draftOf(world, given, files));
      return ok(messageShape(world, waiting));
    }
    const message = posted(interaction, draftOf(world, given, files), Number(given.flags ?? 0));
    return ok(messageShape(world, message));
  }

  function originalOf(interaction: Interaction): DiscordMessage | undefined {
    return interaction.original ? world.message(interaction.channel, interaction.original) : undefined;
  }

  /** The original, what followed it, or what was tapped. */
  function messageOf(interaction: Interaction, wanted = ''): DiscordMessage {
    const id = wanted === '@original' ? (interaction.original ?? '') : wanted;
    const found = world.message(interaction.channel, id);
    const isOwn = found && (found.interaction === interaction.id || found.id === interaction.message);
    if (!found || !isOwn) throw refused('unknownMessage');
    return found;
  }

  function edit({ body, files }: Asked, params: Record<string, string>): Reply {
    const interaction = interactions.byToken(params.app ?? '', params.token ?? '');
    const message = messageOf(interaction, params.message);
    const given = body as Json;
    const schema = 'IncomingWebhookUpdateRequestPartialSchema';
    checks.message('PATCH answer', schema, given, files, message.flags & loading ? undefined : message);
    change(world, message, { flags: message.flags & ~loading, ...changeOf(world, given, files, message) });
    return ok(messageShape(world, message));
  }

  const answers = '/webhooks/:app/:token/messages/:message';
  return [
    { method: 'POST', pattern: '/interactions/:id/:token/callback', open: true, handle: callback },
    { method: 'POST', pattern: '/webhooks/:app/:token', open: true, handle: followUp },
    {
      method: 'GET',
      pattern: answers,
      open: true,
      handle(_, { app = '', token = '', message }) {
        return ok(messageShape(world, messageOf(interactions.byToken(app, token), message)));
      },
    },
    { method: 'PATCH', pattern: answers, open: true, handle: edit },
    {
      method: 'DELETE',
      pattern: answers,
      open: true,
      handle(_, { app = '', token = '', message }) {
        remove(world, messageOf(interactions.byToken(app, token), message));
        return done;
      },
    },
  ];
}
