// Who is told of an event in private, and when they are reminded of it.

import { coordination } from '../domain/assembly.ts';
import { type Holidays, plusMilliseconds } from '../domain/calendar.ts';
import { isRunning } from '../domain/calling.ts';
import { allowedMoment, reminderAt } from '../domain/deadlines.ts';
import type { DomainEvent, EventOf } from '../domain/events.ts';
import { type Mandate, mandateId, speaks } from '../domain/people.ts';
import { carryings, isLive, type Proposal, partnersOf } from '../domain/proposal.ts';
import { type SpokenAct, spokenAct } from '../domain/spoken.ts';
import type { Draft } from './draft.ts';

/** The people that an event’s private messages go to, by the part that they play in it. */
export interface Audience {
  coordinators: string[];
  /** Those who speak for the carriers of the proposals that it is about. */
  carriers: string[];
  /** Those who speak for the partners of these proposals, or whom one writes to there. */
  partners: string[];
  /** Those confirmed for an institution in whose name somebody not confirmed spoke, or whom one writes to there. */
  principals: string[];
  /** Those who have answered what it changes. */
  answerers: string[];
  /** Everybody who speaks for the institution that it is about, or whom one writes to there. */
  own: string[];
  /** Everybody who speaks for an institution, or whom one writes to there. */
  everybody: string[];
  /** Those who object without having said why, or what would lift it. */
  bare: { person: string; objection: string }[];
  /** Calls that run: whoever comes later is invited to them too. */
  running: string[];
  /** When a reminder of it leaves, outside quiet hours: before what it announces, or once nothing was done. UTC. */
  reminded: { before: string | null; after: string | null };
}

const nobody: Audience = {
  coordinators: [],
  carriers: [],
  partners: [],
  principals: [],
  own: [],
  answerers: [],
  everybody: [],
  bare: [],
  running: [],
  reminded: { before: null, after: null },
};
const day = 86_400_000;

/** Reads only what the event needs. */
export async function audienceOf(e: DomainEvent, draft: Draft, holidays: Holidays): Promise<Audience> {
  const coordinators = coordination(draft.assembly, e.at);
  switch (e.name) {
    case 'MandateConfirmed':
      return { ...nobody, coordinators, running: await running(draft) };
    case 'InstitutionRegistered':
    case 'InstitutionDescribed': {
      // Whom one may write to from now on is invited to what runs already.
      const { status } = await draft.must('institution', e.data.institution);
      if (e.data.contact === null || status === 'left') return { ...nobody, coordinators };
      const own = await speakersOf(e.data.institution, draft);
      return { ...nobody, coordinators, own, running: await running(draft) };
    }
    case 'InstitutionLeft':
      return { ...nobody, coordinators, own: await speakersOf(e.data.institution, draft) };
    case 'RemindersSent': {
      const { proposals } = await draft.must('call', e.data.call);
      const bare = await bareObjectors(proposals, draft);
      return { ...nobody, coordinators, bare, reminded: await onceAllowed(e, draft, holidays) };
    }
    case 'ConveningReminded':
      return { ...nobody, coordinators, reminded: await onceAllowed(e, draft, holidays) };
    case 'ConvocationSent':
      return {
        ...nobody,
        coordinators,
        everybody: await concerned(e.data.agenda, e.data.call, draft),
        bare: await bareObjectors(e.data.agenda, draft),
        reminded: await aroundPlenary(e, draft, holidays),
      };
    case 'CallOpened':
    case 'CallExtended':
      return { ...nobody, coordinators, everybody: await everybody(draft) };
    case 'ConvocationRevoked':
    case 'PlaceSet': {
      const { agenda } = await draft.must('meeting', e.data.meeting);
      return { ...nobody, coordinators, everybody: await concerned(agenda, e.data.call, draft) };
    }
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
    case 'MeetingCancelled': {
      const { agenda, sentAt } = await draft.must('meeting', e.data.meeting);
      if (sentAt === null) return { ...nobody, coordinators };
      const items = [...agenda, ...e.data.proposals];
      return { ...nobody, coordinators, everybody: await concerned(items, e.data.call, draft) };
    }
    case 'VersionPublished':
    case 'EditorialContested':
    case 'ProposalWithdrawn':
    case 'CarrierLeft':
      return {
        ...nobody,
        coordinators,
        carriers: await carriers([e.data.proposal], draft),
        partners: await partners([e.data.proposal], draft, e.name === 'VersionPublished'),
        answerers: await answerers([e.data.proposal], draft),
      };
    case 'ProposalsMerged': {
      const both = [e.data.into, e.data.from];
      return {
        ...nobody,
        coordinators,
        carriers: await carriers(both, draft),
        partners: await partners(both, draft, true),
        answerers: await answerers(both, draft),
      };
    }
    case 'MergeOffered':
      return { ...nobody, coordinators, carriers: await carriers([e.data.from], draft) };
    case 'MergeDeclined':
      return { ...nobody, coordinators, carriers: await carriers([e.data.into], draft) };
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'CompetitionDismissed':
      return {
        ...nobody,
        coordinators,
        carriers: await carriers(e.data.proposals, draft),
        principals: await principals(spokenAct(e), draft),
      };
    case 'ProposalValidated':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
    case 'OutcomeRecorded':
      return {
        ...nobody,
        coordinators,
        reminded: { before: null, after: await allowedFrom(2 * day, e.at, e.data.call, draft, holidays) },
        carriers: await carriers([e.data.proposal], draft, e.name === 'ProposalIncomplete'),
        partners: await partners([e.data.proposal], draft, false),
      };
    case 'QuestionAsked':
    case 'ConcernRaised':
    case 'InterestShown':
      return {
        ...nobody,
        coordinators,
        carriers: await carriers([e.data.proposal], draft),
        principals: await principals(spokenAct(e), draft),
      };
    case 'ObjectionRaised':
    case 'ObjectionExplained':
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
      return {
        ...nobody,
        coordinators,
        carriers: await carriers([e.data.proposal], draft),
        partners: await partners([e.data.proposal], draft, false),
        principals: await principals(spokenAct(e), draft),
      };
    case 'ConsentGiven':
    case 'LateRemarkMade':
    case 'ObjectiveNamed':
    case 'ProposalSubmitted':
      return { ...nobody, coordinators, principals: await principals(spokenAct(e), draft) };
    default:
      return { ...nobody, coordinators };
  }
}

