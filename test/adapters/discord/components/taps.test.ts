// What a tap says leads back to what was meant, within the hundred characters that Discord gives an id.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asTheChannelSays,
  type FormPlace,
  idOf,
  isKeptApart,
  type Tap,
  tapOf,
} from '../../../../adapters/discord/components/taps.ts';
import { actions } from '../../../../src/app/actions.ts';
import { setupActions } from '../../../../src/app/setting-up.ts';
import { langs } from '../../../../src/domain/people.ts';

const snowflake = '18446744073709551615';
const room = `discord:${snowflake}:${snowflake}`;
const uuid = '3e0df8c4-0cff-4f53-997f-20199696fcb6';
/** The longest that each kind of thing is called by. */
const longest = { mandate: `${uuid}~I9999`, other: 'P99999' };

const snowflakes = fc.bigInt({ min: 1n, max: 18446744073709551615n }).map(String);
const rooms = fc.oneof(
  fc.constant(null),
  fc.tuple(snowflakes, snowflakes).map(([g, c]) => `discord:${g}:${c}`),
  fc.constantFrom('slack:T1:C1', 'salon', 'discord:0:x'),
);
const of = fc.record({
  room: rooms,
  words: fc.option(
    fc.oneof(
      snowflakes,
      fc.tuple(snowflakes, snowflakes).map((ids) => ids.join(':')),
    ),
  ),
});
const names = fc.oneof(
  fc.constantFrom('', 'P1', 'I350', longest.mandate, uuid, '!', '!P1', 'quorum', 'a:b:c'),
  fc.uuid(),
);

describe('an id', () => {
  test('of anything that can be done to anything, about any room, is short enough and leads back', () => {
    for (const name of [...actions.keys(), ...setupActions.keys()]) {
      const target = name.startsWith('mandate.') ? longest.mandate : longest.other;
      for (const about of [asTheChannelSays, { room, words: null }]) {
        const tap: Tap = { kind: 'do', action: name, target, of: about };
        expect(tapOf(idOf(tap, 9))).toEqual(tap);
      }
    }
  });

  test('with the words of a message too, where something is said about a proposal', () => {
    for (const action of ['question.ask', 'objection.raise', 'concern.raise']) {
      const of = { room, words: `${snowflake}:${snowflake}` };
      const tap: Tap = { kind: 'do', action, target: longest.other, of };
      expect(tapOf(idOf(tap))).toEqual(tap);
    }
  });

  test('leads back to what was meant, or can’t be written', () => {
    const any: fc.Arbitrary<Tap> = fc.oneof(
      fc.record({ kind: fc.constant('do'), action: fc.constantFrom(...actions.keys()), target: names, of }),
      fc.record({ kind: fc.constant('page'), page: fc.nat(999), place: names }),
      fc.record({
        kind: fc.constant('form'),
        does: fc.constantFrom('open', 'choose', 'turn', 'send', 'restart'),
        deliveryId: fc.uuid(),
        step: fc.nat(30),
        page: fc.nat(30),
        place: fc.constant(null),
      }),
    );
    fc.assert(
      fc.property(any, fc.nat(12), (tap, nth) => {
        try {
          expect(tapOf(idOf(tap, nth))).toEqual(tap);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  test('that would be longer is a bug, and said so', () => {
    const tap: Tap = { kind: 'do', action: 'consent.give', target: 'P'.repeat(100), of: asTheChannelSays };
    expect(() => idOf(tap)).toThrow(RangeError);
  });

  test('is another one where the same stands twice in a message, and means the same', () => {
    const tap: Tap = { kind: 'do', action: 'consent.give', target: 'P1', of: asTheChannelSays };
    expect(idOf(tap)).not.toBe(idOf(tap, 1));
    expect(tapOf(idOf(tap, 1))).toEqual(tap);
  });

  test('of a card whose subject is too long says that it is the one of this message', () => {
    const tap: Tap = {
      kind: 'read',
      subject: `meeting.prepared:M1:${'P1 '.repeat(90)}`,
      of: { room, words: null },
    };
    expect(tapOf(idOf(tap))).toEqual({ ...tap, subject: '' });
    const short: Tap = { ...tap, subject: 'card:P1' };
    expect(tapOf(idOf(short))).toEqual(short);
  });

  test('of anybody else is none of ours', () => {
    for (const id of [
      '',
      'do',
      'do:consent.give',
      'do:a:',
      'lire:x',
      'page:x:',
      'f',
      'fo:x',
      'fx:a:0.0',
      'form:a',
    ])
      expect(tapOf(id)).toBeUndefined();
    fc.assert(fc.property(fc.string({ maxLength: 100 }), (id) => void tapOf(id)));
  });
});

describe('a form in hand', () => {
  const places: fc.Arbitrary<FormPlace> = fc.record({
    action: fc.constantFrom(...actions.keys()),
    target: fc.constantFrom(null, 'P1', 'C12', longest.mandate),
    room: rooms,
    speaker: fc.option(fc.record({ asked: fc.boolean(), for: fc.constantFrom(null, 'I1', 'I350') })),
    lang: fc.constantFrom(...langs),
  });

  test('is known by its id alone, or says that it has to be kept with its draft', () => {
    fc.assert(
      fc.property(places, fc.uuid(), fc.nat(9), fc.nat(20), (place, deliveryId, step, page) => {
        const hand = { deliveryId, step, page, place };
        const kept = isKeptApart(hand);
        const tap = tapOf(idOf({ kind: 'form', does: 'open', ...hand }));
        if (!kept) expect(tap).toEqual({ kind: 'form', does: 'open', ...hand });
        else expect(tap).toMatchObject({ deliveryId, step, page });
      }),
    );
  });

  test('of what partners do in a channel needs no draft before it is filled in', () => {
    for (const action of [
      'objection.raise',
      'consent.give',
      'proposal.submit',
      'proposal.contest-editorial',
    ]) {
      const speaker = { asked: false, for: 'I350' };
      const place: FormPlace = { action, target: 'P999', room: null, speaker, lang: 'fr' };
      expect(isKeptApart({ deliveryId: uuid, step: 0, page: 0, place })).toBe(false);
    }
  });
});
