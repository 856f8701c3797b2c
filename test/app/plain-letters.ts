// Letters for stories: what a message is about, without its words, so that a story says whether everybody is
// told and not how.

import type { Render, RenderReads } from '../../src/app/announcer.ts';
import type { AggregateType } from '../../src/domain/aggregates.ts';
import { refKinds } from '../../src/domain/assembly.ts';
import type { Call } from '../../src/domain/call.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import type { Chase } from '../../src/domain/reminders.ts';
import type { Card } from '../../src/ui/card.ts';

type Tone = NonNullable<Card['status']>['tone'];
const good = ['validated', 'adopted', 'chosen'];

/** A card with the state of whatever the letter names; null for a chase that was taken back. */
export const plainLetter: Render = async (reads, { assembly, view, params, subject }, lang) => {
  if (view === 'chase') {
    const chase = (await reads.aggregate(assembly, 'chase', params.chase ?? ''))?.doc as Chase;
    if (chase.status === 'undone') return null;
  }
  const states = await Promise.all(Object.values(params).map((ref) => stateOf(reads, assembly, ref)));
  const text = JSON.stringify([params, ...states]);
  const tone = view === 'card' ? await toneOf(reads, assembly, params.ref ?? '') : null;
  const blocks: Card['blocks'] = [{ type: 'text', text }];
  const card = { subject, lang, title: view, status: tone && { tone, label: tone }, blocks, buttons: [] };
  const row = params.version && (await reads.aggregate(assembly, 'proposal', params.ref ?? ''));
  const now = row ? (row.doc as Proposal).answersFrom : 1;
  return Number(params.version ?? 1) < now ? { ...card, movedTo: `version ${now}` } : card;
};

async function stateOf(reads: RenderReads, assembly: string, ref: string): Promise<unknown> {
  const type = typeOf(ref);
  const row = type && (await reads.aggregate(assembly, type, ref));
  if (type !== 'proposal') return row?.doc;
  const said = await reads.aggregates(assembly, 'concern', { parent: ref });
  return [row?.doc, said.map((concern) => concern.id)];
}

async function toneOf(reads: RenderReads, assembly: string, ref: string): Promise<Tone> {
  const state = (await reads.aggregate(assembly, typeOf(ref) ?? 'call', ref))?.doc as Call | Proposal;
  if (good.includes(state.status)) return 'good';
  if (state.status === 'contested') return 'attention';
  return ['open', 'submitted', 'collecting', 'reviewing'].includes(state.status) ? 'open' : 'quiet';
}

function typeOf(ref: string): AggregateType | undefined {
  const kinds: Record<string, AggregateType> = refKinds;
  return /^[A-Z]\d+$/.test(ref) ? kinds[ref.slice(0, 1)] : undefined;
}
