// What no schema sees in a charter: values that are right one by one and contradict each other, or that
// promise what can never happen.

import type { Charter, Criterion, RuleName } from './charter.ts';
import { type CharterFault, type CharterPath, faultAt, type Incoherence } from './charter-fault.ts';

/** What of a charter can be looked at: its rules, and of its head what has a meaning of its own. */
export type Part = RuleName | 'zone' | 'languages';

/**
 * Every contradiction in a charter, in the order of its rules, so that whoever corrects it learns of all
 * faults at once. Only what lies in parts whose form is right is looked at.
 *
 * @param isSound whether the form of that part is right
 */
export function incoherences(charter: Charter, isSound: (part: Part) => boolean): CharterFault[] {
  const found = senses.flatMap(([parts, look]) => (parts.every(isSound) ? look(charter) : []));
  return found.map(([code, path, params]) => faultAt(charter, path, code, code, params));
}

type Found = [code: Incoherence, path: CharterPath, params?: Record<string, string | number>];

const inRule = (name: keyof Charter['rules'], ...rest: CharterPath): CharterPath => [
  'rules',
  name,
  'value',
  ...rest,
];

/** What is looked at together, and the parts that have to be readable for that. */
const senses: [Part[], (charter: Charter) => Found[]][] = [
  [['zone'], ({ zone }) => (isZone(zone) ? [] : [['zone-unknown', ['zone']]])],
  [['languages'], ({ languages }) => repeated(languages).map((i) => ['doubled', ['languages', i]])],
  [['workingDays'], ({ rules }) => doubled('workingDays', rules.workingDays.value)],
  [['recess'], recess],
  [['conveningHours'], conveningHours],
  [['quietHours'], quietHours],
  [['period'], period],
  [['period', 'reminders'], reminders],
  ...(['grounds', 'criteria', 'bodies'] as const).map((name): [Part[], (charter: Charter) => Found[]] => [
    [name],
    ({ rules }) =>
      doubled(
        name,
        rules[name].value.map(({ id }) => id),
        'id',
      ),
  ]),
  [['objectionGround', 'grounds'], grounds],
  [['criteria'], ({ rules }) => rules.criteria.value.flatMap(criterion)],
  [['convocation'], convocation],
  [['ladder'], ladder],
  [['voters', 'bodies'], voters],
];

function doubled(name: RuleName, list: (string | number)[], ...rest: CharterPath): Found[] {
  return repeated(list).map((i) => ['doubled', inRule(name, i, ...rest)]);
}

/** A fixed offset ('+01:00') isn't one: it ignores summer time. */
function isZone(zone: string): boolean {
  if (!/^\p{L}/u.test(zone)) return false;
  try {
    Temporal.PlainDate.from('2026-01-01').toZonedDateTime({ timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function recess({ rules }: Charter): Found[] {
  const found: Found[] = [];
  const periods = rules.recess.value;
  for (const [i, period] of periods.entries()) {
    for (const end of ['from', 'to'] as const) {
      if (!isDayOfYear(period[end])) found.push(['no-such-day', inRule('recess', i, end)]);
    }
  }
  if (coversTheYear(periods)) found.push(['recess-all-year', inRule('recess')]);
  return found;
}

function conveningHours({ rules }: Charter): Found[] {
  const { value } = rules.conveningHours;
  return value.from >= value.to ? [['hours-backwards', inRule('conveningHours', 'to'), value]] : [];
}

function quietHours({ rules }: Charter): Found[] {
  const { from, to } = rules.quietHours.value;
  return from === to ? [['quiet-empty', inRule('quietHours', 'to')]] : [];
}

/** Whether the day exists, if only in leap years ('02-29'). */
function isDayOfYear(day: string): boolean {
  return daysOf('2028').includes(day);
}

/** A recess may pass over New Year: `from` then comes after `to`. */
function coversTheYear(recess: { from: string; to: string }[]): boolean {
  return daysOf('2027').every((day) =>
    recess.some(({ from, to }) => (from <= to ? from <= day && day <= to : from <= day || day <= to)),
  );
}

function daysOf(year: string): string[] {
  const first = Temporal.PlainDate.from(`${year}-01-01`);
  return Array.from({ length: first.daysInYear }, (_, days) => first.add({ days }).toString().slice(5));
}

function grounds({ rules }: Charter): Found[] {
  const none = rules.objectionGround.value === 'required' && rules.grounds.value.length === 0;
  return none ? [['grounds-missing', inRule('objectionGround')]] : [];
}

function period({ rules }: Charter): Found[] {
  const { value } = rules.period;
  if (value.kind !== 'rolling' || value.minimumDays <= value.days) return [];
  return [['minimum-too-long', inRule('period', 'minimumDays'), { max: value.days }]];
}

function reminders({ rules }: Charter): Found[] {
  const found: Found[] = [];
  const { value: period } = rules.period;
  const { daysBefore } = rules.reminders.value;
  for (const [i, days] of daysBefore.entries()) {
    const before = daysBefore[i - 1];
    if (before !== undefined && before <= days)
      found.push(['reminders-order', inRule('reminders', 'daysBefore', i)]);
    if (period.kind === 'rolling' && days >= period.days) {
      found.push(['reminders-too-early', inRule('reminders', 'daysBefore', i), { max: period.days }]);
    }
  }
  return found;
}

function criterion({ how, computed }: Criterion, i: number): Found[] {
  const place = inRule('criteria', i, 'computed');
  if (how === 'checklist') return computed ? [['computation-unwanted', place]] : [];
  if (!computed) return [['computation-missing', place]];
  if (computed.kind !== 'carrier') return [];
  const { forms, soundAccounts, shareCap } = computed;
  const foreign = (form: (typeof forms)[number]) => !forms.includes(form);
  const found: Found[] = [];
  for (const [n, form] of soundAccounts.entries()) {
    if (foreign(form))
      found.push(['form-not-accepted', [...place, 'soundAccounts', n], { values: forms.join(', ') }]);
  }
  if (shareCap && foreign(shareCap.form)) {
    found.push(['form-not-accepted', [...place, 'shareCap', 'form'], { values: forms.join(', ') }]);
  }
  return found;
}

function convocation({ rules }: Charter): Found[] {
  const found: Found[] = [];
  const { remindAfter, deputyAfter, sendAfter } = rules.convocation.value;
  if (deputyAfter <= remindAfter) found.push(['convocation-order', inRule('convocation', 'deputyAfter')]);
  if (sendAfter !== null && sendAfter <= deputyAfter) {
    found.push(['convocation-order', inRule('convocation', 'sendAfter')]);
  }
  return found;
}

function ladder({ rules }: Charter): Found[] {
  const found: Found[] = [];
  for (const [i, rung] of rules.ladder.value.entries()) {
    if (rung.kind !== 'majority') continue;
    const [share, whole] = rung.threshold;
    const reachable = rung.reached ? share <= whole : share < whole;
    if (!reachable) found.push(['threshold-impossible', inRule('ladder', i, 'threshold')]);
  }
  return found;
}

function voters({ rules }: Charter): Found[] {
  const voting = rules.bodies.value.some(({ seats }) => seats.some((seat) => seat.voting));
  return rules.voters.value === 'seats' && !voting ? [['seats-missing', inRule('voters')]] : [];
}

/** The positions of what already stood earlier in the list. */
function repeated(list: (string | number)[]): number[] {
  return list.flatMap((item, i) => (list.indexOf(item) < i ? [i] : []));
}
