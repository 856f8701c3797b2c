// A competition: proposals that can't all be carried out (000 §4 b). Declared by somebody, or detected when
// requests exceed the fund; a hold on each of them until it is withdrawn, dismissed, dissolved or decided.

import { type Assembly, nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import { articleOf, type Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { DomainEvent, EventOf } from './events.ts';
import { type Actor, entitled, type Institution } from './people.ts';
import { deadlineOf } from './period.ts';
import { isLive, type Proposal } from './proposal.ts';
import { refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

export interface Competition {
  id: string;
  status: 'declared' | 'detected' | 'confirmed' | 'dismissed' | 'withdrawn' | 'ended';
  call: string;
  proposals: string[];
  /** Who declared it; null where it was detected. */
  by: Actor | null;
  /** Why they compete, or why that was dismissed. */
  reason: TextRef | null;
  /** Requested in all when it was detected, in cents; null where it was declared. */
  requested: number | null;
  at: string;
}

interface Named {
  competition: string;
  call: string;
  proposals: string[];
}

export interface CompetitionEvents {
  CompetitionDeclared: Named & { by: Actor; reason: TextRef; article: string };
  /** Requests exceed the fund. Amounts in cents. */
  CompetitionDetected: Named & { requested: number; fund: number; article: string };
  /** More proposals share it than before; `requested` null where it was declared: one was merged into another. */
  CompetitionWidened: Named & {
    added: string[];
    requested: number | null;
    state: 'declared' | 'detected' | 'confirmed';
  };
  CompetitionConfirmed: Named & { by: Actor; conflicted: boolean };
  CompetitionDismissed: Named & { by: Actor; reason: TextRef; conflicted: boolean };
  CompetitionWithdrawn: Named & { by: Actor; words: TextRef | null };
  /**
   * Some have left it (withdrawn, merged, decided) or the requests fit the fund again: `freed` are held by it
   * no more, `left` still compete; nobody left means that it is over.
   */
  CompetitionNarrowed: Named & { freed: string[]; left: string[] };
}

export function evolveCompetition(
  state: Competition | undefined,
  e: EventOf<keyof CompetitionEvents>,
): Competition {
  if (e.name === 'CompetitionDeclared') {
    const { competition, call, proposals, by, reason } = e.data;
    return { id: competition, status: 'declared', call, proposals, by, reason, requested: null, at: e.at };
  }
  if (e.name === 'CompetitionDetected') {
    const { competition, call, proposals, requested } = e.data;
    const found = { by: null, reason: null, requested, at: e.at };
    return { id: competition, status: 'detected', call, proposals, ...found };
  }
  if (!state) throw new Error(`${e.name} before the competition`);
  switch (e.name) {
    case 'CompetitionWidened':
      return { ...state, proposals: e.data.proposals, requested: e.data.requested };
    case 'CompetitionConfirmed':
      return { ...state, status: 'confirmed' };
    case 'CompetitionDismissed':
      return { ...state, status: 'dismissed', reason: e.data.reason };
    case 'CompetitionWithdrawn':
      return { ...state, status: 'withdrawn' };
    case 'CompetitionNarrowed':
      if (e.data.left.length === 0) return { ...state, status: 'ended' };
      return { ...state, proposals: e.data.left };
  }
}

/** Whether it holds its proposals. */
export function standsBetween(c: Competition): boolean {
  return c.status === 'declared' || c.status === 'detected' || c.status === 'confirmed';
}

/**
 * Says that proposals can't all be carried out, and why. It holds them until a plenary decides, or its
 * author withdraws it.
 *
 * Refuses `competition.alone` (two different live proposals of one call are needed),
 * `competition.too-late` (the period of one of them is over), `competition.already` (somebody has declared
 * these already; what was only detected takes nobody's word away), and what the charter's `objectors` rule refuses.
 */
export function declareCompetition(
  command: { reason: TextRef },
  at: string,
  by: Actor,
  state: {
    assembly: Assembly;
    call: Call;
    charter: Charter;
    institution: Institution | undefined;
    proposals: Proposal[];
    competitions: Competition[];
  },
): Decision {
  const { assembly, call, charter, proposals } = state;
  const stop = entitled(charter.rules.objectors.value, state.institution);
  if (stop) return stop;
  const ids = [...new Set(proposals.map((p) => p.id))];
  if (ids.length < 2 || proposals.some((p) => p.call !== call.id || !isLive(p)))
    return refuse('competition.alone', { field: 'with' });
  const over = proposals.find((p) => at >= deadlineOf(p, call, charter));
  if (over) {
    const closesAt = deadlineOf(over, call, charter);
    return refuse('competition.too-late', { params: { proposal: over.id, closesAt } });
  }
  const known = state.competitions.find(
    (c) => c.by !== null && standsBetween(c) && ids.every((id) => c.proposals.includes(id)),
  );
  if (known) return refuse('competition.already', { params: { competition: known.id } });
  const competition = nextRef(assembly, 'K');
  const article = articleOf(charter, 'onCompetition');
  const data = { competition, call: call.id, proposals: ids, by, reason: command.reason, article };
  return [event('CompetitionDeclared', at, data)];
}

/**
 * Compares what is requested with the fund. Beyond it, everything that asks for money competes, until a
 * coordinator answers; what she dismissed comes back only when more is requested. Within it again, a
 * detected competition is over.
 */
export function compareWithFund(
  at: string,
  state: {
    assembly: Assembly;
    call: Call;
    charter: Charter;
    proposals: Proposal[];
    competitions: Competition[];
  },
): Decision {
  const { assembly, call, charter } = state;
  if (call.fund === null || charter.rules.onCompetition.value.detect === 'never') return [];
  const asking = state.proposals.filter((p) => p.amount !== null && counts(p));
  const requested = asking.reduce((sum, p) => sum + (p.amount ?? 0), 0);
  const live = asking.filter(isLive).map((p) => p.id);
  const found = state.competitions.filter((c) => c.requested !== null);
  const standing = found.find(standsBetween);
  const exceeds = requested > call.fund;
  if (standing) {
    const within = state.proposals.filter((p) => standing.proposals.includes(p.id));
    // The plenary chooses among them: what one of them doesn't ask for any more frees nobody.
    if (within.some(isPassedOver) && within.some(isLive)) return [];
    const kept = asking.filter((p) => isLive(p) || standing.proposals.includes(p.id));
    return adjust(standing, exceeds && live.length > 0 ? kept.map((p) => p.id) : [], requested, at);
  }
  // One that is validated already isn't held, but stands in the way of what still asks.
  const beyond = exceeds && live.length > 0 && asking.length > 1;
  const dismissed = Math.max(
    0,
    ...found.filter((c) => c.status === 'dismissed').map((c) => c.requested ?? 0),
  );
  if (!beyond || requested <= dismissed) return [];
  const data = { competition: nextRef(assembly, 'K'), call: call.id, proposals: asking.map((p) => p.id) };
  const article = articleOf(charter, 'onCompetition');
  return [event('CompetitionDetected', at, { ...data, requested, fund: call.fund, article })];
}

/** What is granted or may still be: a proposal that is gone or refused asks for nothing any more. */
function counts(p: Proposal): boolean {
  return isLive(p) || p.status === 'validated' || isKept(p);
}

/** A plenary has decided for it. */
function isKept(p: Proposal): boolean {
  return p.status === 'adopted' || p.status === 'chosen';
}

/** A plenary has chosen another instead. */
function isPassedOver(p: Proposal): boolean {
  return p.status === 'not-selected';
}

/** @param kept what competes from now on; fewer than two are in nobody's way */
function adjust(c: Competition, kept: string[], requested: number, at: string): DomainEvent[] {
  const named = { competition: c.id, call: c.call };
  const gone = c.proposals.filter((id) => !kept.includes(id));
  const added = kept.filter((id) => !c.proposals.includes(id));
  const events: DomainEvent[] = [];
  if (gone.length > 0) events.push(narrowed(c, gone, at));
  if (added.length > 0 && kept.length > 1) {
    const state = c.status === 'confirmed' ? 'confirmed' : 'detected';
    events.push(event('CompetitionWidened', at, { ...named, proposals: kept, added, requested, state }));
  }
  return events;
}

/**
 * A proposal that is gone or decided leaves the competitions that it is in. Where a plenary has chosen, or
 * passed one over, the others wait until each of them is decided too: whichever is recorded first, silence
 * takes no choice from the plenary. What somebody declared of one that is merged holds the one that remains.
 *
 * @param proposals those of the competitions
 */
export function leaveCompetitions(
  proposal: Proposal,
  at: string,
  state: { competitions: Competition[]; proposals: Proposal[] },
): DomainEvent[] {
  const waiting = new Set(state.proposals.filter(isLive).map((p) => p.id));
  const concerned = state.competitions.filter((c) => standsBetween(c) && c.proposals.includes(proposal.id));
  return concerned.flatMap((c) => {
    if (proposal.status === 'merged' && c.by !== null) return passedOn(c, proposal.id, proposal.into, at);
    if (!isKept(proposal) && !isPassedOver(proposal)) return [narrowed(c, [proposal.id], at)];
    return c.proposals.some((id) => waiting.has(id)) ? [] : [narrowed(c, c.proposals, at)];
  });
}

/** The one that remains takes the place of the one that is merged, beside those that it still competes with. */
function passedOn(c: Competition, from: string, into: string, at: string): DomainEvent[] {
  const others = c.proposals.filter((id) => id !== from);
  if (others.includes(into)) return [narrowed(c, [from], at)];
  const proposals = [...c.proposals, into];
  const data = { competition: c.id, call: c.call, proposals, added: [into], requested: null };
  const widened = event('CompetitionWidened', at, { ...data, state: 'declared' });
  return [widened, narrowed({ ...c, proposals }, [from], at)];
}

/** These leave the competition; fewer than two left end it, and the last one is freed as well. */
function narrowed(c: Competition, gone: readonly string[], at: string): EventOf<'CompetitionNarrowed'> {
  const left = c.proposals.filter((id) => !gone.includes(id));
  const over = left.length < 2;
  return event('CompetitionNarrowed', at, {
    competition: c.id,
    call: c.call,
    proposals: c.proposals,
    freed: over ? c.proposals : [...gone],
    left: over ? [] : left,
  });
}

/**
 * A coordinator answers what was detected: `confirmed` takes it to the plenary, `dismissed` frees the
 * proposals, with a reason for all to see.
 *
 * Refuses `competition.ended`, and `competition.declared`: what a person declared is only theirs to
 * withdraw.
 */
export function answerDetected(
  command: { how: 'confirmed' } | { how: 'dismissed'; reason: TextRef },
  at: string,
  by: Actor,
  state: { competition: Competition; conflicted: boolean },
): Decision {
  const { competition: c, conflicted } = state;
  if (c.by !== null) return refuse('competition.declared', { params: { competition: c.id } });
  if (c.status !== 'detected') return refuse('competition.ended', { params: { competition: c.id } });
  const named = { competition: c.id, call: c.call, proposals: c.proposals };
  if (command.how === 'confirmed') return [event('CompetitionConfirmed', at, { ...named, by, conflicted })];
  return [event('CompetitionDismissed', at, { ...named, by, reason: command.reason, conflicted })];
}

/** Its author, or a confirmed colleague, says that there is no competition after all. */
export function withdrawCompetition(
  command: { words: TextRef | null },
  at: string,
  by: Actor,
  state: { competition: Competition; allowed: boolean },
): Decision {
  const { competition: c, allowed } = state;
  const params = { competition: c.id };
  if (!standsBetween(c)) return refuse('competition.ended', { params });
  if (!allowed) return refuse('competition.not-yours', { params });
  const named = { competition: c.id, call: c.call, proposals: c.proposals };
  return [event('CompetitionWithdrawn', at, { ...named, by, words: command.words })];
}
