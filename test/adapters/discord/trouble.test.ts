// What Discord's answers mean for a letter, and what people are told to do about it.

import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { HeldBack } from '../../../adapters/discord/invalid-requests.ts';
import { LineFailure } from '../../../adapters/discord/rest.ts';
import { sendFailureOf, sentenceFor, troubleOf } from '../../../adapters/discord/trouble.ts';
import { langs } from '../../../src/domain/people.ts';

const api = 'https://discord.com/api/v10';
const messages = `${api}/channels/1234567890123456789/messages`;
const refusal = (code: number, status = 400, url = messages, method = 'POST') =>
  new DiscordAPIError({ code, message: 'Refused' }, code, status, method, url, { body: {}, files: [] });
const meant = (error: unknown, looking = false) =>
  sendFailureOf(troubleOf(error), 'Sans Objection', looking).kind;

describe('what Discord answers', () => {
  it.each([
    ['a channel that is gone', 10_003, 404, 'permanent', 'permanent'],
    ['a server that is gone', 10_004, 404, 'retry', 'retry'],
    ['a message that is gone', 10_008, 404, 'gone', 'gone'],
    ['a person who is gone', 10_013, 404, 'permanent', 'permanent'],
    ['a channel that can’t be seen', 50_001, 403, 'permanent', 'blind'],
    ['a permission that is missing', 50_013, 403, 'permanent', 'blind'],
    ['a person who takes no private message', 50_007, 403, 'permanent', 'permanent'],
    ['an archived thread', 50_083, 400, 'permanent', 'permanent'],
    ['a locked thread', 160_005, 400, 'permanent', 'permanent'],
    ['a thread that is there already', 160_004, 400, 'permanent', 'permanent'],
    ['too many threads', 160_006, 400, 'permanent', 'permanent'],
    ['a full thread', 30_033, 400, 'permanent', 'permanent'],
    ['too many events', 30_038, 400, 'permanent', 'permanent'],
    ['what is wrong in itself', 50_035, 400, 'permanent', 'permanent'],
    ['a number Discord will invent', 987_654, 400, 'permanent', 'permanent'],
    ['an answer given already', 40_060, 400, 'permanent', 'permanent'],
    ['an interaction that is over', 10_062, 404, 'permanent', 'permanent'],
    ['the dead token of an interaction', 50_027, 401, 'permanent', 'permanent'],
    ['a token that is no good', 0, 401, 'retry', 'retry'],
    ['slowness that was asked for', 20_016, 400, 'retry', 'retry'],
    ['a service under load', 130_000, 503, 'retry', 'retry'],
  ])('%s makes a letter and a lookup what they are', (_, code, status, letter, lookup) => {
    expect(meant(refusal(code, status))).toBe(letter);
    expect(meant(refusal(code, status), true)).toBe(lookup);
  });

  it.each([
    ['ECONNREFUSED', 'retry'],
    ['ENOTFOUND', 'retry'],
    ['UND_ERR_CONNECT_TIMEOUT', 'retry'],
    ['ECONNRESET', 'uncertain'],
    ['UND_ERR_SOCKET', 'uncertain'],
    ['AbortError', 'uncertain'],
  ])('a network that says %s makes a letter %s', (code, kind) => {
    expect(meant(new LineFailure(code, null))).toBe(kind);
  });

  it('is uncertain where nothing is known', () => {
    for (const error of [new Error('?'), 'x', undefined]) expect(meant(error)).toBe('uncertain');
    expect(meant(new HTTPError(502, 'Bad gateway', 'POST', messages, { body: {}, files: [] }))).toBe(
      'uncertain',
    );
  });

  it('keeps the wait, and waits for a repair', () => {
    const failure = (error: unknown) => sendFailureOf(troubleOf(error), 'Sans Objection');
    expect(failure(new HeldBack(42)).retryAfter).toBe(42);
    expect(failure(refusal(0, 401))).toMatchObject({ retryAfter: 1_800, obstacle: { everywhere: true } });
    expect(failure(refusal(50_013, 403)).obstacle).toMatchObject({ everywhere: false });
    expect(failure(refusal(10_008, 404)).obstacle).toBeNull();
  });
});

describe('the sentence about it', () => {
  it('names the permission for what was done, the setting to change and whom to invite, in three languages', () => {
    const event = `${api}/guilds/1234567890123456789/scheduled-events`;
    for (const lang of langs) {
      const say = (error: unknown) => sentenceFor(troubleOf(error), lang, 'Sans Objection');
      expect(say(refusal(50_013, 403))).toMatch(/fils|threads/i);
      expect(say(refusal(50_013, 403, event))).toMatch(/évènements|Evenementen|Events/);
      expect(say(refusal(50_013, 403, messages, 'GET'))).toMatch(/anciens|geschiedenis|History/);
      expect(say(refusal(0, 401))).toContain('DISCORD_BOT_TOKEN');
      for (const code of [50_001, 10_004]) expect(say(refusal(code, 403))).toContain('Sans Objection');
      expect(say(refusal(987_654))).toContain('987654');
    }
  });
});
