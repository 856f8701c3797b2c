// Objections: what suspends a validation, who may say so, and who alone may end it. 000 §4 b.

import { describe, expect, it } from 'vitest';
import { type Stance, stanceId } from '../../src/domain/answers.ts';
import { event } from '../../src/domain/events.ts';
import type { Grounds, Objection } from '../../src/domain/objection.ts';
import {
  endObjection,
  evolveObjection,
  explainObjection,
  raiseObjection,
} from '../../src/domain/objection.ts';
import type { Actor, Institution, Mandate } from '../../src/domain/people.ts';
import {
  assembly,
  call,
  charter,
  charterSaying,
  charterWith,
  closesAt,
  contestedProposal,
  farid,
  habitante,
  institution,
  mandate,
  nadia,
  openProposal,
  opensAt,
  referente,
  text,
  validatedProposal,
} from '../support/given.ts';
import { rule } from '../support/rule.ts';

const before = '2026-11-25T10:00:00.000Z';
const bare: Grounds = { ground: null, reason: null, remedy: null };
const argued: Grounds = { ground: null, reason: text('r'), remedy: text('m') };
const given = {
  assembly,
  call: call(),
  charter,
  proposal: openProposal(),
  institution: institution('I2'),
  entered: null,
  stances: [],
};
const about = { objection: 'O1', proposal: 'P1', version: 1, call: 'C1', author: farid, entered: null };

