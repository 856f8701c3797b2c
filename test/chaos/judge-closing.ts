// What silence decides, as the judge counts it: nothing under a hold, nothing before the deadline, nothing that
// a criterion or the reach stands against, nothing twice.

import type { Actor, Book, Call, Data, Fault, Proposal, Steps } from './judge-book.ts';
import { criteriaOf, type Verdicts } from './judge-criteria.ts';
import { end } from './judge-proposals.ts';

export const closingSteps: Steps = {
  ProposalValidated: (d, book, at) =>
    settling(d, book, at, (p, { unmet, unknown }) => {
      const call = book.callOf(p);
      const period = book.period(p);
      const voices = book.electorate(book.opened(p));
      const stray = d.reached.find((v: string) => !voices.includes(v));
      const faults = [
        p.stage === 'awaiting-reach' && 'those who were reached late had no time',
        unmet.length > 0 && `criteria ${unmet} are not met`,
        unknown.length > 0 && `criteria ${unknown} are unknown`,
        stray && `${stray} is no voice`,
        d.present !== voices.length && `${voices.length} voices are present`,
        d.reached.length * 100 < d.present * book.value(call, 'reach').minimumPercent &&
          'too few were reached',
        unheard(p, d, book),
        d.article !== book.article(call, 'silence') && 'it cites another article',
        d.opensAt !== period.opensAt && `its period opened at ${period.opensAt}`,
        d.closesAt !== book.deadline(p) && `its period closed at ${book.deadline(p)}`,
        otherAnswers(p, d, book),
        otherBasis(p, d, book),
      ];
      end(p, 'validated');
      return faults;
    }),

  ProposalIncomplete: (d, book, at) =>
    settling(d, book, at, (p, { unmet }) => {
      p.stage = 'incomplete';
      return [other(d.missing, unmet, 'not met')];
    }),

  ProposalAwaitsCriteria: (d, book, at) =>
    settling(d, book, at, (p, { unmet, unknown }) => {
      p.stage = 'awaiting-criteria';
      return [other(d.unknown, unknown, 'unknown'), other([], unmet, 'not met')];
    }),

  ProposalAwaitsReach: (d, book, at) =>
    settling(d, book, at, (p, { unmet, unknown }) => {
      p.stage = 'awaiting-reach';
      const { minimumPercent } = book.value(book.callOf(p), 'reach');
      return [
        other([], [...unmet, ...unknown], 'not known to be met'),
        d.reached * 100 >= d.present * minimumPercent && 'enough were reached',
        d.present !== book.electorate(book.opened(p)).length && 'other voices were present',
      ];
    }),
};

/** Somebody who counts as reached, and how they can have been. */
export interface Reached {
  seq: number;
  call: string;
  voice: string;
  /** Those to whom the call can have come. */
  people: string[];
  /** They answered, or a coordinator reached them otherwise. */
  surely: boolean;
}

/** Nobody has to be asked once more who was there when something was validated. */
export function reachedFor(
  { seq, name, data }: { seq: number; name: string; data: Data },
  book: Book,
): Reached[] {
  if (name !== 'ProposalValidated') return [];
  return (data.reached ?? []).map((voice: string) => {
    const within = [...book.institutions.keys()].filter((id) => book.voiceOf(id) === voice);
    const speakers = [...book.mandates.values()].filter((m) => within.includes(m.institution ?? ''));
    const contacts = within.flatMap((id) => book.institutions.get(id)?.contact ?? []);
    const said = [...book.answers].filter((a) => a.proposal === data.proposal && a.at < data.closesAt);
    const call = book.calls.get(data.call);
    const toldBy = call && toldByOf(book, call, data.closesAt);
    const noted = (id: string) => toldBy !== undefined && (call?.reached.get(id) ?? '9') <= toldBy;
    return {
      seq,
      call: data.call,
      voice,
      people: [...speakers.map((m) => m.person), ...contacts],
      surely: said.some((a) => within.includes(a.by.institution ?? '')) || within.some(noted),
    };
  });
}

function settling(
  d: Data,
  book: Book,
  at: string,
  then: (p: Proposal, criteria: Verdicts) => Fault[],
): Fault[] {
  const p = book.proposals.get(d.proposal);
  if (!p) return ['there is no such proposal'];
  const on = book.agendasWith(p.id);
  return [
    p.status !== 'live' && `it is ${p.status} already`,
    p.holds.size > 0 && `it is held by ${[...p.holds]}`,
    at < book.deadline(p) && `its deadline, ${book.deadline(p)}, had not passed`,
    on.length > 0 && `it is on the agenda of ${on.map((m) => m.id)}`,
    ...then(p, criteriaOf(p, book)),
  ];
}

function other(told: string[], own: string[], what: string): string | false {
  return [...told].sort().join() !== [...own].sort().join() && `criteria ${own} are ${what}, not ${told}`;
}

/** Whoever answered in time, or was reached otherwise early enough, counts as reached. */
function unheard(p: Proposal, d: Data, book: Book): string | false {
  const call = book.callOf(p);
  const deadline = book.deadline(p);
  const toldBy = toldByOf(book, call, deadline);
  const surely = [
    ...[...book.answers].filter((a) => a.proposal === p.id && a.at < deadline).map((a) => a.by.institution),
    ...[...call.reached].filter(([, at]) => at <= toldBy).map(([institution]) => institution),
  ];
  const voices = book.electorate(book.opened(p));
  for (const institution of surely) {
    if (institution === null) continue;
    const voice = book.voiceOf(institution);
    if (voices.includes(voice) && !d.reached.includes(voice)) return `${voice} was reached`;
  }
  return false;
}

/** Until when one had to be told for one's silence to count. */
function toldByOf(book: Book, call: Call, deadline: string): string {
  const hours: number = book.value(call, 'reach').hoursBefore;
  return new Date(Date.parse(deadline) - hours * 3_600_000).toISOString();
}

function otherAnswers(p: Proposal, d: Data, book: Book): string | false {
  const line = ({ by, how }: { by: Actor; how: string }) => `${by.person} for ${by.institution}: ${how}`;
  const of = (answers: { by: Actor; how: string }[]) => [...new Set(answers.map(line))].sort();
  const [own, told] = [of(book.current(p)), of(d.answers)];
  return own.join() !== told.join() && `it was answered by ${own.join('; ')}, not by ${told.join('; ')}`;
}

/** Lifted after the deadline, agreed by everybody who was reached, or else silence. */
function otherBasis(p: Proposal, d: Data, book: Book): string | false {
  const agreed = new Set(
    book
      .current(p)
      .filter((a) => a.how === 'consent' && a.by.institution !== null)
      .map((a) => book.voiceOf(a.by.institution as string)),
  );
  const carriers = book.carriersOf(p).map((carrier) => book.voiceOf(carrier));
  const others = d.reached.filter((v: string) => !carriers.includes(v));
  const consent = others.length > 0 && others.every((v: string) => agreed.has(v));
  const lifted = p.freedAt !== null && p.freedAt >= book.deadline(p);
  const own = lifted ? 'lifted' : consent ? 'consent' : 'silence';
  return d.basis !== own && `it rests on ${own}, not on ${d.basis}`;
}
