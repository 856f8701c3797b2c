// What may go wrong between the service and Discord: what an error means for the letter that was being sent,
// and the sentence that tells people what to do about it.

import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { type Obstacle, SendFailure } from '../../src/app/announcer.ts';
import type { Lang } from '../../src/domain/people.ts';
import { translator } from '../../src/ui/translator.ts';
import { HeldBack } from './invalid-requests.ts';
import { type Doing, doingOf } from './permissions.ts';
import { LineFailure } from './rest.ts';

export type TroubleKind =
  | 'token'
  | 'intents'
  | 'guild-gone'
  | 'no-access'
  | 'permission'
  | 'channel-gone'
  | 'archived'
  | 'locked'
  | 'thread-exists'
  | 'threads-full'
  | 'events-full'
  | 'blocked'
  | 'closed'
  | 'person-gone'
  | 'message-gone'
  | 'answered'
  | 'late'
  | 'busy'
  | 'unreached'
  | 'unanswered'
  | 'refused';

export interface Trouble {
  kind: TroubleKind;
  /** Discord's number for it, or the network's word; holds nothing of what was sent. */
  code: string;
  /** Seconds to wait, as Discord asked. */
  seconds: number | null;
  /** What was being done, for which a permission may be missing. */
  doing: Doing;
}

/** Seconds after which a letter is tried again that waits for somebody to repair the installation. */
const repairWait = 1_800;

/** Understands whatever a call of `discordRest` throws. What isn't a plain refusal may have been accepted. */
export function troubleOf(error: unknown): Trouble {
  const trouble = (kind: TroubleKind, code: string, rest: Partial<Trouble> = {}): Trouble => {
    return { kind, code, seconds: null, doing: 'other', ...rest };
  };
  if (error instanceof RateLimitError) {
    const ms = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout);
    return trouble('busy', '429', { seconds: Math.max(1, Math.ceil(ms / 1_000)) });
  }
  if (error instanceof HeldBack) return trouble('busy', 'held_back', { seconds: error.seconds });
  if (error instanceof LineFailure) {
    return trouble(neverLeft.has(error.code) ? 'unreached' : 'unanswered', error.code);
  }
  if (error instanceof HTTPError) return trouble('unanswered', `http_${error.status}`);
  if (error instanceof DiscordAPIError) {
    const { code, status, method, url } = error;
    const doing = doingOf(method, url);
    if (typeof code !== 'number' || code === 0) return trouble(plainly(status), `http_${status}`, { doing });
    return trouble(kinds[code] ?? plainly(status), String(code), { doing });
  }
  // Waiting for its turn it was given up: nothing was sent.
  if (error instanceof Error && error.message === 'Request aborted manually')
    return trouble('unreached', 'queue');
  return trouble('unanswered', 'unknown');
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
    case 'intents':
    case 'guild-gone':
      return fail('retry', repairWait);
    case 'no-access':
    case 'permission':
      return fail(looking ? 'blind' : 'permanent');
    case 'channel-gone':
    case 'archived':
    case 'locked':
    case 'threads-full':
    case 'events-full':
    case 'blocked':
    case 'closed':
    case 'person-gone':
    case 'thread-exists':
    case 'answered':
    case 'late':
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

/** Says in one language what happened and what to do. @param bot the app's name in Discord */
export function sentenceFor(trouble: Trouble, lang: Lang, bot: string): string {
  return translator(lang)(`discord.trouble.${trouble.kind}`, obstacleOf(trouble, bot).params);
}

function obstacleOf({ kind, code, seconds, doing }: Trouble, bot: string): Obstacle {
  const params = { code, bot, doing, seconds: seconds ?? 0 };
  const everywhere = kind === 'token' || kind === 'intents' || kind === 'guild-gone';
  return { message: `discord.trouble.${kind}`, params, everywhere };
}

/** What nobody needs to do anything about. */
export const passing: ReadonlySet<TroubleKind> = new Set([
  'message-gone',
  'thread-exists',
  'answered',
  'late',
  'busy',
  'unreached',
  'unanswered',
]);

/** Where Discord gives no number of its own. */
function plainly(status: number): TroubleKind {
  if (status === 401) return 'token';
  if (status === 403) return 'permission';
  if (status >= 500) return 'unanswered';
  return 'refused';
}

const kinds: Readonly<Record<number, TroubleKind>> = {
  10002: 'token',
  10003: 'channel-gone',
  10004: 'guild-gone',
  10007: 'person-gone',
  10008: 'message-gone',
  10013: 'person-gone',
  10015: 'late',
  10062: 'late',
  10070: 'message-gone',
  20009: 'blocked',
  20016: 'busy',
  20028: 'busy',
  20029: 'busy',
  30033: 'threads-full',
  30038: 'events-full',
  30046: 'busy',
  40001: 'token',
  40002: 'token',
  40003: 'busy',
  40004: 'busy',
  40006: 'busy',
  40058: 'refused',
  40060: 'answered',
  40062: 'busy',
  40333: 'unreached',
  50001: 'no-access',
  50007: 'closed',
  50013: 'permission',
  50014: 'token',
  50027: 'late',
  50083: 'archived',
  50278: 'closed',
  130000: 'busy',
  160002: 'permission',
  160004: 'thread-exists',
  160005: 'locked',
  160006: 'threads-full',
  160007: 'threads-full',
  200000: 'blocked',
  200001: 'blocked',
  240000: 'blocked',
};

/** Failures before anything was sent: of the network, or in the queue of the route. */
const neverLeft = new Set([
  'queue',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
]);
