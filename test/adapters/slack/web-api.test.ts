// How Slack's Web API is called: once, not for ever, and without a word of it in the logs.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { troubleOf } from '../../../adapters/slack/trouble.ts';
import { slackClient, slackLogger, withoutSecrets } from '../../../adapters/slack/web-api.ts';
import { rememberingLog } from '../../support/logs.ts';
import type { Fault } from '../../support/slack/faults.ts';
import { type SlackServer, slackServer } from '../../support/slack/server.ts';

let server: SlackServer;
beforeEach(async () => {
  server = await slackServer();
});
afterEach(() => server.close());

function client(log = rememberingLog(), timeout = 2_000) {
  const { token } = server.workspace.bot;
  return slackClient({ token, apiUrl: server.apiUrl, log, timeout });
}
const troubleOfCall = async (c = client()) => {
  const error = await c.auth.test().then(
    () => undefined,
    (e: unknown) => e,
  );
  return error === undefined ? undefined : troubleOf(error);
};

describe('a call to Slack', () => {
  it('is answered by whoever owns the token', async () => {
    const { team, bot } = server.workspace;
    expect(await client().auth.test()).toMatchObject({ ok: true, team_id: team, user_id: bot.user });
  });

  it.each<[string, Fault, string, number | null]>([
    ['too many', { kind: 'rate', retryAfter: 7 }, 'busy', 7],
    ['too many, without a delay', { kind: 'rate', retryAfter: null }, 'busy', 30],
    ['a failing server', { kind: 'status', status: 503 }, 'unanswered', null],
    ['a lost answer', { kind: 'answer-lost' }, 'unanswered', null],
    ['a broken line', { kind: 'way-lost' }, 'unanswered', null],
    ['a refusal', { kind: 'error', error: 'token_revoked' }, 'token', null],
  ])('that meets %s isn’t repeated', async (_, fault, kind, seconds) => {
    server.faults.set('auth.test', fault);
    expect(await troubleOfCall()).toMatchObject({ kind, seconds });
    expect(server.calls).toHaveLength(1);
  });

  it('is given up after its time, and may have been accepted', async () => {
    const answer = Promise.withResolvers<void>();
    server.faults.set('auth.test', { kind: 'slow', until: answer.promise });
    expect(await troubleOfCall(client(rememberingLog(), 30))).toMatchObject({ kind: 'unanswered' });
    answer.resolve();
  });

  it('that reaches nobody has surely not been accepted', async () => {
    const closed = await slackServer();
    await closed.close();
    const { token } = server.workspace.bot;
    const nobody = slackClient({ token, apiUrl: closed.apiUrl, log: rememberingLog() });
    expect(await troubleOfCall(nobody)).toMatchObject({ kind: 'unreached', code: 'ECONNREFUSED' });
  });
});

describe('the log', () => {
  const secrets = [/xoxb-/, /xapp-/, /Paroles/, /ticket=\w/].map((s) => new RegExp(`${s.source}\\w`));

  it('never holds a token nor a message, whatever happens to a call', async () => {
    const log = rememberingLog();
    const c = client(log);
    const said = { channel: 'C0', text: 'ParolesDeClaire' };
    const faults: (Fault | undefined)[] = [
      undefined,
      { kind: 'rate', retryAfter: 1 },
      { kind: 'status', status: 500 },
      { kind: 'answer-lost' },
      { kind: 'error', error: 'invalid_auth' },
    ];
    for (const fault of faults) {
      if (fault) server.faults.set('chat.postMessage', [fault]);
      const error = await c.chat.postMessage(said).catch((e: unknown) => e);
      log.warn({ err: error as Error }, String(error));
    }
    expect(log.lines.length).toBeGreaterThanOrEqual(faults.length);
    for (const secret of secrets) expect(log.lines.join('\n')).not.toMatch(secret);
  });

  it('takes secrets out of what Slack’s own code says', () => {
    const log = rememberingLog();
    const logger = slackLogger(log);
    const spoken = 'xoxb-1-abc xapp-1-A1-9-ff wss://x/link/?ticket=abc&app_id=1 token=abc';
    logger.error(new Error(spoken));
    logger.warn(spoken);
    logger.info(spoken);
    logger.debug(spoken);
    expect(log.lines).toHaveLength(2);
    for (const line of log.lines) expect(line).not.toMatch(/abc|1-A1|-ff/);
    expect(withoutSecrets('An API error occurred: not_in_channel')).toBe(
      'An API error occurred: not_in_channel',
    );
  });
});
