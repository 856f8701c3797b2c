// A proposal's card: what it asks, until when one may object, who objects and why.

import type { Call } from '../../domain/call.ts';
import type { Charter } from '../../domain/charter.ts';
import type { Objection, Remark } from '../../domain/objection.ts';
import type { Block, Button, Card } from '../card.ts';
import { euros, fullDate } from '../format.ts';
import type { SceneProposal, SceneStatement } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { shown, speaker, steps } from './words.ts';

const tones = { open: 'open', contested: 'attention', validated: 'good' } as const;

export interface ProposalCardParts {
  proposal: SceneProposal;
  call: Call;
  charter: Charter;
  /** Those that stand. */
  objections: SceneStatement<Objection>[];
  remarks: SceneStatement<Remark>[];
}

export function proposalCard(t: Translator, parts: ProposalCardParts): Card {
  const { proposal, call, charter } = parts;
  const { state } = proposal;
  const status = t(`proposal.status.${state.status}`, { steps: steps(charter) });
  const closesAt = fullDate(t, call.closesAt, charter.zone);
  const blocks: Block[] = [
    { type: 'text', text: shown(t, proposal.summary) },
    { type: 'fact', label: t('proposal.carrier'), value: shown(t, proposal.carrier) },
  ];
  if (state.amount !== null) {
    blocks.push({ type: 'fact', label: t('proposal.amount'), value: euros(t, state.amount) });
  }
  blocks.push({ type: 'deadline', label: t('proposal.deadline'), at: call.closesAt, value: closesAt });
  blocks.push(...objectionBlocks(t, parts), ...remarkBlocks(t, parts));
  return {
    subject: `card:${state.id}`,
    lang: t.lang,
    title: t('proposal.title', { ref: state.id, title: shown(t, proposal.title) }),
    status: { tone: tones[state.status], label: status },
    blocks,
    buttons: call.status === 'collecting' ? [objectButton(t, state.id)] : [],
  };
}

function objectButton(t: Translator, target: string): Button {
  return { action: 'objection.raise', target, label: t('action.objection.raise'), style: 'plain' };
}

function objectionBlocks(
  t: Translator,
  { charter, objections: standing, proposal }: ProposalCardParts,
): Block[] {
  const ended = proposal.state.endedObjections;
  const blocks: Block[] = [];
  if (standing.length > 0) {
    blocks.push({ type: 'text', text: t('proposal.holds', { n: standing.length }) });
    const asked = [t('objection.reason.missing')];
    blocks.push(...standing.map((o) => statementBlock(t, o, o.state.raisedAt, charter, asked)));
  }
  if (ended > 0) blocks.push({ type: 'text', text: t('proposal.ended', { n: ended }) });
  return blocks;
}

function remarkBlocks(t: Translator, { charter, remarks }: ProposalCardParts): Block[] {
  if (remarks.length === 0) return [];
  return [
    { type: 'text', text: t('proposal.remarks', { n: remarks.length }) },
    ...remarks.map((r) => statementBlock(t, r, r.state.at, charter, [])),
  ];
}

/** @param unsaid what stands in place of a reason that wasn't given */
function statementBlock(
  t: Translator,
  { state, who, reason, remedy }: SceneStatement<Objection | Remark>,
  at: string,
  charter: Charter,
  unsaid: string[],
): Block {
  const head = t('objection.line', {
    ref: state.id,
    who: speaker(t, who),
    at: fullDate(t, at, charter.zone),
  });
  const lines = reason === undefined ? [...unsaid] : [t('objection.reason', { text: shown(t, reason) })];
  if (remedy !== undefined) lines.push(t('objection.remedy', { text: shown(t, remedy) }));
  return { type: 'quote', head, lines };
}
