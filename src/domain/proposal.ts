// A proposal: a project or action that asks for public money, with its versions and its holds (000 §4).

import type { CheckedCriterion } from './criteria.ts';
import type { DomainEvent, EventOf } from './events.ts';
import type { Outcome } from './outcome.ts';
import type { Actor, Entered } from './people.ts';
import type { Period } from './period.ts';
import type { TextRef } from './text.ts';

/** What keeps a proposal from being validated, and whose act it waits for. */
export type Hold =
  /** `brought`: raised against a proposal that was merged into this one. */
  | { kind: 'objection'; id: string; author: Actor; brought?: true }
  | { kind: 'competition'; id: string; state: 'declared' | 'detected' | 'confirmed' };

/** What a proposal says. Amounts are in cents of a euro. */
export interface Content {
  title: TextRef;
  summary: TextRef;
  /** Requested. */
  amount: number | null;
  /** Of the amount, what the carrier itself would get. */
  carrierShare: number | null;
  /** Institutions that carry it out together with the carrier. */
  partners: string[];
}

export interface Version extends Content {
  number: number;
  kind: 'first' | 'substantive' | 'editorial';
  by: Actor;
  publishedAt: string;
  /** Who contested that it was only editorial. */
  contestedBy: Actor | null;
}

/** An institution that carries a proposal, by whom it was submitted, and how that was entered. */
export interface Carrying {
  carrier: string;
  submittedBy: Actor;
  entered: Entered | null;
}

interface ProposalBase extends Content, Carrying {
  id: string;
  call: string;
  /** Since a merger: those that carry it with the first, each with the same rights. */
  joint: Carrying[];
  /** Carriers that left it to the others. */
  formerCarriers: { institution: string; at: string; words: TextRef | null }[];
  submittedAt: string;
  /** False for a draft, also once it is withdrawn: it was never anybody else’s to read. */
  submitted: boolean;
  /** The number of what stands; earlier ones are in `versions`. */
  version: number;
  /** The version of which answers count: the last one that changed the substance. */
  answersFrom: number;
  versions: Version[];
  objectives: { code: string; by: Actor }[];
  /** A period of its own: rolling, or kept open for a version that came late. */
  own: Period | null;
  /** When the first of its own began, UTC; null where it was open with the call. */
  firstOpensAt: string | null;
  holds: Hold[];
  /** When the last hold went, UTC. */
  freedAt: string | null;
  /** How many objections to it were lifted or withdrawn. */
  endedObjections: number;
  checks: Record<string, CheckedCriterion>;
  /** The plenary on whose agenda it stands. */
  meeting: string | null;
  /** A coordinator’s corrections, for all to see. */
  corrections: { at: string; by: Actor; words: TextRef }[];
}

export type Proposal = ProposalBase &
  (
    | { status: 'draft' | 'submitted' | 'open' | 'contested' | 'withdrawn' }
    | { status: 'awaiting-criteria'; unknown: string[] }
    | { status: 'awaiting-reach'; reached: number; present: number }
    | { status: 'incomplete'; missing: string[] }
    | { status: 'merged'; into: string }
    | ({ status: 'validated'; validatedAt: string } & Statement)
    | {
        status: Outcome;
        decidedMeeting: string;
        decidedAt: string;
        /** What was changed, where it was adopted as modified. */
        modification: TextRef | null;
        reasons: TextRef | null;
        /** It stood in a competition when the plenary decided. */
        competed: boolean;
      }
  );
export type ProposalStatus = Proposal['status'];

export type AnswerKind = 'consent' | 'interest' | 'concern' | 'objection';

/** What a validation rests on. */
export interface Statement {
  /**
   * `silence`: nobody objected. `consent`: every institution that was reached agreed expressly. `lifted`:
   * the last hold went after the deadline.
   */
  basis: 'silence' | 'consent' | 'lifted';
  article: string;
  opensAt: string;
  closesAt: string;
  /** Institutions present, reached, and who answered how. */
  present: number;
  reached: string[];
  answers: { by: Actor; how: AnswerKind }[];
}

/** Whether it stands in a competition, or stood in one when a plenary decided on it. */
export function hasCompeted(p: Proposal): boolean {
  return p.holds.some((h) => h.kind === 'competition') || ('competed' in p && p.competed);
}

/** Neither decided nor gone: it can be answered, held, changed. */
export function isLive(p: Proposal): boolean {
  switch (p.status) {
    case 'submitted':
    case 'open':
    case 'contested':
    case 'awaiting-criteria':
    case 'awaiting-reach':
    case 'incomplete':
      return true;
    case 'draft':
    case 'withdrawn':
    case 'merged':
    case 'validated':
    case 'adopted':
    case 'chosen':
    case 'refused':
    case 'not-selected':
      return false;
  }
}

