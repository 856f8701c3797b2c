// What a batch of jobs is sure to ask for, fetched in a few queries before the first of them: their receipts,
// their people, what they are about, what that stands on, and who is told of it. On PostgreSQL each query is
// a round trip.

import type { AggregateKey } from '../domain/aggregates.ts';
import type { Command } from '../domain/commands.ts';
import { mandateId } from '../domain/people.ts';
import { carriedBy, type Proposal, partnersOf } from '../domain/proposal.ts';
import type { Batch } from './batch.ts';
import type { Job, Who } from './job.ts';
import type { AssemblyKey, ParentKey } from './ports.ts';

/** Purely ahead of time: whatever isn’t fetched here is read when it is asked for. */
export async function fetchAhead(jobs: Job[], batch: Batch): Promise<void> {
  const people = jobs.flatMap((j) => (j.source.kind === 'person' ? [{ ...j, who: j.source.who }] : []));
  await batch.fetchAhead({
    receipts: people.map((j) => receiptKey(j.assembly, j.who, j.delivery)),
    identities: people.map(({ who: { platform, tenant, externalId } }) => ({ platform, tenant, externalId })),
    aggregates: jobs.flatMap(({ assembly, commands, source }) =>
      [...commands.flatMap(subjects), ...institution(source)].map((key) => ({ assembly, ...key })),
    ),
    under: jobs.flatMap(({ assembly, commands }) => commands.flatMap((c) => saidBefore(assembly, c))),
  });
  const mandates = people.map(async ({ assembly, who }) => {
    const person = await batch.person(who);
    if (!person || !who.institution) return [];
    return [{ assembly, type: 'mandate', id: mandateId(person, who.institution) } as const];
  });
  const above = jobs.flatMap((job) =>
    job.commands.flatMap((command) => parents(job.assembly, command, batch)),
  );
  await batch.fetchRows(
    [...(await Promise.all(mandates)).flat(), ...above],
    jobs.flatMap((job) => speaking(job, batch)),
  );
  await batch.fetchRows(above.flatMap((key) => charter(key, batch)));
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

/** An objector’s colleagues may have agreed. */
function saidBefore(assembly: string, command: Command): ParentKey[] {
  return command.type === 'RaiseObjection' ? [{ assembly, type: 'stance', parent: command.proposal }] : [];
}

/** The calls of the proposals, and the proposals and calls of the objections, that a command is about. */
function parents(assembly: string, command: Command, batch: Batch): AssemblyKey[] {
  if ('proposal' in command) {
    const proposal = batch.known(assembly, 'proposal', command.proposal);
    return proposal ? [{ assembly, type: 'call', id: proposal.call }] : [];
  }
  if (!('objection' in command)) return [];
  const objection = batch.known(assembly, 'objection', command.objection);
  if (!objection) return [];
  return [
    { assembly, type: 'proposal', id: objection.proposal },
    { assembly, type: 'call', id: objection.call },
  ];
}

/**
 * Who speaks for whoever acts and for those who carry what they answer: they are told. An objection convenes,
 * so it asks for the plenaries of its call.
 */
function speaking({ assembly, commands, source }: Job, batch: Batch): ParentKey[] {
  const proposals = commands.flatMap((command): ParentKey[] => {
    const proposal = 'proposal' in command ? batch.known(assembly, 'proposal', command.proposal) : undefined;
    if (!proposal) return [];
    const told = voices(proposal).map((parent) => ({ assembly, type: 'mandate', parent }) as const);
    if (command.type !== 'RaiseObjection') return told;
    return [...told, { assembly, type: 'meeting', parent: proposal.call }];
  });
  const own = institution(source).map(({ id }) => ({ assembly, type: 'mandate', parent: id }) as const);
  return [...own, ...proposals];
}

function voices(proposal: Proposal): string[] {
  return [...carriedBy(proposal), ...partnersOf(proposal)];
}

function charter({ assembly, type, id }: AssemblyKey, batch: Batch): AssemblyKey[] {
  const call = type === 'call' ? batch.known(assembly, type, id) : undefined;
  return call ? [{ assembly, type: 'charter', id: call.charter }] : [];
}