/** Two days before a plenary, and the day after it. */
async function aroundPlenary(
  { at, data: { call, startsAt } }: EventOf<'ConvocationSent'>,
  draft: Draft,
  holidays: Holidays,
): Promise<Audience['reminded']> {
  const charter = await draft.charter((await draft.must('call', call)).charter);
  const before = reminderAt(charter, holidays, { opensAt: at, closesAt: startsAt }, 2);
  return { before, after: await allowedFrom(day, startsAt, call, draft, holidays) };
}

/** A stage of reminders that fell into a stop of the service is looked at when it starts again, at whatever hour. */
async function onceAllowed(
  { at, data: { call } }: EventOf<'RemindersSent' | 'ConveningReminded'>,
  draft: Draft,
  holidays: Holidays,
): Promise<Audience['reminded']> {
  const allowed = await allowedFrom(0, at, call, draft, holidays);
  return { before: null, after: allowed > at ? allowed : null };
}

async function allowedFrom(delay: number, from: string, call: string, draft: Draft, holidays: Holidays) {
  const charter = await draft.charter((await draft.must('call', call)).charter);
  return allowedMoment(charter, holidays, plusMilliseconds(from, delay));
}

async function running(draft: Draft): Promise<string[]> {
  return (await draft.list('call')).filter(isRunning).map((call) => call.id);
}

/**
 * Whoever submitted, and everybody confirmed for a carrier.
 *
 * @param present only where the carrier hasn’t left: who has can’t do anything about it any more
 */
async function carriers(proposals: readonly string[], draft: Draft, present = false): Promise<string[]> {
  const people = new Set<string>();
  for (const id of proposals) {
    for (const { submittedBy, entered, carrier } of carryings(await draft.must('proposal', id))) {
      if (present && (await draft.must('institution', carrier)).status === 'left') continue;
      // What was imported was submitted by whoever imported it: she carries nothing.
      if (entered?.by.person !== submittedBy.person) people.add(submittedBy.person);
      for (const person of await confirmedFor(carrier, draft)) people.add(person);
    }
  }
  return [...people];
}

