// Slack’s taps and forms, from the signed request to its acknowledgement, against the same Bolt app that only
// acknowledges, after writing the same rows where there are any.

import { type Base, inRounds, type Load, opensOfARound, turnsOf } from './chat-rounds.ts';
import { type Act, Clients, type Posted } from './clients.ts';
import { fileOf } from './grounds.ts';
import type { Bench, Line, Settings, Turn } from './measure.ts';
import { type Service, startBeside, startService } from './service.ts';
import { formSent, inSlack, mustBeRecorded, signed, slackSettings, tapped } from './slack-workload.ts';
import { startTinySlack, type TinySlack } from './tiny-slack.ts';
import type { RawPlace } from './written.ts';

export const slackModal: Bench = {
  name: 'slack.modal',
  what: 'an objection sent from a form of Slack, from the signed request to acknowledged, which is on disk',
  run: (settings) => onSlack(settings, 'modal'),
};

export const slackTap: Bench = {
  name: 'slack.tap',
  what: 'a tap on a button of Slack, from the signed request to acknowledged, the form being open by then',
  run: (settings) => onSlack(settings, 'tap'),
};

type Kind = 'modal' | 'tap';

interface SlackBase extends Base {
  /** What it is sent: forms it writes down. */
  takes: Kind;
  /** Whether it opens a form before it acknowledges. */
  opens: boolean;
}

const bases: Record<Kind, readonly SlackBase[]> = {
  modal: [{ name: 'bare-ack+raw-write', takes: 'modal', opens: false, isAim: true }],
  // A tap writes nothing: it is held against what an objection costs at least, and against what a tap does.
  tap: [
    { name: 'bare-ack+raw-write', takes: 'modal', opens: false, isAim: true },
    { name: 'bare-open+ack', takes: 'tap', opens: true, isAim: false },
    { name: 'bare-ack', takes: 'tap', opens: false, isAim: false },
  ],
};

async function onSlack(settings: Settings, kind: Kind): Promise<Line[]> {
  if (!settings.engines.includes('sqlite')) return [];
  const slack = await startTinySlack();
  try {
    return await inRounds(settings, {
      name: `slack.${kind}`,
      bases: bases[kind],
      identityOf: inSlack,
      ours: (url) => ours(kind, url, slack),
      bare: (base, url, recording) => bare(base, url, { recording, slack }),
    });
  } finally {
    await slack.close();
  }
}

async function ours(kind: Kind, url: string, slack: TinySlack): Promise<Turn[]> {
  const service = await startService(url, slackSettings(slack));
  try {
    const opened = slack.calls('views.open');
    const turns = await turnsOn(kind, service, mustBeRecorded);
    const taps = kind === 'tap' ? opensOfARound : 0;
    const seen = slack.calls('views.open') - opened;
    if (seen !== taps) throw new Error(`${seen} forms opened on ${taps} taps`);
    return turns;
  } finally {
    await service.stop();
  }
}

async function bare(
  { opens, takes }: SlackBase,
  url: string,
  { recording, slack }: { recording: string | null; slack: TinySlack },
): Promise<Turn[]> {
  const isWritten = takes === 'modal' && recording !== null;
  const place: RawPlace | null = isWritten ? { file: fileOf(url), recording } : null;
  const process = await startBeside('bench/slack-base.ts', {
    ...signed,
    ...(place && { RAW: JSON.stringify(place) }),
    ...(opens && { SLACK_API_URL: slack.apiUrl }),
  });
  try {
    return await turnsOn(takes, process, () => undefined);
  } finally {
    await process.stop();
  }
}

/** @param check throws where a form’s answer isn’t the one that is hoped for */
async function turnsOn(kind: Kind, service: Service, check: (body: string) => void): Promise<Turn[]> {
  await service.ready();
  const send = (load: Load, some: readonly Act[]) => sent(service, load, some.map(formSent), check);
  const open = (load: Load, some: readonly Act[]) => sent(service, load, some.map(tapped), () => undefined);
  return turnsOf(send, kind === 'tap' ? open : null);
}

/** The milliseconds of each. */
async function sent(
  { port }: Service,
  { load, isPaced }: Load,
  requests: readonly Posted[],
  check: (body: string) => void,
): Promise<number[]> {
  const clients = new Clients(port, isPaced ? Number.POSITIVE_INFINITY : load);
  const exchange = (n: number) => clients.exchange(requests[n] as Posted);
  try {
    const { answers, latencies } = isPaced
      ? await clients.atPace(requests.length, load, exchange)
      : await clients.inTurn(requests.length, exchange);
    for (const answer of answers) check(answer);
    return latencies;
  } finally {
    clients.close();
  }
}
