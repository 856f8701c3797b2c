// What carriers do with their proposals: draft, submit, publish a new version, withdraw. Charter 000 §4.

import { type Assembly, nextRef } from './assembly.ts';
import { type Holidays, plusMilliseconds } from './calendar.ts';
import type { Call } from './call.ts';
import { isRunning, isUnpublished, stages } from './calling.ts';
import type { Charter } from './charter.ts';
import { periodEnd } from './deadlines.ts';
import { type Decision, event } from './decision.ts';
import type { DomainEvent } from './events.ts';
import { namedObjectives } from './objectives.ts';
import { type Actor, type Entered, entitled, type Institution } from './people.ts';
import { deadlineOf, type Period } from './period.ts';
import { type Content, carriedBy, isLive, type Proposal } from './proposal.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { TextRef } from './text.ts';

interface Submitting {
  assembly: Assembly;
  call: Call;
  charter: Charter;
  holidays: Holidays;
  /** The carrier. */
  institution: Institution | undefined;
}

/**
 * Keeps a proposal that only its carrier sees. Refuses `call.closed`, `call.unknown` (it isn’t open yet), and
 * `proposal.own-institution-missing`.
 */
export function draftProposal(content: Content, at: string, by: Actor, state: Submitting): Decision {
  const stop = contentFault(content, by) ?? notTaken(at, state);
  if (stop) return stop;
  if (!by.institution) return refuse('proposal.own-institution-missing', { field: 'institution' });
  const { assembly, call } = state;
  const proposal = nextRef(assembly, 'P');
  return [event('ProposalDrafted', at, { proposal, call: call.id, carrier: by.institution, by, ...content })];
}

/**
 * Submits a proposal to a call, drafted before or not. It is open to objections at once, or when the
 * charter opens the objection period.
 *
 * Refuses `call.closed` and `call.collecting-over` (proposals are all in), `proposal.own-institution-missing`
 * (nobody carries it), what the charter's `proposers` rule refuses, `objective.unknown`,
 * `proposal.share-beyond` (the carrier's share is more than the amount) and `proposal.submitted` (it is
 * already).
 */
export function submitProposal(
  content: Content,
  objectives: string[],
  at: string,
  by: Actor,
  state: Submitting & { entered: Entered | null; draft: Proposal | undefined },
): Decision {
  const { assembly, call, charter, holidays, institution, entered, draft } = state;
  const carrier = draft?.carrier ?? by.institution;
  const stop =
    notTaken(at, state) ??
    entitled(charter.rules.proposers.value, institution) ??
    contentFault(content, { ...by, institution: carrier });
  if (stop) return stop.refused === 'rights.institutions-only' ? missingCarrier() : stop;
  const named = namedObjectives(call, charter, objectives, 'objectives');
  if (isRefusal(named)) return named;
  if (!carrier) return missingCarrier();
  if (draft && draft.status !== 'draft')
    return refuse('proposal.submitted', { params: { proposal: draft.id } });
  const own = ownFrom(at, call, charter, holidays, 'new');
  return [
    event('ProposalSubmitted', at, {
      proposal: draft?.id ?? nextRef(assembly, 'P'),
      call: call.id,
      carrier,
      by,
      entered,
      objectives: named,
      own,
      open:
        charter.rules.period.value.kind === 'rolling' || charter.rules.period.value.opens === 'submission',
      reminders: own ? stages(charter, holidays, at, own.closesAt) : [],
      ...content,
    }),
  ];
}

function missingCarrier(): Refusal {
  return refuse('proposal.own-institution-missing', { field: 'institution' });
}

function notTaken(at: string, { call }: Submitting): Refusal | undefined {
  if (isUnpublished(call)) return refuse('call.unknown', { params: { call: call.id } });
  if (!isRunning(call) || at >= call.closesAt)
    return refuse('call.closed', { params: { closesAt: call.closesAt } });
  if (call.status === 'collecting' && at < call.proposalsUntil) return undefined;
  return refuse('call.collecting-over', { params: { proposalsUntil: call.proposalsUntil } });
}