/** All that carry it, the first one first. */
export function carryings({
  carrier,
  submittedBy,
  entered,
  joint,
}: Carrying & { joint: Carrying[] }): Carrying[] {
  return [{ carrier, submittedBy, entered }, ...joint];
}

/** The institutions that carry it. */
export function carriedBy(
  proposal: Pick<Proposal, 'carrier' | 'submittedBy' | 'entered' | 'joint'>,
): string[] {
  return carryings(proposal).map((c) => c.carrier);
}

/** Everybody who takes part in carrying it out, besides the first carrier. */
export function partnersOf({ carrier, partners, joint }: Proposal): string[] {
  const all = new Set([...partners, ...joint.map((j) => j.carrier)]);
  all.delete(carrier);
  return [...all];
}

export interface ProposalEvents {
  ProposalDrafted: { proposal: string; call: string; carrier: string; by: Actor } & Content;
  ProposalSubmitted: {
    proposal: string;
    call: string;
    carrier: string;
    by: Actor;
    entered: Entered | null;
    objectives: string[];
    /** Its own period, where the charter’s is rolling or its minimum reaches beyond the call’s deadline. */
    own: Period | null;
    /** False until the objection period of its call opens. */
    open: boolean;
    /** When those who owe an answer are reminded, where the period is its own. */
    reminders: string[];
  } & Content;
  VersionPublished: {
    proposal: string;
    call: string;
    version: number;
    kind: 'substantive' | 'editorial';
    by: Actor;
    own: Period | null;
    reminders: string[];
  } & Content;
  /** An institution says that an editorial change isn’t one: it counts as substantive. */
  EditorialContested: {
    proposal: string;
    call: string;
    version: number;
    by: Actor;
    own: Period | null;
    reminders: string[];
  };
  ObjectiveNamed: { proposal: string; call: string; objective: string; by: Actor; entered: Entered | null };
  ObjectiveRemoved: { proposal: string; call: string; objective: string; by: Actor };
  CriterionChecked: {
    proposal: string;
    call: string;
    criterion: string;
    met: boolean | null;
    reason: TextRef | null;
    by: Actor;
    /** The one who checks is of the carrier’s institution. */
    conflicted: boolean;
  };
  ProposalWithdrawn: { proposal: string; call: string; by: Actor; words: TextRef | null };
  /** One of several carriers withdraws: it goes on with the others. */
  CarrierLeft: {
    proposal: string;
    call: string;
    institution: string;
    by: Actor;
    words: TextRef | null;
    /** Criteria that depend on who carries it: what was ticked of them falls. */
    unticked: string[];
  };
  /** Its own period is longer: an outage is made good, or silence begins to count only now. */
  PeriodExtended: {
    proposal: string;
    call: string;
    own: Period;
    cause: { kind: 'outage'; edge: string; from: string; to: string } | { kind: 'reach' };
    article: string;
    reminders: string[];
  };
  ProposalValidated: { proposal: string; call: string } & Statement;
  ProposalIncomplete: { proposal: string; call: string; missing: string[]; closesAt: string };
  ProposalAwaitsCriteria: { proposal: string; call: string; unknown: string[]; closesAt: string };
  ProposalAwaitsReach: {
    proposal: string;
    call: string;
    reached: number;
    present: number;
    minimumPercent: number;
    closesAt: string;
  };
}

type OwnEvent = EventOf<keyof ProposalEvents>;

