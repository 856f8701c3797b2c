// How what happens changes a proposal.

import type { DomainEvent, EventOf } from './events.ts';
import {
  type Content,
  carryings,
  type Hold,
  hasCompeted,
  isLive,
  type Proposal,
  type ProposalBase,
  type ProposalEvents,
  type Version,
} from './proposal.ts';

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