/** Refuses `proposal.share-beyond`. */
function contentFault({ amount, carrierShare, partners }: Content, by: Actor): Refusal | undefined {
  if (amount !== null && carrierShare !== null && carrierShare > amount)
    return refuse('proposal.share-beyond', { field: 'carrierShare' });
  if (by.institution !== null && partners.includes(by.institution))
    return refuse('proposal.own-partner', { field: 'partners' });
  return undefined;
}

/**
 * The period that begins now for this proposal alone; null where the call's own is long enough. Rolling: its
 * whole length for a `new` one; a later version keeps at least the minimum.
 */
export function ownFrom(
  at: string,
  call: Call,
  charter: Charter,
  holidays: Holidays,
  what: 'new' | { former: string },
): Period | null {
  const rule = charter.rules.period.value;
  const days = rule.kind === 'rolling' && what === 'new' ? rule.days : rule.minimumDays;
  const end = periodEnd(charter, holidays, at, days);
  const former = what === 'new' ? null : what.former;
  const closesAt = former !== null && former > end ? former : end;
  if (rule.kind === 'common' && closesAt <= call.closesAt) return null;
  return { opensAt: at, closesAt, firstClosesAt: closesAt };
}

/**
 * Publishes a new version. Substantive: earlier answers stay on the version they answered, and the period
 * ends at the later of its deadline and the charter's minimum from now. Editorial is the carrier's claim,
 * which any institution may contest once. A draft is simply changed: nobody has read it yet.
 *
 * Refuses `proposal.not-yours`, `proposal.over`, `proposal.share-beyond`, `proposal.unchanged` (nothing
 * was filled in), and `version.editorial-late`: nobody would have the time to contest it. What the carrier
 * keeps may still be said then, for it changes nothing that people have agreed to.
 */
export function reviseProposal(
  command: { kind: 'substantive' | 'editorial'; content: Partial<Content> },
  at: string,
  by: Actor,
  state: { call: Call; charter: Charter; holidays: Holidays; proposal: Proposal; allowed: boolean },
): Decision {
  const { call, proposal, allowed } = state;
  const draft = proposal.status === 'draft' && allowed;
  const stop = draft ? undefined : notTheirs(proposal, allowed);
  if (stop) return stop;
  if (Object.keys(command.content).length === 0) return refuse('proposal.unchanged');
  const { title, summary, amount, carrierShare, partners } = proposal;
  const content: Content = { title, summary, amount, carrierShare, partners, ...command.content };
  const faulty = contentFault(content, { person: by.person, institution: proposal.carrier });
  if (faulty) return faulty;
  if (draft) {
    const { id, carrier, submittedBy } = proposal;
    const kept = { proposal: id, call: call.id, carrier, by: submittedBy };
    return [event('ProposalDrafted', at, { ...kept, ...content })];
  }
  const { kind } = command;
  const late = kind === 'editorial' && lateEditing(at, Object.keys(command.content), state);
  if (late) return late;
  const renewed = kind === 'substantive' ? renewal(at, state) : { own: null, reminders: [] };
  const version = proposal.version + 1;
  const about = { proposal: proposal.id, call: call.id, version, kind, by };
  return [event('VersionPublished', at, { ...about, ...renewed, ...content })];
}

/** Less is left than the charter finds it takes to answer, or the deadline has passed. */
function lateEditing(
  at: string,
  changed: string[],
  { call, charter, proposal }: { call: Call; charter: Charter; proposal: Proposal },
): Refusal | undefined {
  if (proposal.status === 'submitted' || changed.every((field) => field === 'carrierShare')) return undefined;
  const closesAt = deadlineOf(proposal, call, charter);
  const { hoursBefore } = charter.rules.reach.value;
  if (plusMilliseconds(at, hoursBefore * 3_600_000) <= closesAt) return undefined;
  return refuse('version.editorial-late', { field: 'kind', params: { closesAt } });
}

