// The rules of a charter in plain words: one sentence a rule, made from its value.

import type { Charter, Localized, RuleName } from '../../domain/charter.ts';
import { dayOfYear, listOf, oneOf, percentage, weekday } from '../format.ts';
import { frenchSpaces, type MessageKey, type Translator } from '../translator.ts';
import { planTitle } from './objective-words.ts';

/** 'Procurations : personne ne vote par procuration.' */
export function ruleInWords(t: Translator, charter: Charter, name: RuleName): string {
  return t('charter.line', { label: ruleLabel(t, name), text: ruleSentence(t, charter, name) });
}

/** 'Délai de convocation', for `notice`. */
export function ruleLabel(t: Translator, name: RuleName): string {
  return t(`charter.rule.${name}`);
}

/** The sentence alone: 'personne ne vote par procuration.' */
export function ruleSentence<R extends RuleName>(t: Translator, charter: Charter, name: R): string {
  return sentences[name](t, charter.rules[name].value, charter);
}

/** The charter's own words, with the spaces that French puts before its marks. */
export function own(t: Translator, text: Localized): string {
  return t.lang === 'fr' ? frenchSpaces(text.fr) : text[t.lang];
}

type Value<R extends RuleName> = Charter['rules'][R]['value'];

const sentences: { [R in RuleName]: (t: Translator, value: Value<R>, charter: Charter) => string } = {
  workingDays: (t, days) => t('charter.workingDays', { week: weekOf(t, days) }),
  holidays: (t, country) => t(`charter.holidays.${country}`),
  recess: (t, periods) => {
    const spans = periods.map(({ from, to }) => span(t, dayOfYear(t, from), dayOfYear(t, to)));
    if (spans.length === 0) return t('charter.recess.none');
    return t('charter.recess', {
      periods: spans.reduce((first, next) => t('charter.recess.nor', { first, next })),
    });
  },
  conveningHours: (t, { from, to }) =>
    t('charter.conveningHours', { from: clock(t, from), to: clock(t, to) }),
  quietHours: (t, { from, to }) => t('charter.quietHours', { from: clock(t, from), to: clock(t, to) }),

  membership: (t, value) => t(`charter.membership.${value}`),
  proposers: (t, value) => t(`charter.proposers.${value}`),
  objectors: (t, value) => t(`charter.objectors.${value}`),
  voters: (t, value) => t(`charter.voters.${value}`),
  conflictOfInterest: (t, value) => t(`charter.conflictOfInterest.${value}`),
  questions: (t, value) => t(`charter.questions.${value}`),
  needs: (t, value) => t(`charter.needs.${value}`),

  silence: (t, value) => t(`charter.silence.${value}`),
  period: (t, value) => {
    const text =
      value.kind === 'rolling'
        ? t('charter.period.rolling', { days: daysOf(t, value.days) })
        : t(`charter.period.${value.opens}`);
    if (value.minimumDays === 0) return text;
    return t('charter.period.minimum', { text, days: daysOf(t, value.minimumDays) });
  },
  rollToWorkingDay: (t, value) => t(`charter.rollToWorkingDay.${value}`),
  reminders: (t, { daysBefore }) => {
    const stages = daysBefore.filter((days) => days > 0).map((days) => daysOf(t, days));
    if (stages.length === 0) {
      return t(daysBefore.length === 0 ? 'charter.reminders.none' : 'charter.reminders.same-day');
    }
    const inTurn = stages.reduce((first, next) => t('charter.reminders.then', { first, next }));
    const text = t('charter.reminders', { stages: inTurn });
    return daysBefore.includes(0) ? t('charter.reminders.and-same-day', { text }) : text;
  },
  reach: (t, { minimumPercent, hoursBefore }) => {
    const text =
      minimumPercent === 0
        ? t('charter.reach.any')
        : t('charter.reach.minimum', { percent: percentage(t, minimumPercent) });
    if (hoursBefore === 0) return t('charter.reach.in-time', { text });
    return t('charter.reach.early', { text, delay: lasting(t, hoursBefore * 60) });
  },
  downtime: (t, { toleranceMinutes, capHours }) => {
    if (capHours === 0) return t('charter.downtime.never');
    const cap = lasting(t, capHours * 60);
    if (toleranceMinutes === 0) return t('charter.downtime.any', { cap });
    return t('charter.downtime', { tolerance: lasting(t, toleranceMinutes), cap });
  },

  objectionReason: (t, value) => t(`charter.objectionReason.${value}`),
  counterProposal: (t, value) => t(`charter.counterProposal.${value}`),
  objectionGround: (t, value, { rules }) =>
    t(rules.grounds.value.length === 0 ? 'charter.objectionGround.none' : `charter.objectionGround.${value}`),
  grounds: (t, grounds) => {
    const list = oneOf(
      t,
      ownAll(
        t,
        grounds.map(({ label }) => label),
      ),
    );
    return grounds.length === 0 ? t('charter.grounds.any') : t('charter.grounds', { list });
  },
  onObjection: (t, value) => t(`charter.onObjection.${value}`),
  onCompetition: (t, { detect }) => t(`charter.onCompetition.${detect}`),

  actionPlan: (t, plan) =>
    plan
      ? t('charter.actionPlan', { plan: planTitle(plan), n: plan.objectives.length })
      : t('charter.actionPlan.none'),
  criteria: (t, criteria) => {
    const list = criteria.map(({ how, label }) => t(`charter.criterion.${how}`, { label: own(t, label) }));
    const comma = t.lang === 'fr' ? '\u202f; ' : '; ';
    return list.length === 0 ? t('charter.criteria.none') : t('charter.criteria', { list: list.join(comma) });
  },
  callCriteria: (t, value) => t(`charter.callCriteria.${value}`),

  notice: (t, { days: n, unit }, charter) => {
    if (n === 0) return t('charter.notice.none');
    if (unit === 'clear') return t('charter.notice.clear', { days: t('charter.clear-days', { n }) });
    const days = daysOf(t, n);
    if (unit === 'calendar') return t('charter.notice.calendar', { days });
    return t('charter.notice.working', { days, counting: counting(t, charter) });
  },
  convocation: (t, { remindAfter, deputyAfter, sendAfter }, charter) => {
    const delays = {
      remind: daysOf(t, remindAfter),
      deputy: daysOf(t, deputyAfter),
      counting: counting(t, charter),
    };
    if (sendAfter === null) return t('charter.convocation.wait', delays);
    return t('charter.convocation.send', { ...delays, send: daysOf(t, sendAfter) });
  },

  analysis: (t, points) => listed(t, points, 'charter.analysis', 'charter.analysis.none'),
  quorum: (t, quorum) =>
    quorum === null
      ? t('charter.quorum.none')
      : t(`charter.quorum.${quorum.of}`, { percent: percentage(t, quorum.percent) }),
  ladder: (t, rungs) => {
    const [first, ...others] = rungs;
    let said = first ? rungInWords(t, first) : '';
    for (const [i, rung] of others.entries()) {
      const apart = isApart(rungs[i], rung);
      said = t(apart ? 'charter.ladder.and' : 'charter.ladder.or-else', {
        first: said,
        next: rungInWords(t, rung),
      });
    }
    return t('charter.ladder', { rungs: said });
  },
  tie: (t, value) => t(`charter.tie.${value}`),
  chairVotesLast: (t, value) => t(`charter.chairVotesLast.${value}`),
  carrierVotes: (t, value) => t(`charter.carrierVotes.${value}`),
  votePer: (t, value) => t(`charter.votePer.${value}`),
  proxies: (t, value) => t(`charter.proxies.${value}`),
  substitutes: (t, value) => t(`charter.substitutes.${value}`),
  refusalReasons: (t, value) => t(`charter.refusalReasons.${value}`),
  standingAgenda: (t, points) => listed(t, points, 'charter.standingAgenda', 'charter.standingAgenda.none'),
  minimumPerYear: (t, n) =>
    n === 0
      ? t('charter.minimumPerYear.none')
      : t('charter.minimumPerYear', { times: t('charter.times', { n }) }),

  bodies: (t, bodies) => {
    const list = listOf(
      t,
      bodies.map((body) => bodyInWords(t, body)),
    );
    return bodies.length === 0 ? t('charter.bodies.none') : t('charter.bodies', { list });
  },
  pathway: (t, steps) =>
    t('charter.pathway', {
      list: listOf(
        t,
        ownAll(
          t,
          steps.map((s) => s.label),
        ),
      ),
    }),
  minutesCorrectionDays: (t, n) =>
    n === 0
      ? t('charter.minutesCorrectionDays.none')
      : t('charter.minutesCorrectionDays', { days: daysOf(t, n) }),
  visibility: (t, { decisions, minutes, funds }) => {
    const who = (value: typeof decisions) => t(`charter.who.${value}`);
    return decisions === minutes && minutes === funds
      ? t('charter.visibility.same', { who: who(decisions) })
      : t('charter.visibility', { decisions: who(decisions), minutes: who(minutes), funds: who(funds) });
  },
};

