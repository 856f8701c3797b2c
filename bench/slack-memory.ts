// Memory after 100,000 actions that came as forms of Slack, and while their private messages wait for Slack’s pace.

import type { Act, Clients } from './clients.ts';
import type { Bench } from './measure.ts';
import { ending, overActions, raising } from './memory.ts';
import { startService } from './service.ts';
import { formSent, isChecking, mustBeRecorded, slackSettings } from './slack-workload.ts';
import { startTinySlack } from './tiny-slack.ts';

const limit = 260;
const mostAgain = 10;

export const slackMemory: Bench = {
  name: 'slack.memory',
  what: 'the same over as many forms sent in Slack',
  long: true,
  async run(settings) {
    const slack = await startTinySlack();
    try {
      return await overActions(settings, {
        name: 'slack.memory',
        limit,
        start: (url) => startService(url, slackSettings(slack)),
        raiseAndEnd: newRaiseAndEnd(),
        // At four posts a second the last receipt would leave tomorrow.
        settle: async () => undefined,
      });
    } finally {
      await slack.close();
    }
  },
};

interface Event {
  seq: number;
  name: string;
  data: { objection: string; proposal: string; author: { institution: string } };
}

/** A form’s answer names no reference: they are read from what happened. */
function newRaiseAndEnd(): (clients: Clients, from: number) => Promise<void> {
  let seen = 0;
  return async (clients, from) => {
    const acts = raising(from);
    await sent(clients, acts);
    const raised = new Map<string, string>();
    for (;;) {
      const events = (await clients.get(`/dev/v1/events?after=${seen}`)) as Event[];
      const last = events.at(-1);
      if (!last) break;
      seen = last.seq;
      for (const { name, data } of events)
        if (name === 'ObjectionRaised')
          raised.set(`${data.proposal} ${data.author.institution}`, data.objection);
    }
    await sent(
      clients,
      ending(acts, from, (n) => raised.get(`${acts[n]?.target} ${acts[n]?.as.institution}`) ?? ''),
    );
  };
}

async function sent(clients: Clients, acts: readonly Act[]): Promise<void> {
  const requests = acts.map(formSent);
  await clients.inTurn(requests.length, async (n) => {
    const request = requests[n];
    if (!request) return;
    let answer = await clients.exchange(request);
    // Whoever is told that it is being checked may send it again: it is the same delivery.
    for (let again = 0; isChecking(answer) && again < mostAgain; again++)
      answer = await clients.exchange(request);
    mustBeRecorded(answer);
  });
}