/** Every event that may change a proposal; those that don’t concern it leave it as it is. */
export function evolveProposal(state: Proposal | undefined, id: string, e: DomainEvent): Proposal {
  if (e.name === 'ProposalDrafted') return { ...drafted(e), status: 'draft' };
  if (e.name === 'ProposalSubmitted') return submitted(state, e);
  if (!state) throw new Error(`${e.name} before ProposalSubmitted`);
  switch (e.name) {
    case 'ObjectionRaised':
      return held(state, [
        ...state.holds,
        { kind: 'objection', id: e.data.objection, author: e.data.author },
      ]);
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn': {
      const holds = state.holds.filter((h) => h.id !== e.data.objection);
      return held({ ...state, endedObjections: state.endedObjections + 1 }, holds, e.at);
    }
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'CompetitionWidened':
    case 'CompetitionConfirmed':
      return competing(state, e);
    case 'CompetitionNarrowed':
      if (!e.data.freed.includes(id)) return state;
      return held(state, without(state.holds, e.data.competition), e.at);
    case 'CompetitionDismissed':
    case 'CompetitionWithdrawn':
      return held(state, without(state.holds, e.data.competition), e.at);
    case 'ProposalsMerged':
      return merged(state, id, e);
    case 'MeetingPrepared':
    case 'AgendaItemAdded':
      return { ...state, meeting: e.data.meeting };
    case 'AgendaItemRemoved':
    case 'MeetingCancelled':
      return { ...state, meeting: null };
    case 'CallReviewed':
      return state.status === 'submitted' ? { ...state, status: 'open' } : state;
    case 'OutcomeRecorded': {
      const { meeting, outcome, modification, reasons } = e.data;
      const competed = hasCompeted(state);
      const decided = { decidedMeeting: meeting, decidedAt: e.at, modification, reasons, competed };
      return { ...base(state), holds: [], status: outcome, ...decided };
    }
    case 'CorrectionMade': {
      const { by, words } = e.data;
      return { ...state, corrections: [...state.corrections, { at: e.at, by, words }] };
    }
    default:
      return evolveOwn(state, e as OwnEvent);
  }
}

function evolveOwn(state: Proposal, e: OwnEvent): Proposal {
  switch (e.name) {
    case 'VersionPublished':
      return published(state, e);
    case 'EditorialContested': {
      const { version, by, own } = e.data;
      const versions = state.versions.map((v) =>
        v.number === version ? { ...v, kind: 'substantive' as const, contestedBy: by } : v,
      );
      return reopened({ ...state, versions, answersFrom: version, own: own ?? state.own, checks: {} });
    }
    case 'ObjectiveNamed': {
      const { objective, by } = e.data;
      return { ...state, objectives: [...state.objectives, { code: objective, by }] };
    }
    case 'ObjectiveRemoved':
      return { ...state, objectives: state.objectives.filter((o) => o.code !== e.data.objective) };
    case 'CriterionChecked': {
      const { criterion, met, reason, by, conflicted } = e.data;
      return {
        ...state,
        checks: { ...state.checks, [criterion]: { met, reason, by, conflicted, at: e.at } },
      };
    }
    case 'ProposalWithdrawn':
      return { ...base(state), status: 'withdrawn', holds: [] };
    case 'CarrierLeft':
      return carrierLeft(state, e);
    case 'PeriodExtended': {
      const longer = { ...state, own: e.data.own };
      return e.data.cause.kind === 'reach' ? reopened(longer) : longer;
    }
    case 'ProposalValidated': {
      const { proposal: _, call: __, ...statement } = e.data;
      return { ...base(state), ...statement, status: 'validated', holds: [], validatedAt: e.at };
    }
    case 'ProposalIncomplete':
      return { ...base(state), status: 'incomplete', missing: e.data.missing };
    case 'ProposalAwaitsCriteria':
      return { ...base(state), status: 'awaiting-criteria', unknown: e.data.unknown };
    case 'ProposalAwaitsReach': {
      const { reached, present } = e.data;
      return { ...base(state), status: 'awaiting-reach', reached, present };
    }
    default:
      throw new Error(`${e.name} doesn’t change a proposal`);
  }
}

function drafted(e: EventOf<'ProposalDrafted' | 'ProposalSubmitted'>): ProposalBase {
  const { proposal, call, carrier, by } = e.data;
  const content = contentOf(e.data);
  return {
    id: proposal,
    call,
    carrier,
    submittedBy: by,
    entered: null,
    ...content,
    joint: [],
    formerCarriers: [],
    submittedAt: e.at,
    submitted: false,
    version: 1,
    answersFrom: 1,
    versions: [{ ...content, number: 1, kind: 'first', by, publishedAt: e.at, contestedBy: null }],
    objectives: [],
    own: null,
    firstOpensAt: null,
    holds: [],
    freedAt: null,
    endedObjections: 0,
    checks: {},
    meeting: null,
    corrections: [],
  };
}

function submitted(state: Proposal | undefined, e: EventOf<'ProposalSubmitted'>): Proposal {
  const { by, entered, own, open } = e.data;
  const objectives = e.data.objectives.map((code) => ({ code, by }));
  const all = {
    ...(state?.objectives ? { objectives: [...state.objectives, ...objectives] } : { objectives }),
  };
  const opening = { own, firstOpensAt: own?.opensAt ?? null };
  return { ...drafted(e), ...all, entered, ...opening, submitted: true, status: open ? 'open' : 'submitted' };
}

