// What Slack asks a token to be allowed for each method of the Web API, as data: the server refuses without
// it, and the manifest is held against it.

export type ChannelKind = 'public' | 'private' | 'im';

export interface Needs {
  token: 'bot' | 'app';
  /** Whatever the channel. */
  scope?: string;
  /** By what kind of channel it is about. */
  byKind?: Record<ChannelKind, string>;
}

const reading = { public: 'channels:read', private: 'groups:read', im: 'im:read' };
const history = { public: 'channels:history', private: 'groups:history', im: 'im:history' };
const writing: Needs = { token: 'bot', scope: 'chat:write' };
const files: Needs = { token: 'bot', scope: 'files:write' };
const views: Needs = { token: 'bot' };

export const needsOf: Readonly<Record<string, Needs>> = {
  'apps.connections.open': { token: 'app', scope: 'connections:write' },
  'auth.test': { token: 'bot' },
  'bots.info': { token: 'bot', scope: 'users:read' },
  'chat.postMessage': writing,
  'chat.update': writing,
  'chat.delete': writing,
  'chat.postEphemeral': writing,
  'conversations.open': { token: 'bot', scope: 'im:write' },
  'conversations.info': { token: 'bot', byKind: reading },
  'conversations.members': { token: 'bot', byKind: reading },
  'conversations.list': { token: 'bot', scope: 'channels:read' },
  'conversations.join': { token: 'bot', scope: 'channels:join' },
  'conversations.history': { token: 'bot', byKind: history },
  'conversations.replies': { token: 'bot', byKind: history },
  'files.getUploadURLExternal': files,
  'files.completeUploadExternal': files,
  'reactions.add': { token: 'bot', scope: 'reactions:write' },
  'reactions.remove': { token: 'bot', scope: 'reactions:write' },
  'reactions.get': { token: 'bot', scope: 'reactions:read' },
  'users.info': { token: 'bot', scope: 'users:read' },
  'views.open': views,
  'views.push': views,
  'views.update': views,
  'views.publish': views,
};

/** What Slack asks for each event before it sends it; for `message.channels` and its like, by where it is. */
export const eventNeeds: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  reaction_added: ['reactions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  group_unarchive: ['groups:read'],
  user_change: ['users:read'],
};
