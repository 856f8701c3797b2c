// The judge of the kill rounds: it passes what is right, and each kind of damage has its own finding.

import { describe, expect, it } from 'vitest';
import type { Acked, Artefacts, Received } from './artefacts.ts';
import { exportOf, type Happening, handmade, happenings, inTime, tooLate } from './handmade.ts';
import { damages, judge } from './judge.ts';
import { plants } from './plants.ts';

/** A second institution, taken in after everything. */
const registered: Happening = [
  'InstitutionRegistered',
  { ...happenings[3]?.[1], institution: 'I2' },
  tooLate,
];
const nothing = { lost: [], doubled: [], wrong: [] };

it('finds nothing where everything is as it should be', () => {
  expect(judge(handmade())).toEqual(nothing);
});

describe('each way of planting damage is found under its name', () => {
  for (const damage of damages) {
    it.each(plants[damage].map((way) => [way.name, way] as const))(`${damage}: %s`, (_, way) => {
      const spoiled = way(handmade());
      expect(spoiled).toBeDefined();
      expect(judge(spoiled as Artefacts)[damage]).not.toEqual([]);
    });
  }
});

describe('lost', () => {
  it.each<[string, Partial<Acked>, string]>([
    [
      'an event that is another one in the export',
      { events: [{ seq: 11, name: 'LateRemarkMade' }] },
      'was told event 11',
    ],
    ['an act of somebody else', { person: 'ana' }, 'has it from u-bob'],
    ['an act for another institution', { institution: 'I2' }, 'has it from u-bob for I1'],
    ['an act on something else', { target: 'P1' }, 'not P1'],
    ['words that are not there', { values: { reason: 'Du bruit' } }, 'does not have its reason'],
    ['an acceptance without any event', { events: [] }, 'without an event of its own'],
  ])('%s', (_, change, sentence) => {
    const artefacts = handmade();
    artefacts.acked = artefacts.acked.map((a) => (a.deliveryId === 'd2' ? { ...a, ...change } : a));
    expect(judge(artefacts).lost).toContainEqual(expect.stringContaining(sentence));
  });

  it('words that came out otherwise', () => {
    const events = happenings.map((h) =>
      h[3] ? ([h[0], h[1], inTime, 'Trop beau'] satisfies Happening) : h,
    );
    expect(judge(course(events)).lost).toContainEqual(expect.stringContaining('does not have its reason'));
    expect(judge(course(events)).wrong).toContainEqual(expect.stringContaining('not its own'));
  });
});

describe('doubled', () => {
  it('a delivery accepted twice with different results', () => {
    const artefacts = handmade();
    const again = artefacts.acked.find((a) => a.replayed);
    if (again) again.refs = { objection: 'O7' };
    expect(judge(artefacts).doubled).toHaveLength(1);
  });

  it('a message that arrived twice', () => {
    const artefacts = handmade();
    const news = artefacts.received.find((r) => r.key.includes('meeting.prepared')) as Received;
    artefacts.received.push({ ...news, messageId: 'm99', n: 99 });
    expect(judge(artefacts).doubled).toEqual([`salon was sent ${news.key} twice`]);
  });
});

describe('wrong: what people saw contradicts the export', () => {
  it.each<[string, (received: Received[]) => Received[], string]>([
    [
      'news of the plenary that stand in a thread',
      (r) => r.map((m) => (m.key.includes('meeting.prepared') ? { ...m, under: 'm4' } : m)),
      'not at its root',
    ],
    ['a card that was never posted', (r) => r.filter((m) => !m.key.endsWith('card:P2')), 'has no card of P2'],
    [
      'a card that shows a former state',
      (r) => r.filter((m) => !(m.key.endsWith('card:P1') && toneOf(m) === 'good')),
      'the card of P1 in salon is attention',
    ],
    [
      'a card without one of the objections',
      (r) => r.map((m) => ({ ...m, card: onlyStatus(m) })),
      'lacks O2',
    ],
    [
      'a receipt about something else',
      (r) => r.map((m) => (receipt(m) ? { ...m, card: onlyStatus(m) } : m)),
      'says nothing of O1',
    ],
    ['a receipt that never came', (r) => r.filter((m) => !receipt(m)), 'never received objection.receipt'],
    [
      'a receipt that went to somebody else',
      (r) => r.map((m) => (receipt(m) ? { ...m, to: '@bob' } : m)),
      'went to @bob',
    ],
    [
      'news in the wrong order',
      (r) => r.map((m) => (m.key.includes('meeting.prepared') ? { ...m, n: 90 } : m)),
      'after news that are later',
    ],
    [
      'news of what did not happen',
      (r) => [...r, { ...(r[4] as Received), key: 'a:salon:3:meeting.prepared:M1' }],
      'accounts for',
    ],
    [
      'an edit of another message',
      (r) => r.map((m) => (m.kind === 'edit' ? { ...m, messageId: r[2]?.messageId ?? '' } : m)),
      'was edited as',
    ],
  ])('%s', (_, spoil, sentence) => {
    const artefacts = handmade();
    const findings = judge({ ...artefacts, received: spoil(artefacts.received) });
    expect(findings.wrong).toContainEqual(expect.stringContaining(sentence));
  });

  it('an act in the export that nobody was told of', () => {
    const artefacts = handmade();
    artefacts.acked = artefacts.acked.filter((a) => a.deliveryId !== 'd4');
    expect(judge(artefacts).wrong).toEqual([
      'event 17 LateRemarkMade is in the export and was never acknowledged',
    ]);
  });

  it('an act that is not for everybody', () => {
    const artefacts = course([...happenings, registered]);
    const by = (person: string): Acked => ({
      deliveryId: 'd9',
      action: 'institution.register',
      target: null,
      person,
      institution: null,
      values: {},
      refs: {},
      events: [{ seq: 18, name: 'InstitutionRegistered' }],
      replayed: false,
    });
    const wrong = (person: string) => judge({ ...artefacts, acked: [...artefacts.acked, by(person)] }).wrong;
    expect(wrong('claire')).toEqual([]);
    expect(wrong('ana')).toEqual([expect.stringContaining('who has no right to it')]);
  });

  it('a file that does not hold together', () => {
    const artefacts = handmade();
    for (const line of artefacts.exported) if (line.seq === 4) line.at = tooLate;
    expect(judge(artefacts).wrong).toContainEqual(expect.stringContaining('does not have the hash'));
  });
});

/** The handmade round with another history; what was told and received stays. */
function course(events: Happening[]): Artefacts {
  return { ...handmade(), exported: exportOf(events) };
}

function receipt({ key }: Received): boolean {
  return key.endsWith('9:objection.receipt');
}

function toneOf({ card }: Received): string | undefined {
  return (card as { status: { tone: string } | null }).status?.tone;
}

function onlyStatus({ card }: Received): unknown {
  return { status: (card as { status: unknown }).status };
}
