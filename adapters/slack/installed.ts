// Where the app is installed: the workspace that its token opens, and what it may do there.

import type { Pace } from '../../src/app/pace.ts';
import type { Log, Store } from '../../src/app/ports.ts';
import { ConfigError, type SlackConfig } from '../../src/config.ts';
import type { SlackWorkspace } from './calls.ts';
import { scopes } from './scopes.ts';
import { sentenceFor, troubleOf } from './trouble.ts';
import { slackClient } from './web-api.ts';

export interface Installed extends SlackWorkspace {
  team: string;
}

const setting = 'slack:installed';

/**
 * Asks Slack whose token it is. Where Slack doesn’t answer, or doesn’t know the token any more, the workspace of
 * the last time is gone on with: deadlines don’t wait for an installation to be repaired, and letters do.
 * Throws `ConfigError` where there never was one.
 */
export async function installedWith(
  { botToken: token, apiUrl }: SlackConfig,
  { store, log, pace }: { store: Store; log: Log; pace: () => Pace },
): Promise<Installed> {
  const client = slackClient({ token, log, apiUrl });
  try {
    const answer = await client.auth.test();
    const { team_id: team, user_id: user } = answer;
    if (!team || !user) throw new ConfigError('Slack names no workspace for SLACK_BOT_TOKEN.');
    const name = answer.user ?? 'sans-objection';
    await store.setSetting(setting, JSON.stringify({ team, bot: { user, name } }));
    missingIn(answer.response_metadata?.scopes, name, log);
    return { team, client, pace: pace(), bot: { user, name } };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const trouble = troubleOf(error);
    const sentence = sentenceFor(trouble, 'en', 'sans-objection');
    const former = await store.setting(setting);
    if (former === undefined) throw new ConfigError(sentence);
    log.error({ kind: trouble.kind, code: trouble.code }, sentence);
    return { ...(JSON.parse(former) as Pick<Installed, 'team' | 'bot'>), client, pace: pace() };
  }
}

/** Each permission that the token lacks is named once at the start, before anybody misses it. */
function missingIn(given: readonly string[] | undefined, bot: string, log: Log): void {
  if (!given) return;
  for (const scope of scopes.filter((s) => !given.includes(s)))
    log.error(
      { scope },
      sentenceFor({ kind: 'scope', code: 'missing_scope', seconds: null, scope }, 'en', bot),
    );
}
