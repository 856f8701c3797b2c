// One round: people act, the service is killed and comes back, the deadline passes, everything comes to
// rest; what was told, received and exported is kept and judged.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyExport } from '../../src/ledger/verify.ts';
import { type Artefacts, type ExportLine, parseLines, roundFolder, writeArtefacts } from './artefacts.ts';
import { lift, play, Told } from './clients.ts';
import type { Ground } from './ground.ts';
import { type Findings, judge } from './judge.ts';
import type { Plan } from './plan.ts';
import { type Platform, startPlatform } from './platform-server.ts';
import { Sandbox } from './sandbox.ts';
import { Keeper, ServiceFailure } from './service.ts';
import { stateFaults } from './state-check.ts';

export interface Played {
  findings: Findings;
  /** Acceptances that clients got, repeats included. */
  acked: number;
  /** Refusals by the rules that clients got. */
  refused: number;
  /** Whether the service was killed where the plan wanted it; otherwise it was killed before the export. */
  struck: boolean;
  milliseconds: number;
}

const restsWithin = 30_000;
/** So long after a deadline every timer has fired, in domain time. */
const wellPast = 60_000;

/**
 * Plays a round and leaves its files in a folder under `dir`. A service that hangs, crashes by itself or
 * doesn’t come back is a finding (`wrong`); the files then hold what there was.
 *
 * @param spoil damages the artefacts before they are written and judged, to try the judge
 */
export async function playRound(
  ground: Ground,
  plan: Plan,
  dir: string,
  spoil: (artefacts: Artefacts) => Artefacts = (a) => a,
): Promise<Played> {
  const began = performance.now();
  const folder = roundFolder(dir, plan.round);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const logFile = join(folder, 'service.log');
  const { opening } = ground;
  const { people, calls, proposals, rooms } = opening.furnished;
  const told = new Told({ acked: opening.acked, people, calls, proposals, room: rooms[0] ?? null });
  const platform = await startPlatform(opening.received);
  const faults = ['env' in plan.fault ? plan.fault.env : null, plan.again];
  const databaseUrl = await ground.fresh(plan.round);
  const trouble: string[] = [];
  let keeper: Keeper | undefined;
  let sandbox: Sandbox | undefined;
  let struck = false;
  let exportText = '';
  try {
    keeper = await Keeper.start({ databaseUrl, platformUrl: platform.url, logFile }, faults);
    sandbox = new Sandbox(keeper);
    await act(plan, { keeper, sandbox, platform, told });
    struck = keeper.deaths > 0;
    await keeper.dieOnce();
    await rest(sandbox);
    exportText = await sandbox.export();
    trouble.push(...(await stateFaults(parseLines(exportText), told.room, sandbox)));
    await keeper.stop();
    trouble.push(...(await verified(exportText)));
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    trouble.push(error.message);
    exportText ||= (await sandbox?.export().catch(() => undefined)) ?? '';
  } finally {
    keeper?.dispose();
    await platform.stop();
  }
  trouble.push(...(sandbox?.oddities ?? []));
  const exported = parseLines<ExportLine>(exportText);
  const artefacts = { acked: told.acked, received: platform.received, exported };
  const shown = spoil(artefacts);
  writeArtefacts(folder, shown, shown.exported === exported ? exportText : undefined);
  // Of a service that couldn’t be asked there is nothing to judge but its silence.
  const findings = exportText === '' ? { lost: [], doubled: [], wrong: [] } : judge(shown);
  findings.wrong.push(...trouble);
  await cleanUp(ground, plan.round, folder, findings);
  return {
    findings,
    acked: told.acked.length - 1,
    refused: told.refused,
    struck,
    milliseconds: performance.now() - began,
  };
}

interface Stage {
  keeper: Keeper;
  sandbox: Sandbox;
  platform: Platform;
  told: Told;
}

async function act(plan: Plan, { keeper, sandbox, platform, told }: Stage): Promise<void> {
  const killAt = (name: string) =>
    'delay' in plan.fault && plan.fault.name === name ? killAfter(plan.fault.delay, keeper) : undefined;
  const everyone = (clients: Plan['clients']) => clients.map((client) => play(client, told, sandbox));

  platform.weather = plan.weather;
  await Promise.all([killAt('kill@random'), ...everyone(plan.clients)]);
  await Promise.all([killAt('kill@closing'), close(told, sandbox), ...everyone(plan.latecomers)]);
  platform.weather = null;

  const standing = told.standing();
  const lifted = standing.slice(0, Math.round(standing.length * plan.liftedAtEnd));
  await Promise.all(lifted.map((o) => lift(o, `r${plan.round}-end-${o.id}`, told, sandbox)));
}

async function killAfter(milliseconds: number, keeper: Keeper): Promise<void> {
  await pause(milliseconds);
  keeper.kill();
}

/** Lets every deadline pass. An outage may have moved it on: then it passes later. */
async function close(told: Told, sandbox: Sandbox): Promise<void> {
  for (const id of told.calls) {
    for (let tries = 0; ; tries++) {
      const call = await sandbox.call(id);
      if (call.status === 'closed') break;
      if (tries === 5) throw new ServiceFailure(`${id} did not close at its deadline, ${call.closesAt}`);
      await sandbox.clock(new Date(Date.parse(call.closesAt) + wellPast).toISOString());
    }
  }
}

/** Waits until every message has left. Nothing tells when a retry is due, so the service is asked again. */
async function rest(sandbox: Sandbox): Promise<void> {
  const until = performance.now() + restsWithin;
  for (;;) {
    const { pending } = await sandbox.second();
    if (pending === 0) return;
    if (performance.now() > until) {
      throw new ServiceFailure(
        `${pending} messages were still waiting after ${restsWithin / 1_000} s of calm`,
      );
    }
    await pause(50);
  }
}

async function verified(exportText: string): Promise<string[]> {
  async function* bytes() {
    yield Buffer.from(exportText);
  }
  const verdict = await verifyExport(bytes());
  if (verdict.is === 'intact') return [];
  return [
    `the export does not verify: ${verdict.is === 'altered' ? `line ${verdict.line}, ` : ''}${verdict.why}`,
  ];
}

/** Where something was found, the service’s log and database stay beside the three files. */
async function cleanUp(ground: Ground, round: number, folder: string, findings: Findings): Promise<void> {
  const clean = Object.values(findings).every((list) => list.length === 0);
  if (clean) await rm(join(folder, 'service.log'), { force: true });
  else await ground.keep(round, folder);
  await ground.clear(round);
}
