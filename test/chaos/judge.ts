// The judge: whether anything was lost, doubled or wrong in a round, by what everybody outside could see.
//
// It knows nothing of the service’s code. It has read the charter and DESIGN, and counts for itself:
// judge-history.ts folds the export, judge-messages.ts says what people had to receive.

import type { Acked, Artefacts } from './artefacts.ts';
import { type History, type HistoryEvent, readHistory } from './judge-history.ts';
import { judgeMessages } from './judge-messages.ts';
import { People } from './judge-people.ts';

/** Each finding is a sentence for whoever has to find the cause. */
export interface Findings {
  /** Acknowledged, and not in the export. */
  lost: string[];
  /** Told, posted or recorded twice. */
  doubled: string[];
  /** Against the rules, or against what something else says. */
  wrong: string[];
}

export type Damage = keyof Findings;
export const damages: readonly Damage[] = ['lost', 'doubled', 'wrong'];

export function judge({ acked, received, exported }: Artefacts): Findings {
  const findings: Findings = { lost: [], doubled: [], wrong: [] };
  const history = readHistory(exported);
  findings.wrong.push(...history.faults);
  const people = new People();
  judgeAnswers(acked, history, people, findings);
  judgeMessages(received, history, people, findings);
  judgeRights(acked, history, people, findings);
  return findings;
}

/** What each action’s own event is called, and which field of it names the target. */
const outcomes: Record<string, { names: string[]; target: string | null }> = {
  'objection.raise': { names: ['ObjectionRaised', 'LateRemarkMade'], target: 'proposal' },
  'objection.lift': { names: ['ObjectionLifted'], target: 'objection' },
  'objection.withdraw': { names: ['ObjectionWithdrawn'], target: 'objection' },
  'proposal.submit': { names: ['ProposalSubmitted'], target: 'call' },
  'call.open': { names: ['CallOpened'], target: null },
  'institution.register': { names: ['InstitutionRegistered'], target: null },
};
const reserved = new Set(['call.open', 'institution.register']);
const actNames = new Set(Object.values(outcomes).flatMap((o) => o.names));

function judgeAnswers(acked: Acked[], history: History, people: People, findings: Findings): void {
  const answers = new Map<string, Acked>();
  for (const answer of acked) {
    const former = answers.get(answer.deliveryId);
    if (!former) answers.set(answer.deliveryId, answer);
    else if (!sameResult(former, answer)) {
      findings.doubled.push(`delivery ${answer.deliveryId} was accepted twice with different results`);
    }
  }
  const claimed = new Map<number, string>();
  for (const answer of answers.values()) judgeAnswer(answer, history, { claimed, people, findings });
  for (const e of history.events) {
    if (actNames.has(e.name) && !claimed.has(e.seq)) {
      findings.wrong.push(`event ${e.seq} ${e.name} is in the export and was never acknowledged`);
    }
  }
}

interface Court {
  /** Which delivery was told which event. */
  claimed: Map<number, string>;
  people: People;
  findings: Findings;
}

function judgeAnswer(answer: Acked, history: History, court: Court): void {
  const { claimed, findings } = court;
  const { deliveryId, action } = answer;
  for (const { seq, name } of answer.events) {
    const there = history.events[seq - 1]?.name;
    if (there !== name) {
      const instead = there ? `the export has ${there}` : 'the export ends before';
      findings.lost.push(`delivery ${deliveryId} was told event ${seq} ${name}, and ${instead}`);
    }
    const other = claimed.get(seq);
    if (other) findings.lost.push(`deliveries ${other} and ${deliveryId} were both told event ${seq}`);
    claimed.set(seq, deliveryId);
  }
  if (action === 'reset') return;
  const outcome = outcomes[action];
  if (!outcome) {
    findings.wrong.push(`delivery ${deliveryId} was accepted as ${action}, which the judge does not know`);
    return;
  }
  const told = answer.events.find((e) => outcome.names.includes(e.name));
  const event = told && history.events[told.seq - 1];
  if (!told)
    findings.lost.push(`delivery ${deliveryId} (${action}) was accepted without an event of its own`);
  else if (event?.name === told.name) judgeAct(answer, event, outcome.target, court);
}

/** The event says what this person did, to what they did it, in their words. */
function judgeAct(
  answer: Acked,
  event: HistoryEvent,
  targetField: string | null,
  { people, findings }: Court,
): void {
  const about = `delivery ${answer.deliveryId} (${answer.action}), event ${event.seq} ${event.name}`;
  const actor = (event.data.author ?? event.data.by) as
    | { person: string; institution: string | null }
    | undefined;
  const same =
    actor && people.same(answer.person ?? '', actor.person) && actor.institution === answer.institution;
  if (actor && !same) {
    findings.lost.push(`${about}: the export has it from ${actor.person} for ${actor.institution}`);
  }
  if (targetField && event.data[targetField] !== answer.target) {
    findings.lost.push(`${about}: the export has it about ${event.data[targetField]}, not ${answer.target}`);
  }
  for (const [field, typed] of Object.entries(answer.values)) {
    if (typed === null || typed === '') continue;
    if (!said(field, typed, event)) findings.lost.push(`${about}: the export does not have its ${field}`);
  }
}

function said(field: string, typed: unknown, { data, texts }: HistoryEvent): boolean {
  if (field === 'amount') return data.amount === Math.round(Number(typed) * 100);
  if (field === 'closesAt') return Date.parse(data.closesAt as string) === Date.parse(typed as string);
  const kept = data[field];
  if (typeof kept !== 'object' || kept === null) return kept === typed;
  const { id } = kept as { id: string };
  return texts.find((t) => t.id === id)?.text === typed;
}

/** What only a coordinator or a deputy may do was done by nobody else, as far as it is known who is who. */
function judgeRights(acked: Acked[], history: History, people: People, findings: Findings): void {
  const entitled = [...history.coordinators, ...history.deputies];
  for (const { deliveryId, action, person } of acked) {
    const id = reserved.has(action) ? people.idOf(person ?? '') : undefined;
    if (id && !entitled.includes(id)) {
      findings.wrong.push(
        `delivery ${deliveryId} (${action}) was accepted from ${person}, who has no right to it`,
      );
    }
  }
}

function sameResult(a: Acked, b: Acked): boolean {
  return JSON.stringify([sorted(a.refs), a.events]) === JSON.stringify([sorted(b.refs), b.events]);
}

function sorted(refs: Record<string, string>): [string, string][] {
  return Object.entries(refs).sort();
}