describe('déposer une objection', () => {
  it(
    rule('onObjection', 'suspends the validation, with its author’s words and the article (4b) it rests on'),
    () => {
      expect(raiseObjection(argued, before, farid, given)).toEqual([
        event('ObjectionRaised', before, { ...about, ...argued, article: '2' }),
      ]);
    },
  );

  it(
    rule(
      'objectionReason',
      'counts without a reason where the charter asks for one; where it requires one, it says so',
    ),
    () => {
      expect(raiseObjection(bare, before, farid, given)).toMatchObject([{ name: 'ObjectionRaised' }]);
      const strict = { ...given, charter: charterWith('objectionReason', 'required') };
      expect(raiseObjection({ ...argued, reason: null }, before, farid, strict)).toEqual({
        refused: 'objection.reason-required',
        field: 'reason',
      });
      expect(raiseObjection(argued, before, farid, strict)).toMatchObject([{ name: 'ObjectionRaised' }]);
    },
  );

  it(
    rule(
      'counterProposal',
      'brings what would lift it where the charter requires it: whoever is against proposes',
    ),
    () => {
      const strict = { ...given, charter: charterWith('counterProposal', 'required') };
      expect(raiseObjection({ ...argued, remedy: null }, before, farid, strict)).toEqual({
        refused: 'objection.remedy-required',
        field: 'remedy',
      });
      expect(raiseObjection(argued, before, farid, strict)).toMatchObject([{ name: 'ObjectionRaised' }]);
    },
  );

  it(rule('objectionGround', 'names one of the charter’s grounds, where the charter requires one'), () => {
    const label = { fr: 'l’action existe', nl: 'de actie bestaat', en: 'the action exists' };
    const grounds = [{ id: 'double-emploi', label }];
    const under = (objectionGround: 'asked' | 'required', ground: string | null) =>
      raiseObjection({ ...argued, ground }, before, farid, {
        ...given,
        charter: charterSaying({ grounds, objectionGround }),
      });
    const known = ['double-emploi'];
    expect(under('required', null)).toEqual({
      refused: 'objection.ground-required',
      field: 'ground',
      params: { known },
    });
    expect(under('required', 'jalousie')).toMatchObject({ params: { known, required: 'yes' } });
    expect(under('required', 'double-emploi')).toMatchObject([{ name: 'ObjectionRaised' }]);
    expect(under('asked', null)).toMatchObject([{ name: 'ObjectionRaised' }]);
  });

  it(rule('grounds', 'rests on a ground of the charter where it lists any, or on none'), () => {
    const label = { fr: 'l’action existe', nl: 'de actie bestaat', en: 'the action exists' };
    const listing = { ...given, charter: charterWith('grounds', [{ id: 'double-emploi', label }]) };
    const on = (ground: string | null, state = listing) =>
      raiseObjection({ ...argued, ground }, before, farid, state);
    expect(on('double-emploi')).toMatchObject([{ data: { ground: 'double-emploi' } }]);
    expect(on(null)).toMatchObject([{ data: { ground: null } }]);
    expect(on('jalousie')).toEqual({
      refused: 'objection.ground-unknown',
      field: 'ground',
      params: { known: ['double-emploi'], required: 'no' },
    });
    expect(on('double-emploi', given)).toMatchObject({ params: { known: [] } });
  });

  it(
    rule('objectors', 'is open to whom the charter says: anyone, institutions, or those that have signed'),
    () => {
      const as = (objectors: 'anyone' | 'institutions' | 'members', by: Actor, of: Institution | undefined) =>
        raiseObjection(argued, before, by, {
          ...given,
          charter: charterWith('objectors', objectors),
          institution: of,
        });
      const [present, signed] = [institution('I2'), institution('I2', { signedAt: opensAt })];
      expect(as('anyone', habitante, undefined)).toMatchObject([{ data: { author: habitante } }]);
      expect(as('institutions', habitante, undefined)).toEqual({
        refused: 'rights.institutions-only',
        field: 'institution',
      });
      expect(as('institutions', farid, present)).toMatchObject([{ name: 'ObjectionRaised' }]);
      expect(as('members', farid, present)).toEqual({ refused: 'rights.members-only' });
      expect(as('members', farid, signed)).toMatchObject([{ name: 'ObjectionRaised' }]);
    },
  );

  it('is refused a second time to the same person while the first stands; a colleague may object too', () => {
    const again = { ...given, proposal: contestedProposal() };
    expect(raiseObjection(bare, before, farid, again)).toEqual({
      refused: 'objection.already-raised',
      params: { objection: 'O1' },
    });
    const colleague = { person: 'zoe', institution: 'I2' };
    expect(raiseObjection(bare, before, colleague, again)).toMatchObject([{ name: 'ObjectionRaised' }]);
    const otherHat = { person: 'farid', institution: 'I3' };
    expect(raiseObjection(bare, before, otherHat, again)).toMatchObject([{ name: 'ObjectionRaised' }]);
  });

  it('shows the contradiction where a colleague has agreed to what stands', () => {
    const said = (by: Actor, version = 1): Stance => ({
      id: stanceId('P1', by),
      status: 'said',
      proposal: 'P1',
      call: 'C1',
      author: by,
      entered: null,
      consent: { at: opensAt, version },
      interest: null,
    });
    const zoe = { person: 'zoe', institution: 'I2' };
    const object = (stances: Stance[], by: Actor = farid) =>
      raiseObjection(argued, before, by, { ...given, stances });
    expect(object([said(zoe)])).toMatchObject([
      { name: 'ObjectionRaised' },
      { name: 'ContradictionSeen', data: { objection: 'O1', objector: 'farid', consenting: zoe } },
    ]);
    expect(object([said(zoe, 0), said(nadia), said(farid), { ...said(zoe), consent: null }])).toHaveLength(1);
    expect(object([said({ person: 'autre', institution: null })], habitante)).toHaveLength(1);
  });

  it.each([
    ['a millisecond before the deadline', '2026-12-07T22:58:59.999Z', 'ObjectionRaised'],
    ['at the deadline', closesAt, 'LateRemarkMade'],
    ['a second after it', '2026-12-07T22:59:01.000Z', 'LateRemarkMade'],
  ])('%s, what counts is when it was received', (_, at, name) => {
    expect(raiseObjection(bare, at, farid, given)).toMatchObject([{ name }]);
  });

  it('against what has a deadline of its own is late only from that one on', () => {
    const own = { opensAt, closesAt: '2026-12-11T22:59:00.000Z', firstClosesAt: closesAt };
    const state = { ...given, proposal: openProposal('P1', { own }) };
    expect(raiseObjection(bare, '2026-12-09T10:00:00.000Z', farid, state)).toMatchObject([
      { name: 'ObjectionRaised' },
    ]);
    expect(raiseObjection(bare, own.closesAt, farid, state)).toMatchObject([
      { name: 'LateRemarkMade', data: { closedAt: own.closesAt } },
    ]);
  });

  it('that comes late is kept whole, whatever the charter would have required of it', () => {
    const strict = {
      ...given,
      charter: charterSaying({ objectionReason: 'required', objectors: 'members' }),
    };
    expect(raiseObjection(bare, closesAt, habitante, strict)).toMatchObject([{ name: 'LateRemarkMade' }]);
    const decided = { ...given, proposal: validatedProposal() };
    expect(raiseObjection(argued, before, farid, decided)).toMatchObject([
      { name: 'LateRemarkMade', data: { concern: 'R1', reason: text('r'), remedy: text('m') } },
    ]);
  });
});

