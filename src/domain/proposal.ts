// A proposal: a project or action that asks for public money, with its versions and its holds (000 §4).

import type { CheckedCriterion } from './criteria.ts';
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

/** What every proposal has, whatever has become of it. */
export interface ProposalBase extends Content, Carrying {
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
