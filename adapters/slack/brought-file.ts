// Where Slack keeps files: fetched with the token of the workspace, which goes nowhere else.

import type { webApi } from '@slack/bolt';
import type { FileHost } from '../../src/importing/brought-file.ts';
import { platformName } from './announcer.ts';

const fileHost = 'https://files.slack.com';

/** Slack’s own host; where the Web API is another’s, as in tests, that one. */
export function slackFiles({
  token,
  slackApiUrl,
}: Pick<webApi.WebClient, 'token' | 'slackApiUrl'>): FileHost {
  const { origin } = new URL(slackApiUrl);
  const from = origin === 'https://slack.com' ? fileHost : origin;
  return {
    platform: platformName,
    headers: { authorization: `Bearer ${token}` },
    keeps: (url) => url.origin === from,
  };
}