/** Whether two rungs decide different things, so that one isn't what the other falls back on. */
function isApart(a: Value<'ladder'>[number] | undefined, b: Value<'ladder'>[number]): boolean {
  if (a?.kind !== 'majority' || b.kind !== 'majority') return false;
  const everything = a.decides.includes('any') || b.decides.includes('any');
  return !everything && !a.decides.some((what) => b.decides.includes(what));
}

function rungInWords(t: Translator, rung: Value<'ladder'>[number]): string {
  if (rung.kind === 'consensus') return t(`charter.ladder.consensus.${rung.on}`);
  return t(rung.reached ? 'charter.ladder.reached' : 'charter.ladder.more', {
    purposes: listOf(
      t,
      rung.decides.map((what) => t(`charter.ladder.for.${what}`)),
    ),
    share: shareOf(t, rung.threshold),
    base: t(`charter.base.${rung.base}`),
  });
}

const shares: Record<string, MessageKey> = {
  '1/2': 'charter.share.half',
  '2/3': 'charter.share.two-thirds',
  '3/4': 'charter.share.three-quarters',
};

function shareOf(t: Translator, [part, whole]: [number, number]): string {
  const fraction = `${part}/${whole}`;
  const word = shares[fraction];
  return word ? t(word) : fraction;
}

