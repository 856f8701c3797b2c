// The chronicle of any story: told in three languages, and nothing in it that isn't everybody's to know.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageReads } from '../../src/app/page-reads.ts';
import type { StoredEvent } from '../../src/app/ports.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { langs } from '../../src/domain/people.ts';
import { chronicleLines, type Line } from '../../src/ui/chronicle.ts';
import { Scene } from '../../src/ui/scene.ts';
import { translator } from '../../src/ui/translator.ts';
import { type Act, type Step, story } from './story.ts';
import { Player } from './story-player.ts';

/** What is only ever a draft’s: it gives no line. */
const drafts = ['CallDrafted', 'CallDropped', 'ProposalDrafted'];
const numRuns = Number(process.env.STORIES ?? 4);

function act(who: string, action: string, target: Act['target'], values: Act['values']): Step {
  return { do: 'act', who, action, target, values, behalf: null, again: false };
}

/** Every story begins with something that only some may know; what comes after may add to it. */
const secrets: Step[] = [
  act('farid', 'proposal.draft', { of: 'C', nth: 0 }, { title: 'Un projet', summary: 'Pas encore.' }),
  act('farid', 'proposal.withdraw', { of: 'P', nth: 1 }, { words: 'Finalement non' }),
  act('referente', 'call.draft', null, { title: 'Un appel', closesAt: { days: 20 } }),
  act('nadia', 'coordinator.ask', null, { question: 'Entre nous' }),
  act('referente', 'coordinator.answer', { of: 'T', nth: 0 }, { answer: 'Entre nous' }),
];

describe('la chronique, quelle que soit l’histoire', () => {
  it.each(['colignon-2024', 'contraire-2026'])(
    'under %s everything public has its line in every language, and no private words stand in it',
    async (charter) => {
      const player = await Player.open();
      const property = fc.asyncProperty(story, async (steps) => {
        await player.play(charter, [...secrets, ...steps]);
        const { events, lines } = await told(player);
        const unseen = await privateTexts(player, events);
        expect(unseen.texts.length).toBeGreaterThanOrEqual(4);
        for (const all of lines) {
          const said = new Map(all.map((line) => [line.seq, line]));
          for (const e of events) {
            const silent = drafts.includes(e.name) || unseen.events.has(e.seq);
            expect([e.name, said.has(e.seq)]).toEqual([e.name, !silent]);
            if (!silent && 'article' in JSON.parse(e.data))
              expect([e.name, said.get(e.seq)?.source]).toEqual([e.name, expect.any(String)]);
          }
          for (const { text, name } of all) {
            expect([name, unseen.texts.filter((id) => text.includes(id))]).toEqual([name, []]);
            expect([name, text]).not.toEqual([name, expect.stringMatching(/@|undefined|null|\[object/)]);
            expect([name, text]).toEqual([name, expect.stringMatching(/^\S.*\S$/u)]);
          }
        }
      });
      await fc.assert(property, { numRuns, seed: 2026, endOnFailure: true });
      await player.close();
    },
    300_000,
  );
});

/** All events, and their lines in three languages; in the place of each text stands its id. */
async function told({ store }: Player): Promise<{ events: StoredEvent[]; lines: Line[][] }> {
  const [head] = await store.heads();
  if (!head) throw new Error('nothing is there');
  const reads = pageReads(store);
  const marked = {
    ...reads,
    contents: async (ids: string[]) =>
      (await reads.contents(ids)).map((content) => ({ ...content, text: `⟦${content.id}⟧` })),
  };
  const scene = new Scene(marked, head.doc);
  const events = await store.events(head.assembly, 0, 10_000);
  return {
    events,
    lines: await Promise.all(langs.map((lang) => chronicleLines(scene, events, translator(lang)))),
  };
}

/** The texts that nobody else may read: those of drafts, private talk, offers between two carriers. */
async function privateTexts(
  { store }: Player,
  events: StoredEvent[],
): Promise<{ events: Set<number>; texts: string[] }> {
  const [head] = await store.heads();
  const assembly = head?.assembly ?? '';
  const proposals = await store.aggregates(assembly, 'proposal');
  const calls = await store.aggregates(assembly, 'call');
  const neverPublished = new Set([
    ...proposals.filter(({ doc }) => !(doc as { submitted: boolean }).submitted).map(({ id }) => id),
    ...calls.filter(({ status }) => status === 'draft' || status === 'dropped').map(({ id }) => id),
  ]);
  const unseen = new Set<number>();
  const texts: string[] = [];
  const published = new Set<string>();
  for (const { seq, name, data } of events) {
    const e = { name, data: JSON.parse(data) } as DomainEvent;
    if ('proposal' in e.data && neverPublished.has(e.data.proposal)) unseen.add(seq);
    if (e.name === 'CorrectionMade' && neverPublished.has(e.data.ref)) {
      unseen.add(seq);
      texts.push(...textsIn(e.data));
    }
    switch (e.name) {
      case 'CallDrafted':
      case 'ProposalDrafted':
        texts.push(...textsIn(e.data));
        break;
      case 'CallOpened':
      case 'ProposalSubmitted':
        for (const id of textsIn(e.data)) published.add(id);
        break;
      case 'CoordinatorAsked':
      case 'CoordinatorAnswered':
      case 'NeedNoted':
      case 'MandateDeclined':
      case 'ChaseAnnounced':
      case 'MergeDeclined':
        texts.push(...textsIn(e.data));
        break;
      default:
        break;
    }
  }
  return { events: unseen, texts: texts.filter((id) => !published.has(id)) };
}

/** The ids of what stands in an event by its digest. */
function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('sha256' in value && 'id' in value) return [String(value.id)];
  return Object.values(value).flatMap(textsIn);
}