/** @param changed their partners before what was just published are told too */
async function partners(proposals: readonly string[], draft: Draft, changed: boolean): Promise<string[]> {
  const institutions = new Set<string>();
  for (const id of proposals) {
    const proposal = await draft.must('proposal', id);
    for (const partner of partnersOf(proposal)) institutions.add(partner);
    if (changed) for (const partner of formerPartners(proposal)) institutions.add(partner);
  }
  const people = new Set<string>();
  for (const id of institutions) {
    if ((await draft.must('institution', id)).status === 'left') continue;
    for (const person of await speakersOf(id, draft)) people.add(person);
  }
  return [...people];
}

/** Those of the version before who haven’t left it of their own accord. */
function formerPartners({ versions, carrier, formerCarriers }: Proposal): string[] {
  const gone = [carrier, ...formerCarriers.map((c) => c.institution)];
  return (versions.at(-2)?.partners ?? []).filter((id) => !gone.includes(id));
}

/** Nobody where whoever spoke is confirmed and did so themselves. */
async function principals(act: SpokenAct | null, draft: Draft): Promise<string[]> {
  if (act === null) return [];
  const { person, institution, enteredBy } = act;
  const mandate = await draft.get('mandate', mandateId(person, institution));
  if (enteredBy === null && mandate?.status === 'confirmed') return [];
  const confirmed = await confirmedFor(institution, draft);
  const { contact } = await draft.must('institution', institution);
  const told = confirmed.length === 0 && contact !== null ? [contact] : confirmed;
  return told.filter((p) => p !== person && p !== enteredBy);
}

async function confirmedFor(institution: string, draft: Draft): Promise<string[]> {
  const mandates = await draft.list('mandate', { parent: institution });
  return mandates.filter((m) => m.status === 'confirmed').map((m) => m.person);
}

async function bareObjectors(proposals: readonly string[], draft: Draft): Promise<Audience['bare']> {
  const bare: Audience['bare'] = [];
  for (const parent of proposals) {
    if (!isLive(await draft.must('proposal', parent))) continue;
    for (const o of await draft.list('objection', { parent, status: 'raised' })) {
      if (o.reason === null || o.remedy === null) bare.push({ person: o.author.person, objection: o.id });
    }
  }
  return bare;
}

async function answerers(proposals: readonly string[], draft: Draft): Promise<string[]> {
  const people = new Set<string>();
  for (const parent of proposals) {
    for (const s of await draft.list('stance', { parent }))
      if (s.status === 'said') people.add(s.author.person);
    for (const c of await draft.list('concern', { parent })) people.add(c.author.person);
    for (const o of await draft.list('objection', { parent })) people.add(o.author.person);
    for (const q of await draft.list('question', { parent })) people.add(q.author.person);
  }
  return [...people];
}

/**
 * Everybody, and whoever objected in their own name to what is on the agenda or declared that it competes,
 * also when they hold it no more: they had the notice.
 */
async function concerned(agenda: readonly string[], call: string, draft: Draft): Promise<string[]> {
  const people = new Set(await everybody(draft));
  for (const parent of agenda) {
    for (const o of await draft.list('objection', { parent })) people.add(o.author.person);
  }
  for (const { by, proposals } of await draft.list('competition', { parent: call })) {
    if (by !== null && proposals.some((id) => agenda.includes(id))) people.add(by.person);
  }
  return [...people];
}

async function speakersOf(id: string, draft: Draft): Promise<string[]> {
  const { contact } = await draft.must('institution', id);
  const persons = (await draft.list('mandate', { parent: id })).filter(speaks).map((m) => m.person);
  return persons.length === 0 && contact !== null ? [contact] : persons;
}

async function everybody(draft: Draft): Promise<string[]> {
  const institutions = new Map((await draft.list('institution')).map((i) => [i.id, i]));
  const present = (m: Mandate) => speaks(m) && institutions.get(m.institution)?.status === 'present';
  const mandates = (await draft.list('mandate')).filter(present);
  const spoken = new Set(mandates.map((m) => m.institution));
  const contacts = [...institutions.values()].flatMap((i) =>
    i.status === 'present' && i.contact !== null && !spoken.has(i.id) ? [i.contact] : [],
  );
  return [...new Set([...mandates.map((m) => m.person), ...contacts])];
}
