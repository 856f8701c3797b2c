// Asking, answering, offering interest, remarking, consenting: at any time while the proposal lives (000 §6:
// any question is welcome). Consent and remarks end with the period.

import { type Concern, type Question, type Stance, stanceId } from './answers.ts';
import { type Assembly, nextRef } from './assembly.ts';
import type { Call } from './call.ts';
import type { Charter } from './charter.ts';
import { type Decision, event } from './decision.ts';
import type { DomainEvent } from './events.ts';
import { codeOf, namedObjectives } from './objectives.ts';
import { type Actor, type Entered, entitled, type Institution, sameActor } from './people.ts';
import { deadlineOf } from './period.ts';
import { isLive, type Proposal } from './proposal.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

export interface Answering {
  assembly: Assembly;
  call: Call;
  charter: Charter;
  proposal: Proposal;
  /** The institution spoken for. */
  institution: Institution | undefined;
  entered: Entered | null;
}

/** Refuses `proposal.unknown` and `proposal.over`: what nobody sees yet, or is decided or gone, isn't answered. */
export function answerable(proposal: Proposal): Refusal | undefined {
  if (isLive(proposal)) return undefined;
  if (!proposal.submitted) return refuse('proposal.unknown', { params: { proposal: proposal.id } });
  return refuse('proposal.over', { params: { proposal: proposal.id } });
}

function given({ proposal, call, entered }: Answering, author: Actor) {
  return { proposal: proposal.id, call: call.id, version: proposal.version, author, entered };
}

/** Asks a question in the open. Also once a proposal is decided: any question is welcome (000 §6). */
export function askQuestion(
  command: { text: TextRef },
  at: string,
  author: Actor,
  state: Answering,
): Decision {
  if (!state.proposal.submitted)
    return refuse('proposal.unknown', { params: { proposal: state.proposal.id } });
  const question = nextRef(state.assembly, 'Q');
  return [event('QuestionAsked', at, { question, ...given(state, author), text: command.text })];
}

/** Answers a question; several may. */
export function answerQuestion(
  command: { words: TextRef },
  at: string,
  by: Actor,
  state: { question: Question; call: Call },
): Decision {
  const { id, proposal, author } = state.question;
  const about = { question: id, proposal, call: state.call.id, asker: author.person };
  const data = { ...about, by, words: command.words };
  return [event('QuestionAnswered', at, data)];
}

/** Leaves an argued remark, which stops nothing. After the deadline it is a late one. */
export function raiseConcern(
  command: { reason: TextRef },
  at: string,
  author: Actor,
  state: Answering,
): Decision {
  const { assembly, call, charter, proposal } = state;
  const over = answerable(proposal);
  if (!proposal.submitted && over) return over;
  const concern = nextRef(assembly, 'R');
  const said = { concern, ...given(state, author), reason: command.reason };
  const closedAt = deadlineOf(proposal, call, charter);
  if (over || at >= closedAt) return [event('LateRemarkMade', at, { ...said, remedy: null, closedAt })];
  return [event('ConcernRaised', at, said)];
}

/**
 * Its author says that a remark is settled. Refuses `concern.not-yours`, and `concern.ended`.
 */
export function resolveConcern(
  command: { words: TextRef | null },
  at: string,
  by: Actor,
  state: { concern: Concern; call: Call; colleague: boolean },
): Decision {
  const { concern, call, colleague } = state;
  if (concern.status !== 'raised') return refuse('concern.ended', { params: { concern: concern.id } });
  if (concern.author.person !== by.person && !colleague)
    return refuse('concern.not-yours', { params: { concern: concern.id } });
  const data = { concern: concern.id, proposal: concern.proposal, call: call.id, by, words: command.words };
  return [event('ConcernResolved', at, data)];
}

/**
 * Agrees expressly. A colleague's objection stands all the same, and both are told (one person's consent
 * never erases another's objection).
 *
 * Refuses `consent.too-late` after the deadline, and what the charter's `objectors` rule refuses.
 */