function published(state: Proposal, e: EventOf<'VersionPublished'>): Proposal {
  const { version, kind, by, own } = e.data;
  const content = contentOf(e.data);
  const next = { ...content, number: version, kind, by, publishedAt: e.at, contestedBy: null };
  const changed = { ...state, ...content, version, versions: [...state.versions, next] };
  if (kind === 'editorial') return changed;
  return reopened({ ...changed, answersFrom: version, own: own ?? state.own, checks: {} });
}

/** Back to where answers are awaited: held if anything holds it. */
function reopened(state: Proposal): Proposal {
  if (state.status === 'submitted') return state;
  return { ...base(state), status: state.holds.length > 0 ? 'contested' : 'open' };
}

type CompetitionHold = EventOf<
  'CompetitionDeclared' | 'CompetitionDetected' | 'CompetitionWidened' | 'CompetitionConfirmed'
>;

function competing(state: Proposal, e: CompetitionHold): Proposal {
  const { competition } = e.data;
  if (e.name === 'CompetitionWidened' && !e.data.added.includes(state.id)) return state;
  const stands = {
    CompetitionDeclared: 'declared',
    CompetitionDetected: 'detected',
    CompetitionWidened: e.name === 'CompetitionWidened' ? e.data.state : 'detected',
    CompetitionConfirmed: 'confirmed',
  } as const;
  const hold: Hold = { kind: 'competition', id: competition, state: stands[e.name] };
  return held(state, [...without(state.holds, competition), hold]);
}

/** What was said against the one that is merged away holds the one that remains. */
function merged(state: Proposal, id: string, e: EventOf<'ProposalsMerged'>): Proposal {
  const { into, from, version, by, own, moved } = e.data;
  if (id === from) return { ...base(state), status: 'merged', holds: [], into };
  const content = contentOf(e.data);
  const next: Version = {
    ...content,
    number: version,
    kind: 'substantive',
    by,
    publishedAt: e.at,
    contestedBy: null,
  };
  const taken: Hold[] = moved.map(({ objection, author }) => ({
    kind: 'objection',
    id: objection,
    author,
    brought: true,
  }));
  return reopened({
    ...state,
    ...content,
    version,
    answersFrom: version,
    versions: [...state.versions, next],
    own: own ?? state.own,
    checks: {},
    objectives: [...state.objectives, ...e.data.objectives],
    holds: [...state.holds, ...taken],
    joint: e.data.joint,
  });
}

/** The first that stays takes the place of a first carrier that leaves. */
function carrierLeft(state: Proposal, e: EventOf<'CarrierLeft'>): Proposal {
  const { institution, words, unticked } = e.data;
  const stay = carryings(state).filter((c) => c.carrier !== institution);
  const [first, ...joint] = stay;
  if (!first) throw new Error('CarrierLeft without another carrier');
  return {
    ...state,
    ...first,
    joint,
    partners: state.partners.filter((p) => p !== institution && p !== first.carrier),
    formerCarriers: [...state.formerCarriers, { institution, at: e.at, words }],
    checks: Object.fromEntries(Object.entries(state.checks).filter(([id]) => !unticked.includes(id))),
  };
}

function without(holds: Hold[], id: string): Hold[] {
  return holds.filter((h) => h.id !== id);
}

/** @param freedAt when a hold has just gone */
function held(state: Proposal, holds: Hold[], freedAt: string | null = null): Proposal {
  if (!isLive(state)) return { ...state, holds: [] };
  if (holds.length > 0) return { ...base(state), status: 'contested', holds };
  if (state.status !== 'contested') return { ...state, holds };
  return { ...base(state), status: 'open', holds, freedAt: freedAt ?? state.freedAt };
}

function contentOf({ title, summary, amount, carrierShare, partners }: Content): Content {
  return { title, summary, amount, carrierShare, partners };
}

const baseFields = [
  'id',
  'call',
  'carrier',
  'submittedBy',
  'entered',
  'joint',
  'formerCarriers',
  'title',
  'summary',
  'amount',
  'carrierShare',
  'partners',
  'submittedAt',
  'submitted',
  'version',
  'answersFrom',
  'versions',
  'objectives',
  'own',
  'firstOpensAt',
  'holds',
  'freedAt',
  'endedObjections',
  'checks',
  'meeting',
  'corrections',
] as const;

/** The state without what belonged to its former status. */
function base(state: Proposal): ProposalBase {
  return Object.fromEntries(baseFields.map((name) => [name, state[name]])) as unknown as ProposalBase;
}