/** The period of its own that a change of substance gives, and its reminders. */
export function renewal(
  at: string,
  state: { call: Call; charter: Charter; holidays: Holidays; proposal: Proposal },
): { own: Period | null; reminders: string[] } {
  const { call, charter, holidays, proposal } = state;
  const former = deadlineOf(proposal, call, charter);
  const own = ownFrom(at, call, charter, holidays, { former });
  return { own, reminders: own ? stages(charter, holidays, at, own.closesAt) : [] };
}

/**
 * An institution says that a change called editorial is one of substance: it becomes one. Only the version
 * that stands, and only once.
 *
 * Refuses `version.not-editorial`, `proposal.over`, and what isn't an institution's
 * (`rights.institutions-only`).
 */
export function contestEditorial(
  at: string,
  by: Actor,
  state: {
    call: Call;
    charter: Charter;
    holidays: Holidays;
    proposal: Proposal;
    institution: Institution | undefined;
  },
): Decision {
  const { call, proposal, institution } = state;
  const stop = entitled('institutions', institution);
  if (stop) return stop;
  if (!isLive(proposal)) return refuse('proposal.over', { params: { proposal: proposal.id } });
  const version = proposal.versions.at(-1);
  if (version?.kind !== 'editorial')
    return refuse('version.not-editorial', { params: { proposal: proposal.id } });
  const about = { proposal: proposal.id, call: call.id, version: version.number, by };
  return [event('EditorialContested', at, { ...about, ...renewal(at, state) })];
}

/**
 * Its carrier takes a proposal back, or a coordinator what nobody carries any more. Where several carry it, that one leaves, and it goes on with the others;
 * what was ticked of criteria that depend on who carries it falls.
 *
 * Refuses `proposal.not-yours`, `proposal.over`.
 */
export function withdrawProposal(
  command: { words: TextRef | null },
  at: string,
  by: Actor,
  state: { call: Call; charter: Charter; proposal: Proposal; allowed: boolean },
): Decision {
  const { call, charter, proposal, allowed } = state;
  const draft = proposal.status === 'draft';
  const stop = draft && allowed ? undefined : notTheirs(proposal, allowed);
  if (stop) return stop;
  const data = { proposal: proposal.id, call: call.id, by, words: command.words };
  const institution = carriedBy(proposal).find((id) => id === by.institution);
  if (institution === undefined || proposal.joint.length === 0) return [event('ProposalWithdrawn', at, data)];
  return [event('CarrierLeft', at, { ...data, institution, unticked: untickedBy(proposal, charter) })];
}

/** A carrier leaves the assembly: the proposal goes on with those that carry it too. Alone, it is left as it is. */
export function carrierGone(
  institution: string,
  at: string,
  by: Actor,
  { proposal, charter }: { proposal: Proposal; charter: Charter },
): DomainEvent[] {
  const shared = proposal.joint.length > 0 && carriedBy(proposal).includes(institution);
  if (!isLive(proposal) || !shared) return [];
  const data = { proposal: proposal.id, call: proposal.call, institution, by, words: null };
  return [event('CarrierLeft', at, { ...data, unticked: untickedBy(proposal, charter) })];
}

function untickedBy(proposal: Proposal, charter: Charter): string[] {
  return charter.rules.criteria.value
    .filter((c) => c.computed && c.computed.kind !== 'objectives' && c.id in proposal.checks)
    .map((c) => c.id);
}

function notTheirs(proposal: Proposal, allowed: boolean): Refusal | undefined {
  const params = { proposal: proposal.id };
  if (proposal.status === 'draft' && !allowed) return refuse('proposal.unknown', { params });
  if (!allowed) return refuse('proposal.not-yours', { params });
  return isLive(proposal) ? undefined : refuse('proposal.over', { params });
}
