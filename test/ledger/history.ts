// A small history of an assembly in memory, as the store would give it, for tests of the export.

import { canonical, chainHash, genesis, textDigest } from '../../src/app/chain.ts';
import type { Content, Head, Reads, StoredEvent } from '../../src/app/ports.ts';
import { newAssembly } from '../../src/domain/assembly.ts';

export const assembly = 'colignon';

/** A call with proposals, objections with and without words, a plenary and validations: `rounds` × 5 + 2 events. */
export function history(rounds: number): { events: StoredEvent[]; contents: Content[] } {
  const events: StoredEvent[] = [];
  const contents: Content[] = [];

  const words = (text: string) => {
    const id = `01934b1e-0000-7000-8000-${`${contents.length}`.padStart(12, '0')}`;
    const salt = (contents.length + 1).toString(16).padStart(32, '0');
    contents.push({ id, assembly, author: 'person-1', salt, text });
    return { id, sha256: textDigest(salt, text) };
  };
  const happen = (name: string, data: object) => {
    const seq = events.length + 1;
    const at = `2026-11-23T09:00:${`${seq % 60}`.padStart(2, '0')}.000Z`;
    const line = { assembly, seq, at, name, v: 1, data };
    const hash = chainHash(events.at(-1)?.hash ?? genesis, line);
    events.push({ assembly, seq, at, name, v: 1, data: canonical(data), hash });
  };

  happen('AssemblyOpened', { coordinators: ['person-1'], deputies: [] });
  happen('CallOpened', { call: 'C1', title: words('Appel « été »'), closesAt: '2026-12-07T22:59:00.000Z' });
  for (let i = 1; i <= rounds; i++) {
    const proposal = { call: 'C1', proposal: `P${i}` };
    happen('ProposalSubmitted', {
      ...proposal,
      title: words(`Jardin nº ${i}`),
      summary: words('Un potager\nd’hiver 🌱, "partagé" avec l’école \\ la crèche'),
      amount: 1250000,
    });
    happen('ObjectionRaised', {
      ...proposal,
      objection: `O${i}`,
      reason: i % 2 ? words('Rien n’est prévu pour l’eau') : null,
      remedy: null,
    });
    happen('MeetingPrepared', { call: 'C1', meeting: `M${i}`, agenda: [`P${i}`] });
    happen('ObjectionLifted', { ...proposal, objection: `O${i}`, words: words('L’eau est prévue') });
    happen('ProposalValidated', { ...proposal, basis: 'lifted', article: '4b' });
  }
  return { events, contents };
}

/** What a store holding this history answers. */
export function readsOf(
  { events, contents }: ReturnType<typeof history>,
  erased: string[] = [],
): Pick<Reads, 'head' | 'events' | 'contents'> {
  return {
    async head(wanted): Promise<Head | undefined> {
      const last = events.at(-1);
      if (wanted !== assembly || !last) return undefined;
      return { assembly, seq: last.seq, hash: last.hash, doc: newAssembly(assembly) };
    },
    async events(_, after, limit) {
      return events.filter((e) => e.seq > after).slice(0, limit);
    },
    async contents(ids) {
      const known = contents.filter((c) => ids.includes(c.id));
      return known.map((c) => (erased.includes(c.id) ? { ...c, salt: null, text: null } : c));
    },
  };
}