const raised: Objection = evolveObjection(
  undefined,
  event('ObjectionRaised', opensAt, { ...about, ...bare, article: '2' }),
);
const zoe = { person: 'zoe', institution: 'I2' };

describe('dire ce qui manquait', () => {
  const explain = (said: Grounds, by: Actor = farid, rules = charter, own: Mandate | undefined = undefined) =>
    explainObjection(said, before, by, { objection: raised, mandate: own, charter: rules });

  it('completes a bare objection; what isn’t said anew stays', () => {
    const [first] = explain({ ...bare, reason: text('r') }) as [
      ReturnType<typeof event<'ObjectionExplained'>>,
    ];
    const explained = evolveObjection(raised, first);
    expect(explained).toMatchObject({ status: 'raised', reason: text('r'), remedy: null });
    const then = { ...bare, remedy: text('m') };
    const state = { objection: explained, mandate: undefined, charter };
    expect(explainObjection(then, before, farid, state)).toMatchObject([
      { data: { reason: text('r'), remedy: text('m') } },
    ]);
  });

  it('is its author’s side’s to do, and asks what the charter requires', () => {
    expect(explain(argued, zoe, charter, mandate('zoe', 'I2'))).toMatchObject([
      { name: 'ObjectionExplained' },
    ]);
    expect(explain(argued, referente)).toMatchObject({ refused: 'objection.not-yours' });
    const strict = charterWith('counterProposal', 'required');
    expect(explain({ ...bare, reason: text('r') }, farid, strict)).toMatchObject({
      refused: 'objection.remedy-required',
    });
  });
});

describe('lever ou retirer une objection', () => {
  const lift = { how: 'lifted', words: null } as const;

  it('is its author’s to do', () => {
    const state = { objection: raised, mandate: undefined };
    expect(endObjection(lift, before, farid, state)).toMatchObject([
      { name: 'ObjectionLifted', data: { by: farid } },
    ]);
    expect(endObjection({ how: 'withdrawn', words: null }, before, farid, state)).toMatchObject([
      { name: 'ObjectionWithdrawn' },
    ]);
  });

  it('is open to a person with a confirmed mandate of the same institution, on record as such', () => {
    const confirmed = { objection: raised, mandate: mandate('zoe', 'I2') };
    expect(endObjection(lift, before, zoe, confirmed)).toMatchObject([{ data: { by: zoe } }]);
  });

  it.each<[string, Actor, Mandate | undefined]>([
    ['the coordinator', referente, undefined],
    [
      'the coordinator, who belongs to another institution',
      { person: 'referente', institution: 'I1' },
      mandate('referente', 'I1'),
    ],
    ['another institution', nadia, mandate('nadia', 'I1')],
    ['somebody who only says they belong there', zoe, mandate('zoe', 'I2', 'claimed')],
    ['somebody whose mandate was declined', zoe, mandate('zoe', 'I2', 'declined')],
    ['somebody who has left', zoe, mandate('zoe', 'I2', 'ended')],
    [
      'a coordinator who confirmed herself after it was raised',
      zoe,
      { ...mandate('zoe', 'I2'), from: '2026-11-25T09:59:59.000Z', selfConfirmed: true },
    ],
    ['somebody without institution', habitante, undefined],
  ])('is refused to %s', (_, by, held) => {
    expect(endObjection(lift, before, by, { objection: raised, mandate: held })).toEqual({
      refused: 'objection.not-yours',
      params: { objection: 'O1' },
    });
  });

  it('of somebody without institution stays theirs alone, whoever else has no institution', () => {
    const theirs: Objection = { ...raised, author: habitante };
    const other = { person: 'someone', institution: null };
    expect(endObjection(lift, before, other, { objection: theirs, mandate: undefined })).toMatchObject({
      refused: 'objection.not-yours',
    });
  });

  it.each(['lifted', 'withdrawn', 'upheld', 'overruled'] as const)('is refused once it is %s', (status) => {
    const ended = { objection: { ...raised, status }, mandate: undefined };
    const refusal = { refused: 'objection.ended', params: { objection: 'O1' } };
    expect(endObjection(lift, before, farid, ended)).toEqual(refusal);
    expect(explainObjection(argued, before, farid, { ...ended, charter })).toEqual(refusal);
  });
});
