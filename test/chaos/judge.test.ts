// The judge of the kill rounds: it passes what is right, and each kind of damage has its own finding.

import { describe, expect, it } from 'vitest';
import type { Acked, Artefacts, Received } from './artefacts.ts';
import { exportOf, type Happening, handmade, happenings, inTime, tooLate } from './handmade.ts';
import { damages, judge } from './judge.ts';
import { plants } from './plants.ts';

const nothing = { lost: [], doubled: [], wrong: [] };
const ana = { person: 'u-ana', institution: null };
const onP2 = { call: 'C1', proposal: 'P2' };

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
      { events: [{ seq: 8, name: 'LateRemarkMade' }] },
      'was told event 8',
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
    artefacts.received.push({ ...(artefacts.received[4] as Received), messageId: 'm99', n: 99 });
    expect(judge(artefacts).doubled).toEqual(['salon was sent a:salon:7:meeting.prepared twice']);
  });
});

describe('wrong: a history that breaks the charter', () => {
  const validated = happenings[12] as Happening;
  it.each<[string, Happening[], string]>([
    [
      'a validation under an objection',
      [...happenings, ['ProposalValidated', onP2, tooLate]],
      'objection O2 stands',
    ],
    ['a second validation', [...happenings, validated], 'validated already'],
    ['a validation before the deadline', without('CallClosed'), 'the call had not closed'],
    ['a free proposal left undecided', without('ProposalValidated'), 'P1 was left undecided'],
    ['a deadline that nobody noticed', without('CallClosed', 'ProposalValidated'), 'never closed'],
    [
      'a call closed too early',
      happenings.map((h) => (h[0] === 'CallClosed' ? [h[0], h[1], inTime] : h)),
      'had not passed',
    ],
    [
      'an objection in time taken as a late remark',
      happenings.map((h) => (h[0] === 'LateRemarkMade' ? [h[0], h[1], inTime] : h)),
      'arrived in time',
    ],
    [
      'a late objection taken as one in time',
      [...happenings, ['ObjectionRaised', { ...onP2, objection: 'O3', author: ana }, tooLate]],
      'the deadline had passed',
    ],
    [
      'a second objection of the same person',
      happenings.toSpliced(9, 0, [
        'ObjectionRaised',
        { call: 'C1', proposal: 'P1', objection: 'O3', author: ana },
      ]),
      'has an objection standing already',
    ],
    [
      'an objection ended by a stranger',
      [...happenings, ['ObjectionLifted', { ...onP2, objection: 'O2', by: ana }, tooLate]],
      'had no right',
    ],
    ['an objection ended twice', [...happenings, happenings[9] as Happening], 'had ended already'],
    ['a hold without a plenary', without('AgendaItemAdded'), 'P2 is held and on no agenda'],
    ['a plenary about nothing', without('AgendaItemRemoved'), 'on the agenda of a plenary'],
    [
      'an event that the judge does not know',
      [...happenings, ['SomethingNew', onP2, tooLate]],
      'does not know',
    ],
  ])('%s', (_, events, sentence) => {
    expect(judge(course(events)).wrong).toContainEqual(expect.stringContaining(sentence));
  });

  it('a colleague with a confirmed mandate may end an objection', () => {
    const colleague = { person: 'u-eve', institution: 'I1' };
    const ending: Happening[] = [
      ['MandateConfirmed', { mandate: 'm', ...colleague }, tooLate],
      ['ObjectionWithdrawn', { ...onP2, objection: 'O2', by: colleague }, tooLate],
    ];
    const rights = (events: Happening[]) => judge(course(events)).wrong.filter((w) => w.includes('no right'));
    expect(rights([...happenings, ...ending])).toEqual([]);
    expect(rights([...happenings, ...ending.slice(1)])).toHaveLength(1);
  });
});

describe('wrong: what people saw contradicts the export', () => {
  it.each<[string, (received: Received[]) => Received[], string]>([
    ['a card that was never posted', (r) => r.filter((m) => !m.key.endsWith('card:P2')), 'has no card of P2'],
    [
      'a card that shows a former state',
      (r) => r.slice(0, 15).concat(r.slice(16)),
      'the card of P1 in salon is attention',
    ],
    [
      'a card without one of the objections',
      (r) => r.map((m) => ({ ...m, card: onlyStatus(m) })),
      'lacks O2',
    ],
    [
      'a receipt about something else',
      (r) => r.map((m, i) => (i === 3 ? { ...m, card: onlyStatus(m) } : m)),
      'says nothing of O1',
    ],
    ['a receipt that never came', (r) => r.toSpliced(3, 1), 'never received objection.receipt'],
    [
      'a receipt that went to somebody else',
      (r) => r.map((m, i) => (i === 7 ? { ...m, to: '@ana' } : m)),
      'went to @ana',
    ],
    [
      'news in the wrong order',
      (r) => r.map((m, i) => (i === 8 ? { ...m, n: 90 } : m)),
      'after news that are later',
    ],
    [
      'news of what did not happen',
      (r) => [...r, { ...(r[4] as Received), key: 'a:salon:3:meeting.prepared' }],
      'accounts for',
    ],
    [
      'an edit of another message',
      (r) => r.map((m, i) => (i === 6 ? { ...m, messageId: 'm1' } : m)),
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
      'event 14 LateRemarkMade is in the export and was never acknowledged',
    ]);
  });

  it('an act that is not for everybody', () => {
    const artefacts = course([...happenings, ['InstitutionRegistered', { institution: 'I9' }, tooLate]]);
    const by = (person: string): Acked => ({
      deliveryId: 'd9',
      action: 'institution.register',
      target: null,
      person,
      institution: null,
      values: {},
      refs: {},
      events: [{ seq: 15, name: 'InstitutionRegistered' }],
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

function without(...names: string[]): Happening[] {
  return happenings.filter(([name]) => !names.includes(name));
}

function onlyStatus({ card }: Received): unknown {
  return { status: (card as { status: unknown }).status };
}
