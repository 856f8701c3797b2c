// What a batch of jobs is sure to ask for, fetched in a few queries before the first of them: their receipts,
// their people, what they are about, and what that stands on. On PostgreSQL each query is a round trip.

import type { Command } from '../domain/commands.ts';
import { mandateId } from '../domain/people.ts';
import type { AggregateKey } from '../domain/world.ts';
import type { Batch } from './batch.ts';
import type { Job, Who } from './job.ts';
import type { AssemblyKey } from './ports.ts';

/** Purely ahead of time: whatever isn’t fetched here is read when it is asked for. */
export async function fetchAhead(jobs: Job[], batch: Batch): Promise<void> {
  const people = jobs.flatMap((j) => (j.source.kind === 'person' ? [{ ...j, who: j.source.who }] : []));
  await batch.fetchAhead({
    receipts: people.map((j) => receiptKey(j.assembly, j.who, j.delivery)),
    identities: people.map(({ who: { platform, tenant, externalId } }) => ({ platform, tenant, externalId })),
    aggregates: jobs.flatMap(({ assembly, commands, source }) =>
      [...commands.flatMap(subjects), ...institution(source)].map((key) => ({ assembly, ...key })),
    ),
  });
  const mandates = people.map(async ({ assembly, who }) => {
    const person = await batch.person(who);
    if (!person || !who.institution) return [];
    return [{ assembly, type: 'mandate', id: mandateId(person, who.institution) } as const];
  });
  const above = parents(jobs, batch);
  await batch.fetchRows([...(await Promise.all(mandates)).flat(), ...above]);
  await batch.fetchRows(above.flatMap((key) => charterAndMeeting(key, batch)));
}

/** Under which key the answer to a delivery is kept. */
export function receiptKey(assembly: string, who: Who, delivery: string): string {
  return `${assembly}:${who.platform}:${delivery}`;
}

/** What a command is about. */
function subjects(command: Command): AggregateKey[] {
  if ('proposal' in command) return [{ type: 'proposal', id: command.proposal }];
  if ('objection' in command) return [{ type: 'objection', id: command.objection }];
  if ('call' in command) return [{ type: 'call', id: command.call }];
  return [];
}

function institution(source: Job['source']): AggregateKey[] {
  const id = source.kind === 'person' ? source.who.institution : null;
  return id ? [{ type: 'institution', id }] : [];
}

/** The calls of the proposals, and the proposals and calls of the objections, that the jobs are about. */
function parents(jobs: Job[], batch: Batch): AssemblyKey[] {
  const each = jobs.flatMap(({ assembly, commands }) => commands.map((command) => ({ assembly, command })));
  return each.flatMap(({ assembly, command }) => {
    if ('proposal' in command) {
      const proposal = batch.known(assembly, 'proposal', command.proposal);
      return proposal ? [{ assembly, type: 'call', id: proposal.call } as const] : [];
    }
    if (!('objection' in command)) return [];
    const objection = batch.known(assembly, 'objection', command.objection);
    if (!objection) return [];
    return [
      { assembly, type: 'proposal', id: objection.proposal } as const,
      { assembly, type: 'call', id: objection.call } as const,
    ];
  });
}

function charterAndMeeting({ assembly, type, id }: AssemblyKey, batch: Batch): AssemblyKey[] {
  const call = type === 'call' ? batch.known(assembly, type, id) : undefined;
  if (!call) return [];
  const charter = { assembly, type: 'charter', id: call.charter } as const;
  const meeting = call.meetings.at(-1);
  return meeting ? [charter, { assembly, type: 'meeting', id: meeting } as const] : [charter];
}
