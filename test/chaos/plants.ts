// Damage made on purpose, as a faulty service would cause it, to see that the judge finds it.

import { createHash } from 'node:crypto';
import { canonical } from '../../src/app/chain.ts';
import type { Acked, Artefacts, ExportLine, Received } from './artefacts.ts';
import type { Damage } from './judge.ts';
import type { Random } from './random.ts';

type Plant = (artefacts: Artefacts) => Artefacts | undefined;

/** Damages a copy of the artefacts, in one of several ways; undefined when there is nothing to damage. */
export function plant(damage: Damage, artefacts: Artefacts, random: Random): Artefacts | undefined {
  const ways = plants[damage];
  const first = random.int(0, ways.length - 1);
  for (let i = 0; i < ways.length; i++) {
    const spoiled = ways[(first + i) % ways.length]?.(structuredClone(artefacts));
    if (spoiled) return spoiled;
  }
  return undefined;
}

export const plants: Record<Damage, Plant[]> = {
  lost: [answeredBeforeWriting, numberGivenTwice],
  doubled: [newsRepeated, cardPostedAgain, executedAgain],
  wrong: [cardLeftStale, validatedUnderObjection, newsForgotten],
};

/** Told ‘accepted’, killed before the commit: the last events are gone, and the file is whole without them. */
function answeredBeforeWriting(artefacts: Artefacts): Artefacts | undefined {
  const { acked, exported } = artefacts;
  const last = Math.max(
    ...acked.filter((a) => a.action !== 'reset').flatMap((a) => a.events.map((e) => e.seq)),
  );
  if (!Number.isFinite(last)) return undefined;
  return { ...artefacts, exported: chained(exported.slice(0, last - 1)) };
}

/** Told ‘accepted’, and then somebody else’s act got the number. */
function numberGivenTwice(artefacts: Artefacts): Artefacts | undefined {
  const { acked } = artefacts;
  const former = acked.find((a) => a.action === 'objection.raise');
  if (!former) return undefined;
  const deliveryId = `${former.deliveryId}-planted`;
  const told: Acked = { ...former, deliveryId, values: { reason: `${deliveryId} Jamais vu.` } };
  return { ...artefacts, acked: [...acked, told] };
}

/** The answer of the platform was lost, and the news went out once more. */
function newsRepeated(artefacts: Artefacts): Artefacts | undefined {
  return repeated(artefacts, (r) => r.kind === 'private' || (r.kind === 'post' && !r.key.includes(':card:')));
}

function cardPostedAgain(artefacts: Artefacts): Artefacts | undefined {
  return repeated(artefacts, (r) => r.kind === 'post' && r.key.includes(':card:'));
}

function repeated(artefacts: Artefacts, which: (r: Received) => boolean): Artefacts | undefined {
  const { received } = artefacts;
  const at = received.findLastIndex(which);
  const message = received[at];
  if (!message) return undefined;
  const again = received.toSpliced(at + 1, 0, { ...message, messageId: `${message.messageId}-planted` });
  return { ...artefacts, received: again.map((r, i) => ({ ...r, n: i + 1 })) };
}

/** The receipt was lost, so the repeated delivery was carried out once more. */
function executedAgain(artefacts: Artefacts): Artefacts | undefined {
  const { acked } = artefacts;
  const former = acked.find((a) => a.action === 'objection.raise');
  if (!former) return undefined;
  const events = former.events.map((e) => ({ ...e, seq: e.seq + 1 }));
  return { ...artefacts, acked: [...acked, { ...former, events }] };
}

/** The last edit of a decided proposal’s card never left. */
function cardLeftStale(artefacts: Artefacts): Artefacts | undefined {
  const { received } = artefacts;
  const tone = (r: Received) => (r.card as { status?: { tone?: string } }).status?.tone;
  const decided = received.find((r) => r.kind === 'edit' && r.key.includes(':card:P') && tone(r) !== 'open');
  if (!decided) return undefined;
  const last = received.findLastIndex((r) => r.key === decided.key);
  const from = received.findLastIndex((r, i) => {
    return i < last && r.key === decided.key && tone(r) !== tone(received[last] as Received);
  });
  if (from < 0) return undefined;
  return { ...artefacts, received: received.filter((r, i) => i <= from || r.key !== decided.key) };
}

/** The closing did not look at the holds. */
function validatedUnderObjection(artefacts: Artefacts): Artefacts | undefined {
  const { exported } = artefacts;
  const events = exported.slice(0, -1);
  const ended = new Set(
    events.filter((e) => /^Objection(Lifted|Withdrawn)$/.test(e.name ?? '')).map(objectionOf),
  );
  const standing = events.find((e) => e.name === 'ObjectionRaised' && !ended.has(objectionOf(e)));
  const last = events.at(-1);
  if (!standing?.data || !last) return undefined;
  const { proposal, call } = standing.data;
  const data = { proposal, call, basis: 'silence', article: '1' };
  return {
    ...artefacts,
    exported: chained([...events, { ...last, name: 'ProposalValidated', data, texts: [] }]),
  };
}

/** A letter was given up and nobody saw it. */
function newsForgotten(artefacts: Artefacts): Artefacts | undefined {
  const { received } = artefacts;
  const at = received.findLastIndex((r) => r.kind === 'private');
  return at < 0 ? undefined : { ...artefacts, received: received.toSpliced(at, 1) };
}

function objectionOf(line: ExportLine): unknown {
  return line.data?.objection;
}

/** Numbered and chained anew, with its last line: a file that verifies. */
export function chained(events: ExportLine[]): ExportLine[] {
  let head = '0'.repeat(64);
  const lines = events.map((line, i) => {
    const { assembly, at, name, v, data } = line;
    const seq = i + 1;
    head = createHash('sha256')
      .update(head + canonical({ assembly, seq, at, name, v, data }))
      .digest('hex');
    return { ...line, seq, hash: head };
  });
  return [...lines, { assembly: events[0]?.assembly ?? '', events: lines.length, head }];
}
