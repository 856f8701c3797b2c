// A concertation in a channel of Slack in the middle of a call.

import type { Person } from '../../../support/slack/person.ts';
import { type SlackService, type SlackServiceOptions, slackService } from '../../../support/slack/service.ts';
import { type InACallOf, inACallIn } from '../../../support/story/in-a-call.ts';

export { closesAt } from '../../../support/story/in-a-call.ts';

export interface InACall extends SlackService, InACallOf<Person> {
  url: string;
}

export async function inACall(options: SlackServiceOptions = {}): Promise<InACall> {
  const service = await slackService(options);
  const { slack, channel } = service;
  const at = { platform: 'slack', tenant: slack.workspace.team, channel: channel.id };
  const inCall = await inACallIn(service, at, (name) => service.joins(name), {
    tenantOf: ({ user }) => user.team,
    now: options.now,
  });
  return { ...service, ...inCall };
}
