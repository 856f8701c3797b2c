// Where messages had to stand: at the root of the room what everybody should see, under a proposal's card what
// is about that proposal alone, and under the call's card whatever is about the sixth proposal and those after it.

import type { Received } from './artefacts.ts';
import type { Findings } from './judge.ts';
import type { Data } from './judge-book.ts';
import type { History } from './judge-history.ts';

/** What follows the room in the key of a card: each change of substance has a card of its own. */
export function cardOf(ref: string, version: number): string {
  return version === 1 ? `card:${ref}` : `card:${ref}/${version}`;
}

const roomFor = 5;

/** The proposal that the news of an event are about; of a competition the first. */
const about: Record<string, (d: Data) => string> = {
  VersionPublished: (d) => d.proposal,
  EditorialContested: (d) => d.proposal,
  ProposalWithdrawn: (d) => d.proposal,
  PeriodExtended: (d) => d.proposal,
  ProposalIncomplete: (d) => d.proposal,
  ProposalsMerged: (d) => d.into,
  CompetitionDeclared: (d) => d.proposals[0],
  CompetitionDetected: (d) => d.proposals[0],
  CompetitionConfirmed: (d) => d.proposals[0],
  CompetitionDismissed: (d) => d.proposals[0],
  CompetitionWithdrawn: (d) => d.proposals[0],
  CompetitionNarrowed: (d) => d.proposals[0],
  CorrectionMade: (d) => (d.ref.startsWith('P') ? d.ref : ''),
};

export function judgeThreads(received: Received[], history: History, findings: Findings): void {
  const { assembly } = history;
  const parents = parentsOf(history);
  const standing = new Map<string, Received>();
  for (const message of received) {
    const { kind, to, key, under, messageId } = message;
    if (kind === 'post') {
      const wanted = parents.get(key.slice(`${assembly}:${to}:`.length).replace(/^(\d+):.*$/s, '$1'));
      const parent = wanted && standing.get(`${assembly}:${to}:${wanted}`)?.messageId;
      if (under !== (parent ?? null))
        findings.wrong.push(
          `${key} stands under ${under ?? 'nothing'} in ${to}, not ${parent ?? 'at its root'}`,
        );
      standing.set(key, message);
    }
    if (kind === 'private' && under !== null) findings.wrong.push(`${key} stands under ${under}`);
    if (kind === 'edit' && standing.get(key)?.messageId === messageId) standing.set(key, message);
  }
  for (const [ref, { answersFrom }] of history.book.proposals) {
    for (const [key, { card }] of standing) {
      const version = Number(key.match(`:card:${ref}(?:/(\\d+))?$`)?.[1] ?? 1);
      const former = key.match(`:card:${ref}(/\\d+)?$`) !== null && version < answersFrom;
      const moved = (card as { movedTo?: string }).movedTo !== undefined;
      if (former && !moved) findings.wrong.push(`${key} still stands, and ${ref} has a card since`);
    }
  }
}

/** The key of the card under which each card, and the news of each event by its number, have to stand. */
function parentsOf({ events }: History): Map<string, string> {
  const parents = new Map<string, string>();
  const submitted = new Map<string, string[]>();
  const versions = new Map<string, number>();
  for (const { seq, name, data } of events) {
    const d: Data = data;
    if (name === 'ProposalSubmitted') {
      const all = submitted.get(d.call) ?? [];
      if (!all.includes(d.proposal)) submitted.set(d.call, [...all, d.proposal]);
    }
    const renewed = name === 'VersionPublished' ? d.kind === 'substantive' : name === 'EditorialContested';
    if (renewed) versions.set(d.proposal, d.version);
    if (name === 'ProposalsMerged') versions.set(d.into, d.version);
    const proposal = about[name]?.(d) ?? (name === 'ProposalSubmitted' ? d.proposal : '');
    if (!proposal) continue;
    const crowded = (submitted.get(d.call) ?? []).indexOf(proposal) >= roomFor;
    const card = cardOf(proposal, versions.get(proposal) ?? 1);
    if (crowded) parents.set(card, cardOf(d.call, 1));
    if (name in about) parents.set(`${seq}`, crowded ? cardOf(d.call, 1) : card);
  }
  return parents;
}
