// What has happened and why, in words: one line of the chronicle for each event that a member of the room may
// know of, with who did it and the article that it rests on.

import type { StoredEvent } from '../app/ports.ts';
import { articleOf, assumptionOf, type Charter } from '../domain/charter.ts';
import type { DomainEvent } from '../domain/events.ts';
import { Account, type Told } from './chronicle/account.ts';
import { answerTold } from './chronicle/answers.ts';
import { callTold } from './chronicle/calls.ts';
import { competitionTold } from './chronicle/competitions.ts';
import { meetingTold } from './chronicle/meetings.ts';
import { objectionTold } from './chronicle/objections.ts';
import { peopleTold } from './chronicle/people.ts';
import { proposalTold } from './chronicle/proposals.ts';
import { ruleOf } from './chronicle/rules.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';
import { sourceOf } from './views/words.ts';

export interface Line {
  seq: number;
  /** The instant that counts, UTC. */
  at: string;
  name: DomainEvent['name'];
  text: string;
  /** The article of the charter of its call that it rests on; null where it rests on none. */
  article: string | null;
  /** Whether the group assumes that rule, wholly or in part. */
  assumption: boolean;
  /** The same in words: 'charte, article 4b'; null where it rests on no rule. */
  source: string | null;
  /** What it is about, by reference; the first is what the sentence speaks of first. */
  refs: string[];
  /** Who did it, as the line names them; null for what happened by itself or is nobody else’s to know. */
  by: string | null;
}

/**
 * The lines of these events of one assembly, in their order, in the language of `t`. Names and words are those
 * of today: what was erased since is said to be erased. A draft gives no line, and what was said in private
 * none of its words. Throws where an event names what isn’t there.
 */
export async function chronicleLines(scene: Scene, events: StoredEvent[], t: Translator): Promise<Line[]> {
  const lines = await Promise.all(events.map((stored) => lineOf(scene, stored, t)));
  return lines.filter((line) => line !== null);
}

async function lineOf(scene: Scene, stored: StoredEvent, t: Translator): Promise<Line | null> {
  const { seq, at, name, v, data } = stored;
  const e = { name, v, at, data: JSON.parse(data) } as DomainEvent;
  const x = new Account(scene, t, at);
  if (await isUnseen(x, e)) return null;
  const told = await toldOf(x, e);
  if (!told) return null;
  const { text, by = null, refs } = told;
  return { seq, at, name: e.name, text, refs, by, ...basisOf(t, e, await x.charterOf(e)) };
}

function basisOf(
  t: Translator,
  e: DomainEvent,
  charter: Charter | null,
): Pick<Line, 'article' | 'assumption' | 'source'> {
  const rule = ruleOf(e);
  if (!rule || !charter) return { article: null, assumption: false, source: null };
  const said = 'article' in e.data ? e.data.article : articleOf(charter, rule);
  return {
    article: said === 'assumption' ? null : said,
    assumption: assumptionOf(charter, rule) !== null,
    source: sourceOf(t, said),
  };
}

/** A draft is its author's alone, before it is published and when it never is. */
async function isUnseen(x: Account, e: DomainEvent): Promise<boolean> {
  const { data } = e;
  if ('call' in data && !(await x.isPublic(data.call))) return true;
  if ('proposal' in data && !(await x.isPublic(data.proposal))) return true;
  return e.name === 'CorrectionMade' && !(await x.isPublic(e.data.ref));
}

async function toldOf(x: Account, e: DomainEvent): Promise<Told | null> {
  switch (e.name) {
    case 'CallDrafted':
    case 'CallDropped':
    case 'ProposalDrafted':
      return null;
    case 'AssemblyOpened':
    case 'CharterAdopted':
    case 'AssumptionAdopted':
    case 'RoomOpened':
    case 'InstitutionRegistered':
    case 'InstitutionDescribed':
    case 'InstitutionSigned':
    case 'InstitutionLeft':
    case 'MandateClaimed':
    case 'MandateConfirmed':
    case 'MandateDeclined':
    case 'MandateEnded':
    case 'CoordinatorAppointed':
    case 'CoordinatorReleased':
    case 'RosterImported':
    case 'LettersHanded':
    case 'PersonsJoined':
      return peopleTold(x, e);
    case 'CallOpened':
    case 'CallReviewed':
    case 'CallExtended':
    case 'InstitutionReached':
    case 'CallClosed':
    case 'RemindersSent':
    case 'ChaseAnnounced':
    case 'ChaseUndone':
    case 'CorrectionMade':
      return callTold(x, e);
    case 'ProposalSubmitted':
    case 'VersionPublished':
    case 'EditorialContested':
    case 'ObjectiveNamed':
    case 'ObjectiveRemoved':
    case 'CriterionChecked':
    case 'ProposalWithdrawn':
    case 'CarrierLeft':
    case 'PeriodExtended':
    case 'ProposalValidated':
    case 'ProposalIncomplete':
    case 'ProposalAwaitsCriteria':
    case 'ProposalAwaitsReach':
    case 'MergeOffered':
    case 'MergeDeclined':
    case 'ProposalsMerged':
      return proposalTold(x, e);
    case 'QuestionAsked':
    case 'QuestionAnswered':
    case 'ConcernRaised':
    case 'ConcernResolved':
    case 'LateRemarkMade':
    case 'ConsentGiven':
    case 'ConsentWithdrawn':
    case 'InterestShown':
    case 'InterestWithdrawn':
    case 'NeedNoted':
    case 'NeedTakenUp':
    case 'CoordinatorAsked':
    case 'CoordinatorAnswered':
    case 'EntryMade':
      return answerTold(x, e);
    case 'ObjectionRaised':
    case 'ObjectionExplained':
    case 'ObjectionLifted':
    case 'ObjectionWithdrawn':
    case 'ObjectionSettled':
    case 'ContradictionSeen':
      return objectionTold(x, e);
    case 'CompetitionDeclared':
    case 'CompetitionDetected':
    case 'CompetitionWidened':
    case 'CompetitionConfirmed':
    case 'CompetitionDismissed':
    case 'CompetitionWithdrawn':
    case 'CompetitionNarrowed':
      return competitionTold(x, e);
    case 'MeetingPrepared':
    case 'MeetingMoved':
    case 'ConveningReminded':
    case 'ConvocationSent':
    case 'PlaceSet':
    case 'ConvocationRevoked':
    case 'AgendaItemAdded':
    case 'AgendaItemRemoved':
    case 'MeetingCancelled':
    case 'OutcomeRecorded':
      return meetingTold(x, e);
    default:
      return untold(e);
  }
}

function untold(e: never): never {
  throw new Error(`the chronicle has no words for ${(e as DomainEvent).name}`);
}
