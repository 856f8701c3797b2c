// What the handlers share: the context of one command, and the reads that many decisions stand on.

import type { AggregateType, StateOf } from '../domain/aggregates.ts';
import { coordination } from '../domain/assembly.ts';
import type { Holidays } from '../domain/calendar.ts';
import type { Call } from '../domain/call.ts';
import type { Charter } from '../domain/charter.ts';
import type { CommandOf, CommandType } from '../domain/commands.ts';
import type { Known } from '../domain/criteria.ts';
import type { Decision } from '../domain/decision.ts';
import { onSameSide } from '../domain/objection.ts';
import { type Actor, type Entered, type Institution, mandateId, speaks } from '../domain/people.ts';
import { carriedBy, carryings, type Proposal, partnersOf } from '../domain/proposal.ts';
import { type Answer, answersTo, type Roll } from '../domain/reach.ts';
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../domain/refusal.ts';
import type { Draft } from './draft.ts';
import { rollFrom } from './reached.ts';

export interface Context {
  /** The instant that counts: when a person's act was received, or when a timer fired. */
  at: string;
  /** Who acts; `service` for timers and policies. */
  actor: Actor | 'service';
  /** A coordinator enters it for the actor, who telephoned or wrote. */
  entered: Entered | null;
  draft: Draft;
  holidays: Holidays;
}

export type Handler<T extends CommandType> = (command: CommandOf<T>, context: Context) => Promise<Decision>;
export type Handlers<T extends CommandType> = { [N in T]: Handler<N> };

export function acting(context: Context): Actor {
  if (context.actor === 'service') throw new Error('a person’s act without a person');
  return context.actor;
}

type Unknown = Extract<RefusalCode, `${string}.unknown`>;
const unknown = {
  call: 'call.unknown',
  proposal: 'proposal.unknown',
  objection: 'objection.unknown',
  institution: 'institution.unknown',
  mandate: 'mandate.unknown',
  question: 'question.unknown',
  concern: 'concern.unknown',
  competition: 'competition.unknown',
  merge: 'merge.unknown',
  meeting: 'meeting.unknown',
  chase: 'chase.unknown',
  talk: 'talk.unknown',
  need: 'need.unknown',
} as const satisfies Partial<Record<AggregateType, Unknown>>;

/** What a command names, or the refusal that there is no such thing. */
export async function named<T extends keyof typeof unknown>(
  { draft }: Context,
  type: T,
  id: string,
  field?: string,
): Promise<StateOf<T> | Refusal> {
  const found = await draft.get(type, draft.idNow(id));
  if (found) return found;
  return refuse(unknown[type], { ...(field && { field }), params: { [type]: id } });
}

export interface OnProposal {
  proposal: Proposal;
  call: Call;
  charter: Charter;
}

/** A proposal with its call and the charter that the call began under. Refuses `proposal.unknown`. */
export async function onProposal(context: Context, id: string): Promise<OnProposal | Refusal> {
  const proposal = await named(context, 'proposal', id);
  if (isRefusal(proposal)) return proposal;
  return { proposal, ...(await onCall(context, proposal.call)) };
}

/** A call that exists, and its charter. */
export async function onCall({ draft }: Context, id: string): Promise<{ call: Call; charter: Charter }> {
  const call = await draft.must('call', id);
  return { call, charter: await draft.charter(call.charter) };
}

/** The institution that the actor speaks for. */
export async function spokenFor(context: Context): Promise<Institution | undefined> {
  const { institution } = acting(context);
  return institution === null ? undefined : context.draft.get('institution', institution);
}

/** Whether the actor may act on what `author` said, for themselves or as a confirmed colleague. */
export async function sameSide(context: Context, author: Actor): Promise<boolean> {
  const by = acting(context);
  if (author.person === by.person) return true;
  return onSameSide(author, by, await ownMandate(context));
}

/** Whether nobody but the actor runs the process. */
export function isAlone(context: Context): boolean {
  const { draft, at } = context;
  const { person } = acting(context);
  return coordination(draft.assembly, at).every((other) => other === person);
}

/** The actor’s mandate for the institution that they speak for. */
export async function ownMandate(context: Context): Promise<StateOf<'mandate'> | undefined> {
  const { person, institution } = acting(context);
  return institution === null ? undefined : context.draft.get('mandate', mandateId(person, institution));
}

/**
 * Whether the actor may act for a carrier: whoever submitted, while the mandate of then speaks, or whoever is
 * confirmed. A mandate that ended and is claimed anew gives no right before it is confirmed.
 */
export async function forCarrier(context: Context, proposal: Proposal): Promise<boolean> {
  const by = acting(context);
  const own = carryings(proposal).find((c) => c.carrier === by.institution);
  if (!own) return false;
  const mandate = await ownMandate(context);
  if (mandate?.status === 'confirmed') return true;
  const { person } = own.submittedBy;
  return by.person === person && mandate?.status === 'claimed' && mandate.from <= proposal.submittedAt;
}

/** Everything that the criteria of a proposal are computed from. */
export async function knownOf(context: Context, on: OnProposal): Promise<Known> {
  const { draft } = context;
  const { proposal, call, charter } = on;
  const partners = await Promise.all(partnersOf(proposal).map((id) => draft.must('institution', id)));
  return { proposal, call, charter, carrier: await draft.must('institution', proposal.carrier), partners };
}

/** Who takes part, and to whom this call has come. */
export async function rollOf({ draft }: Context, call: Call): Promise<Roll> {
  return rollFrom(
    {
      assembly: draft.assembly,
      institutions: await draft.list('institution'),
      mandates: await draft.list('mandate'),
      delivered: (keys) => draft.delivered(keys),
      identitiesOf: (persons) => draft.identitiesOf(persons),
    },
    call,
  );
}

/** All answers to a proposal. */
export async function answersOf({ draft }: Context, proposal: Proposal): Promise<Answer[]> {
  const parent = { parent: proposal.id };
  return answersTo(proposal, {
    stances: await draft.list('stance', parent),
    concerns: await draft.list('concern', parent),
    objections: await draft.list('objection', parent),
  });
}

/**
 * Whether a coordinator acts on a proposal of her own institution. Where the charter wants a second
 * coordinator and there is one without that tie, she is refused (`rights.conflict`).
 */
export async function conflictOn(
  context: Context,
  proposals: readonly Proposal[],
  charter: Charter,
): Promise<boolean | Refusal> {
  const { draft, at } = context;
  const { person } = acting(context);
  const tied = async (who: string) => {
    const carriers = proposals.flatMap(carriedBy);
    const mandates = carriers.map((id) => draft.get('mandate', mandateId(who, id)));
    return (await Promise.all(mandates)).some(speaks);
  };
  if (!(await tied(person))) return false;
  if (charter.rules.conflictOfInterest.value === 'marked') return true;
  for (const other of coordination(draft.assembly, at)) {
    if (other !== person && !(await tied(other))) return refuse('rights.conflict');
  }
  return true;
}