function bodyInWords(t: Translator, { name, seats }: Value<'bodies'>[number]): string {
  if (seats.length === 0) return own(t, name);
  const list = seats.map(({ of, count, voting }) =>
    t(voting ? 'charter.seat.voting' : 'charter.seat.advisory', {
      seats: t('charter.seats', { n: count }),
      of: own(t, of),
    }),
  );
  return t('charter.body.seats', { name: own(t, name), list: listOf(t, list) });
}

function listed(t: Translator, points: Localized[], some: MessageKey, none: MessageKey): string {
  return points.length === 0 ? t(none) : t(some, { list: listOf(t, ownAll(t, points)) });
}

function counting(t: Translator, { rules }: Charter): string {
  const week = weekOf(t, rules.workingDays.value);
  return t(rules.holidays.value === 'none' ? 'charter.counting.holidays' : 'charter.counting', { week });
}

/** 'du lundi au vendredi', or the days one by one where they don't follow each other. */
function weekOf(t: Translator, days: number[]): string {
  const sorted = days.toSorted((a, b) => a - b);
  const [first = 1, last = first] = [sorted[0], sorted.at(-1)];
  const together = sorted.length > 2 && last - first === sorted.length - 1;
  if (together) return span(t, weekday(t, first), weekday(t, last));
  return t('charter.on-days', {
    list: listOf(
      t,
      sorted.map((day) => weekday(t, day)),
    ),
  });
}

function span(t: Translator, from: string, to: string): string {
  return t('charter.span', { from, to });
}

function daysOf(t: Translator, n: number): string {
  return t('charter.days', { n });
}

/** 'sept jours', 'une heure', '15 minutes': in the largest unit that comes out even. */
function lasting(t: Translator, minutes: number): string {
  if (minutes % 1440 === 0) return daysOf(t, minutes / 1440);
  return minutes % 60 === 0 ? t('charter.hours', { n: minutes / 60 }) : t('charter.minutes', { n: minutes });
}

/** '9 h', '20 h 30', '9 uur', '09:00', for '09:00'. */
function clock(t: Translator, time: string): string {
  const [hours = '', minute = ''] = time.split(':');
  const hour = t.lang === 'en' ? hours : String(Number(hours));
  const said =
    minute === '00' ? t('charter.clock.hour', { hour }) : t('charter.clock.minute', { hour, minute });
  return said.replaceAll(' ', '\u00a0');
}

function ownAll(t: Translator, texts: Localized[]): string[] {
  return texts.map((text) => own(t, text));
}