export function giveConsent(
  at: string,
  author: Actor,
  state: Answering & { stance: Stance | undefined },
): Decision {
  const { call, charter, proposal, stance } = state;
  const stop = answerable(proposal) ?? entitled(charter.rules.objectors.value, state.institution);
  if (stop) return stop;
  const closesAt = deadlineOf(proposal, call, charter);
  if (at >= closesAt) return refuse('consent.too-late', { params: { closesAt } });
  if (stance?.consent && stance.consent.version >= proposal.answersFrom) return [];
  const consent = event('ConsentGiven', at, {
    stance: stanceId(proposal.id, author),
    ...given(state, author),
  });
  return [consent, ...contradictions(at, author, state)];
}

function contradictions(at: string, author: Actor, { proposal, call }: Answering): DomainEvent[] {
  if (author.institution === null) return [];
  return proposal.holds.flatMap((hold) => {
    if (hold.kind !== 'objection' || hold.author.institution !== author.institution) return [];
    if (sameActor(hold.author, author)) return [];
    return [
      event('ContradictionSeen', at, {
        proposal: proposal.id,
        call: call.id,
        objection: hold.id,
        objector: hold.author.person,
        consenting: author,
      }),
    ];
  });
}

/**
 * Takes an express consent back: its author is silent again.
 *
 * Refuses `proposal.over`, and `consent.too-late` after the deadline: what a decision rests on stands.
 */
export function withdrawConsent(
  at: string,
  author: Actor,
  state: Answering & { stance: Stance | undefined },
): Decision {
  const { call, charter, proposal } = state;
  if (!state.stance?.consent) return [];
  const over = answerable(proposal);
  if (over) return over;
  const closesAt = deadlineOf(proposal, call, charter);
  if (at >= closesAt) return refuse('consent.too-late', { params: { closesAt } });
  return [event('ConsentWithdrawn', at, { stance: state.stance.id, ...given(state, author) })];
}

/** Offers to take part or to help. */
export function showInterest(
  command: { words: TextRef | null },
  at: string,
  author: Actor,
  state: Answering,
): Decision {
  const stop = answerable(state.proposal);
  if (stop) return stop;
  const stance = stanceId(state.proposal.id, author);
  return [event('InterestShown', at, { stance, ...given(state, author), words: command.words })];
}

export function withdrawInterest(
  at: string,
  author: Actor,
  state: Answering & { stance: Stance | undefined },
): Decision {
  if (!state.stance?.interest) return [];
  return [event('InterestWithdrawn', at, { stance: state.stance.id, ...given(state, author) })];
}

/**
 * Names an objective of the action plan that the proposal serves (000 §3, §4 b). Named already: nothing.
 *
 * Refuses `objective.unknown` where the plan or the call lists objectives and this isn't one.
 */
export function nameObjective(
  command: { objective: string },
  at: string,
  by: Actor,
  state: Answering,
): Decision {
  const { call, charter, proposal, entered } = state;
  const stop = answerable(proposal);
  if (stop) return stop;
  const named = namedObjectives(call, charter, [command.objective], 'objective');
  if (isRefusal(named)) return named;
  const fresh = named.filter((code) => !proposal.objectives.some((o) => o.code === code));
  return fresh.map((objective) =>
    event('ObjectiveNamed', at, { proposal: proposal.id, call: call.id, objective, by, entered }),
  );
}

/**
 * Takes back an objective named in error: whoever named it, the carrier, or a coordinator.
 *
 * Refuses `proposal.not-yours`, and once it is decided `proposal.over`.
 */
export function removeObjective(
  command: { objective: string },
  at: string,
  by: Actor,
  state: { call: Call; charter: Charter; proposal: Proposal; allowed: boolean },
): Decision {
  const { call, charter, proposal, allowed } = state;
  const stop = answerable(proposal);
  if (stop) return stop;
  const objective = codeOf(charter, command.objective);
  const named = proposal.objectives.find((o) => o.code === objective);
  if (!named) return [];
  if (!allowed && named.by.person !== by.person)
    return refuse('proposal.not-yours', { params: { proposal: proposal.id } });
  return [event('ObjectiveRemoved', at, { proposal: proposal.id, call: call.id, objective, by })];
}
