// What Slack's answers mean for a letter, and what people are told to do about it.

import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { sendFailureOf, sentenceFor, troubleOf } from '../../../adapters/slack/trouble.ts';
import { langs } from '../../../src/domain/people.ts';

const refusal = (error: string, more: object = {}) =>
  new webApi.WebAPIPlatformError({ ok: false, error, response_metadata: {}, ...more } as never);
const network = (code: string) => {
  const cause = Object.assign(new Error(code), { code });
  return new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause }));
};
const meant = (error: unknown, looking = false) =>
  sendFailureOf(troubleOf(error), 'Sans Objection', looking).kind;

describe('what Slack answers', () => {
  it.each([
    ['channel_not_found', 'permanent', 'permanent'],
    ['is_archived', 'permanent', 'permanent'],
    ['not_in_channel', 'permanent', 'blind'],
    ['restricted_action_thread_only_channel', 'permanent', 'blind'],
    ['user_not_found', 'permanent', 'permanent'],
    ['user_not_visible', 'permanent', 'permanent'],
    ['invalid_blocks', 'permanent', 'permanent'],
    ['a_word_slack_will_invent', 'permanent', 'permanent'],
    ['message_not_found', 'gone', 'gone'],
    ['edit_window_closed', 'gone', 'gone'],
    ['missing_scope', 'retry', 'blind'],
    ['token_revoked', 'retry', 'retry'],
    ['account_inactive', 'retry', 'retry'],
    ['ratelimited', 'retry', 'retry'],
    ['internal_error', 'uncertain', 'uncertain'],
    ['service_unavailable', 'uncertain', 'uncertain'],
    ['<html>Bad gateway</html>', 'uncertain', 'uncertain'],
    ['', 'uncertain', 'uncertain'],
  ])('“%s” makes a letter %s, and a lookup %s', (error, letter, lookup) => {
    expect(meant(refusal(error))).toBe(letter);
    expect(meant(refusal(error), true)).toBe(lookup);
  });

  it.each([
    ['ECONNREFUSED', 'retry'],
    ['ENOTFOUND', 'retry'],
    ['UND_ERR_CONNECT_TIMEOUT', 'retry'],
    ['ECONNRESET', 'uncertain'],
    ['UND_ERR_SOCKET', 'uncertain'],
    ['EPIPE', 'uncertain'],
  ])('a network that says %s makes a letter %s', (code, kind) => {
    expect(meant(network(code))).toBe(kind);
  });

  it('is uncertain where nothing is known', () => {
    for (const error of [new Error('?'), new TypeError('terminated'), 'x', undefined]) {
      expect(meant(error)).toBe('uncertain');
    }
    expect(meant(new webApi.WebAPIHTTPError(502, 'Bad gateway', {}, ''))).toBe('uncertain');
    expect(meant(new webApi.WebAPIHTTPError(403, 'Forbidden', {}, ''))).toBe('retry');
  });

  it('keeps the wait that Slack asked for, and waits for a repair', () => {
    const failure = (error: unknown) => sendFailureOf(troubleOf(error), 'Sans Objection');
    expect(failure(new webApi.WebAPIRateLimitedError(42)).retryAfter).toBe(42);
    expect(failure(refusal('ratelimited', { response_metadata: { retryAfter: 9 } })).retryAfter).toBe(9);
    expect(failure(refusal('token_revoked')).retryAfter).toBe(1_800);
  });
});

describe('the sentence about it', () => {
  it('names the missing scope, the command to type and the setting to change, in three languages', () => {
    for (const lang of langs) {
      const say = (error: unknown) => sentenceFor(troubleOf(error), lang, 'Sans Objection');
      expect(say(refusal('missing_scope', { needed: 'files:write' }))).toContain('files:write');
      expect(say(refusal('not_in_channel'))).toContain('/invite @Sans Objection');
      expect(say(refusal('token_revoked'))).toContain('SLACK_BOT_TOKEN');
      expect(say(refusal('account_inactive'))).toContain('SLACK_BOT_TOKEN');
      expect(say(refusal('a_word_slack_will_invent'))).toContain('a_word_slack_will_invent');
    }
  });
});
