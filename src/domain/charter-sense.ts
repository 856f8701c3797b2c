// What no schema sees in a charter: values that are right one by one and contradict each other, or that
// promise what can never happen.

import type { Charter, Criterion } from './charter.ts';
import { type CharterFault, type CharterPath, faultAt, type Incoherence } from './charter-fault.ts';

/** Every contradiction in a charter whose form is right, in the order of its rules. */
export function incoherences(charter: Charter): CharterFault[] {
  const found = [
    ...head(charter),
    ...daysAndHours(charter),
    ...consent(charter),
    ...doubledIds(charter),
    ...charter.rules.criteria.value.flatMap(criterion),
    ...meetings(charter),
  ];
  return found.map(([code, path, params]) => faultAt(charter, path, code, code, params));
}

type Found = [code: Incoherence, path: CharterPath, params?: Record<string, string | number>];

const inRule = (name: keyof Charter['rules'], ...rest: CharterPath): CharterPath => [
  'rules',
  name,
  'value',
  ...rest,
];

function head({ zone, languages }: Charter): Found[] {
  const found: Found[] = repeated(languages).map((i) => ['doubled', ['languages', i]]);
  return isZone(zone) ? found : [['zone-unknown', ['zone']], ...found];
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

function daysAndHours({ rules }: Charter): Found[] {
  const found: Found[] = repeated(rules.workingDays.value).map((i) => ['doubled', inRule('workingDays', i)]);
  const recess = rules.recess.value;
  for (const [i, period] of recess.entries()) {
    for (const end of ['from', 'to'] as const) {
      if (!isDayOfYear(period[end])) found.push(['no-such-day', inRule('recess', i, end)]);
    }
  }
  if (coversTheYear(recess)) found.push(['recess-all-year', inRule('recess')]);
  const convening = rules.conveningHours.value;
  if (convening.from >= convening.to)
    found.push(['hours-backwards', inRule('conveningHours', 'to'), convening]);
  const quiet = rules.quietHours.value;
  if (quiet.from === quiet.to) found.push(['quiet-empty', inRule('quietHours', 'to')]);
  return found;
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

function consent({ rules }: Charter): Found[] {
  const found: Found[] = [];
  const period = rules.period.value;
  const { daysBefore } = rules.reminders.value;
  if (period.kind === 'rolling' && period.minimumDays > period.days) {
    found.push(['minimum-too-long', inRule('period', 'minimumDays'), { max: period.days }]);
  }
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

function doubledIds({ rules }: Charter): Found[] {
  return (['grounds', 'criteria', 'bodies'] as const).flatMap((name) =>
    repeated(rules[name].value.map(({ id }) => id)).map((i): Found => ['doubled', inRule(name, i, 'id')]),
  );
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

function meetings({ rules }: Charter): Found[] {
  const found: Found[] = [];
  const { remindAfter, deputyAfter, sendAfter } = rules.convocation.value;
  if (deputyAfter <= remindAfter) found.push(['convocation-order', inRule('convocation', 'deputyAfter')]);
  if (sendAfter !== null && sendAfter <= deputyAfter) {
    found.push(['convocation-order', inRule('convocation', 'sendAfter')]);
  }
  for (const [i, rung] of rules.ladder.value.entries()) {
    if (rung.kind !== 'majority') continue;
    const [share, whole] = rung.threshold;
    const reachable = rung.reached ? share <= whole : share < whole;
    if (!reachable) found.push(['threshold-impossible', inRule('ladder', i, 'threshold')]);
  }
  const voting = rules.bodies.value.some(({ seats }) => seats.some((seat) => seat.voting));
  if (rules.voters.value === 'seats' && !voting) found.push(['seats-missing', inRule('voters')]);
  return found;
}

/** The positions of what already stood earlier in the list. */
function repeated(list: (string | number)[]): number[] {
  return list.flatMap((item, i) => (list.indexOf(item) < i ? [i] : []));
}
