// Other courses of the handmade round, one rule broken in each.

import {
  bob,
  charterWith,
  claire,
  exportOf,
  type Happening,
  happenings,
  inTime,
  tooLate,
} from './handmade.ts';
import { readHistory } from './judge-history.ts';

/** What the judge has to say of a course of events. */
export function faultsOf(events: Happening[]): string[] {
  return readHistory(exportOf(events)).faults;
}

export const onP1 = { call: 'C1', proposal: 'P1', version: 1, entered: null };
export const onP2 = { ...onP1, proposal: 'P2' };
export const eve = { person: 'u-eve', institution: 'I1' };
export const dan = { person: 'u-dan', institution: 'I2' };
export const start = '2026-12-08T08:00:00.000Z';
export const second: Happening = [
  'InstitutionRegistered',
  { ...dataOf('InstitutionRegistered'), institution: 'I2' },
];
export const convened = {
  meeting: 'M1',
  call: 'C1',
  startsAt: start,
  place: null,
  agenda: ['P1', 'P2'],
  institutions: ['I1'],
  reckoning: { notBefore: '2026-12-07T22:59:00.000Z' },
  by: claire,
  formerly: null,
};
export const outcome = {
  meeting: 'M1',
  ...onP2,
  outcome: 'refused',
  modification: null,
  reasons: { id: 'r', sha256: '0' },
  by: claire,
  conflicted: false,
  corrects: false,
};

export const checklist = [{ id: 'public', how: 'checklist', computed: null }];

export function under(rules: Parameters<typeof charterWith>[0]): Happening[] {
  return happenings.map((h) => (h[0] === 'CharterAdopted' ? charterWith(rules) : h));
}

export function without(...names: string[]): Happening[] {
  return happenings.filter(([name]) => !names.includes(name));
}

/** The first event of that name says something else, or comes at another time. */
export function saying(name: string, more: object, at?: string, events = happenings): Happening[] {
  const index = events.findIndex((h) => h[0] === name);
  const then = at ?? events[index]?.[2];
  return events.with(index, changed(events[index] as Happening, more, then));
}

export function changed([name, data, , words]: Happening, more: object, at = inTime): Happening {
  return words === undefined ? [name, { ...data, ...more }, at] : [name, { ...data, ...more }, at, words];
}

export function renamed(from: string, to: string): Happening[] {
  return happenings.map((h): Happening => (h[0] === from ? [to, h[1]] : h));
}

/** These come before the first event of that name. */
export function ahead(name: string, events: Happening[], ...more: Happening[]): Happening[] {
  return events.toSpliced(
    events.findIndex((h) => h[0] === name),
    0,
    ...more,
  );
}

export function ended(name: string, proposal: string, objection: string, by: object): Happening {
  return [name, { call: 'C1', proposal, objection, author: by, by, words: null }, tooLate];
}

export function consent(author: object, on: object = onP2): Happening {
  return ['ConsentGiven', { ...on, stance: 's', author }];
}

export function ticked(met: boolean): Happening {
  const reason = { id: 'x', sha256: '0' };
  const about = { call: 'C1', proposal: 'P1', criterion: 'public' };
  return ['CriterionChecked', { ...about, met, reason, by: claire, conflicted: false }, inTime];
}

export function version(more: object): Happening {
  const content = { amount: null, carrierShare: null, partners: [] };
  const kept = { own: null, reminders: [], ...content };
  return [
    'VersionPublished',
    { call: 'C1', proposal: 'P1', version: 2, kind: 'editorial', by: bob, ...kept, ...more },
  ];
}

export function contested(): Happening {
  return [
    'EditorialContested',
    { call: 'C1', proposal: 'P1', version: 2, by: bob, own: null, reminders: [] },
  ];
}

export function dataOf(name: string): object {
  return happenings.find((h) => h[0] === name)?.[1] ?? {};
}
