// What Slack sends of what a person does: commands, taps, forms, shortcuts, searches, as Slack's documents have them.

import { viewOnWire } from './methods-views.ts';
import { responseUrl } from './response-url.ts';
import type { SlackServer } from './server.ts';
import type { Delivery } from './socket-mode.ts';
import { stateOf, withIds } from './view-state.ts';
import type {
  Shortcut,
  SlackChannel,
  SlackEphemeral,
  SlackMessage,
  SlackUser,
  SlackView,
} from './workspace.ts';

type Payload = Record<string, unknown>;

/** Where something was tapped: a message, a note to one person alone, a modal or the Home tab. */
export type Place =
  | { kind: 'message'; message: SlackMessage }
  | { kind: 'ephemeral'; ephemeral: SlackEphemeral }
  | { kind: 'view'; view: SlackView };

export function commandOf(
  slack: SlackServer,
  user: SlackUser,
  typed: string,
  channel: SlackChannel,
): Delivery {
  const [command = '', ...words] = typed.split(' ');
  const { workspace: ws } = slack;
  const payload = {
    token: 'verification',
    team_id: user.team,
    team_domain: domain,
    channel_id: channel.id,
    channel_name: nameOf(channel),
    user_id: user.id,
    user_name: username(user),
    command,
    text: words.join(' ').trim(),
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: responseUrl(ws, slack.apiUrl, { user: user.id, channel: channel.id }),
    trigger_id: ws.trigger(user.id),
  };
  return { type: 'slash_commands', payload };
}

/** @param action the element that was tapped, with what it holds */
export function tapOf(slack: SlackServer, user: SlackUser, place: Place, action: Payload): Delivery {
  const { workspace: ws } = slack;
  const payload = {
    type: 'block_actions',
    ...who(slack, user),
    token: 'verification',
    container: containerOf(place),
    trigger_id: ws.trigger(user.id, modalId(place)),
    // Slack doesn’t say whose it is of a person from another workspace: here theirs, the harder case.
    team: { id: user.team, domain },
    ...whole,
    ...surroundings(slack, user, place),
    actions: [{ ...action, action_ts: ws.stamp() }],
  };
  return { type: 'interactive', payload };
}

export function submissionOf(slack: SlackServer, user: SlackUser, view: SlackView): Delivery {
  const { workspace: ws } = slack;
  const payload = {
    type: 'view_submission',
    team: { id: user.team, domain },
    ...who(slack, user),
    token: 'verification',
    trigger_id: ws.trigger(user.id, view.id),
    view: viewOnWire(ws, view),
    response_urls: [],
    ...whole,
  };
  return { type: 'interactive', payload };
}

/** @param cleared every modal of the stack was closed at once */
export function closingOf(slack: SlackServer, user: SlackUser, view: SlackView, cleared: boolean): Delivery {
  const payload = {
    type: 'view_closed',
    team: { id: user.team, domain },
    ...who(slack, user),
    token: 'verification',
    view: viewOnWire(slack.workspace, view),
    is_cleared: cleared,
    ...whole,
  };
  return { type: 'interactive', payload };
}

export function shortcutOf(
  slack: SlackServer,
  user: SlackUser,
  { callback_id }: Shortcut,
  message: SlackMessage | null,
): Delivery {
  const { workspace: ws } = slack;
  const base = {
    token: 'verification',
    action_ts: ws.stamp(),
    team: { id: user.team, domain },
    ...who(slack, user),
    ...whole,
    callback_id,
    trigger_id: ws.trigger(user.id),
  };
  if (!message) return { type: 'interactive', payload: { type: 'shortcut', ...base } };
  const payload = {
    type: 'message_action',
    ...base,
    channel: channelOf(slack, message.channel),
    response_url: responseUrl(ws, slack.apiUrl, { user: user.id, channel: message.channel }),
    message_ts: message.ts,
    message: messageOnWire(slack, message),
  };
  return { type: 'interactive', payload };
}

export function searchOf(
  slack: SlackServer,
  user: SlackUser,
  view: SlackView,
  where: { blockId: string; actionId: string; query: string },
): Delivery {
  const payload = {
    type: 'block_suggestion',
    ...who(slack, user),
    token: 'verification',
    container: { type: 'view', view_id: view.id },
    action_id: where.actionId,
    block_id: where.blockId,
    value: where.query,
    team: { id: user.team, domain },
    ...whole,
    view: viewOnWire(slack.workspace, view),
  };
  return { type: 'interactive', payload };
}

const domain = 'concertation';
/** No organisation of several workspaces stands above this one. */
const whole = { enterprise: null, is_enterprise_install: false };

function username({ name }: SlackUser): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\d]+/gu, '.');
}

function who(_: SlackServer, user: SlackUser): Payload {
  const name = username(user);
  return { user: { id: user.id, username: name, name, team_id: user.team }, api_app_id: 'A1' };
}

function nameOf({ kind, name }: SlackChannel): string {
  return kind === 'im' ? 'directmessage' : kind === 'private' ? 'privategroup' : name;
}

function channelOf({ workspace: ws }: SlackServer, id: string): Payload {
  const channel = ws.channels.get(id);
  return { id, name: channel ? nameOf(channel) : '' };
}

function containerOf(place: Place): Payload {
  if (place.kind === 'view') return { type: 'view', view_id: place.view.id };
  const is_ephemeral = place.kind === 'ephemeral';
  const { ts, channel } = place.kind === 'ephemeral' ? place.ephemeral : place.message;
  const threadTs = place.kind === 'message' ? place.message.threadTs : null;
  const thread = threadTs ? { thread_ts: threadTs } : {};
  return { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral, ...thread };
}

/** What stands around the button. Of a note to one person alone Slack keeps nothing. */
function surroundings(slack: SlackServer, user: SlackUser, place: Place): Payload {
  if (place.kind === 'view') return { view: viewOnWire(slack.workspace, place.view) };
  const on = place.kind === 'message' ? place.message : place.ephemeral;
  return {
    channel: channelOf(slack, on.channel),
    ...(place.kind === 'message' ? { message: messageOnWire(slack, place.message) } : {}),
    state: { values: stateOf(on.blocks) },
    response_url: responseUrl(slack.workspace, slack.apiUrl, {
      user: user.id,
      channel: on.channel,
      original: on.ts,
    }),
  };
}

function modalId(place: Place): string | null {
  return place.kind === 'view' && place.view.view.type === 'modal' ? place.view.id : null;
}

function messageOnWire({ workspace: ws }: SlackServer, message: SlackMessage): Payload {
  message.blocks = withIds(message.blocks, ws.id);
  const { ts, text, user, threadTs, blocks, metadata, edits, files } = message;
  const root = threadTs ? ws.message(message.channel, threadTs) : undefined;
  return {
    type: 'message',
    user,
    ts,
    ...(user === ws.bot.user ? { bot_id: ws.bot.id, app_id: 'A1' } : {}),
    text,
    team: ws.users.get(user)?.team ?? ws.team,
    ...(edits > 0 ? { edited: { user, ts } } : {}),
    ...(threadTs ? { thread_ts: threadTs, parent_user_id: root?.user ?? user } : {}),
    blocks,
    ...(metadata ? { metadata } : {}),
    ...(files.length > 0 ? { files } : {}),
  };
}
