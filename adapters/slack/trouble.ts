// What may go wrong between the service and Slack: what an error means for the letter that was being sent,
// and the sentence that tells people what to do about it.

import { webApi } from '@slack/bolt';
import { type Obstacle, SendFailure } from '../../src/app/announcer.ts';
import type { Lang } from '../../src/domain/people.ts';
import { translator } from '../../src/ui/translator.ts';

export type TroubleKind =
  | 'token'
  | 'app-token'
  | 'uninstalled'
  | 'scope'
  | 'not-in-channel'
  | 'channel-gone'
  | 'archived'
  | 'closed'
  | 'person-gone'
  | 'message-gone'
  | 'busy'
  | 'unreached'
  | 'unanswered'
  | 'refused';

export interface Trouble {
  kind: TroubleKind;
  /** Slack's word for it, or the network's; holds nothing of what was sent. */
  code: string;
  /** Seconds that Slack asked to wait. */
  seconds: number | null;
  /** The permission that is missing. */
  scope: string | null;
}

/** Seconds after which a letter is tried again that waits for somebody to repair the installation. */
const repairWait = 1_800;

/** Understands whatever a call of Slack's client throws. What isn't a plain refusal may have been accepted. */
export function troubleOf(error: unknown): Trouble {
  const trouble = (kind: TroubleKind, code: string, rest: Partial<Trouble> = {}): Trouble => {
    return { kind, code, seconds: null, scope: null, ...rest };
  };
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return trouble('busy', 'ratelimited', { seconds: error.retryAfter });
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return trouble(error.statusCode >= 500 ? 'unanswered' : 'unreached', `http_${error.statusCode}`);
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const code = codeOf(error.original) ?? 'connection';
    return trouble(neverLeft.has(code) ? 'unreached' : 'unanswered', code);
  }
  if (!(error instanceof webApi.WebAPIPlatformError))
    return trouble('unanswered', codeOf(error) ?? 'unknown');
  const { error: code = '', needed, response_metadata } = error.data as Refusal;
  // Where the answer isn't Slack's JSON the client takes its whole text for the error.
  if (!/^[a-z][a-z0-9_:]{0,80}$/.test(code)) return trouble('unanswered', 'unreadable');
  const kind = kinds[code] ?? (code.startsWith('restricted_action') ? 'closed' : 'refused');
  return trouble(kind, code, {
    seconds: response_metadata?.retryAfter ?? null,
    scope: kind === 'scope' ? (needed ?? null) : null,
  });
}

/**
 * What it means for a letter. What an operator repairs makes the letter wait half an hour.
 * @param looking whether something was being looked up: what can't be read is then `blind`.
 */
export function sendFailureOf(trouble: Trouble, bot: string, looking = false): SendFailure {
  const sentence = sentenceFor(trouble, 'en', bot);
  const obstacle = passing.has(trouble.kind) ? null : obstacleOf(trouble, bot);
  const fail = (kind: SendFailure['kind'], seconds = trouble.seconds) =>
    new SendFailure(kind, sentence, seconds, obstacle);
  switch (trouble.kind) {
    case 'token':
    case 'app-token':
    case 'uninstalled':
      return fail('retry', repairWait);
    case 'scope':
      return looking ? fail('blind') : fail('retry', repairWait);
    case 'not-in-channel':
    case 'closed':
      return fail(looking ? 'blind' : 'permanent');
    case 'channel-gone':
    case 'archived':
    case 'person-gone':
    case 'refused':
      return fail('permanent');
    case 'message-gone':
      return fail('gone');
    case 'busy':
    case 'unreached':
      return fail('retry');
    case 'unanswered':
      return fail('uncertain');
  }
}

/** Of the app-level token. */
const connectionScope = 'connections:write';

/** The connection is opened with a token of its own. */
export function connecting(trouble: Trouble): Trouble {
  return trouble.kind === 'token' || trouble.kind === 'scope'
    ? { ...trouble, kind: 'app-token', scope: connectionScope }
    : trouble;
}

/** Says in one language what happened and what to do. @param bot the app's name in Slack, without @ */
export function sentenceFor(trouble: Trouble, lang: Lang, bot: string): string {
  return translator(lang)(`slack.trouble.${trouble.kind}`, obstacleOf(trouble, bot).params);
}

function obstacleOf({ kind, code, scope, seconds }: Trouble, bot: string): Obstacle {
  const params = { code, bot, scope: scope ?? code, seconds: seconds ?? 0 };
  const everywhere = kind === 'token' || kind === 'uninstalled' || kind === 'scope';
  return { message: `slack.trouble.${kind}`, params, everywhere };
}

/** What nobody needs to do anything about. */
const passing: ReadonlySet<TroubleKind> = new Set(['message-gone', 'busy', 'unreached', 'unanswered']);

interface Refusal {
  error?: string;
  needed?: string;
  response_metadata?: { retryAfter?: number };
}

const kinds: Readonly<Record<string, TroubleKind>> = {
  invalid_auth: 'token',
  not_authed: 'token',
  token_revoked: 'token',
  token_expired: 'token',
  not_allowed_token_type: 'token',
  account_inactive: 'uninstalled',
  team_not_found: 'uninstalled',
  team_access_not_granted: 'uninstalled',
  missing_scope: 'scope',
  no_permission: 'scope',
  not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-gone',
  is_archived: 'archived',
  user_not_found: 'person-gone',
  users_not_found: 'person-gone',
  user_not_visible: 'person-gone',
  user_disabled: 'person-gone',
  cannot_dm_bot: 'person-gone',
  messages_tab_disabled: 'closed',
  message_not_found: 'message-gone',
  thread_not_found: 'message-gone',
  cannot_reply_to_message: 'message-gone',
  edit_window_closed: 'message-gone',
  cant_update_message: 'message-gone',
  ratelimited: 'busy',
  rate_limited: 'busy',
  message_limit_exceeded: 'busy',
  team_added_to_org: 'unreached',
  org_login_required: 'unreached',
  accesslimited: 'unreached',
  internal_error: 'unanswered',
  fatal_error: 'unanswered',
  service_unavailable: 'unanswered',
  request_timeout: 'unanswered',
};

/** Failures of the network before anything was sent. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
]);

/** The code of the innermost cause that has one. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner = codeOf(error.cause);
  if (inner !== undefined) return inner;
  const { code } = error as { code?: unknown };
  return typeof code === 'string'
    ? code
    : error.name === 'Error' || error.name === 'TypeError'
      ? undefined
      : error.name;
}
