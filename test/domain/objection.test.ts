import { describe, expect, it } from 'vitest';
import { event } from '../../src/domain/events.ts';
import type { Objection } from '../../src/domain/objection.ts';
import { endObjection, evolveObjection, raiseObjection } from '../../src/domain/objection.ts';
import {
  assembly,
  call,
  charter,
  charterWith,
  closesAt,
  contestedProposal,
  farid,
  habitante,
  nadia,
  openProposal,
  opensAt,
  text,
} from '../support/given.ts';

const before = '2026-11-25T10:00:00.000Z';
const bare = { reason: null, remedy: null };
const given = { assembly, call: call(), charter, proposal: openProposal() };

describe('déposer une objection', () => {
  it('suspends the validation, with its author’s words and the article it rests on', () => {
    const said = { reason: text('r'), remedy: text('m') };
    expect(raiseObjection(said, before, farid, given)).toEqual([
      event('ObjectionRaised', before, {
        objection: 'O1',
        proposal: 'P1',
        call: 'C1',
        author: farid,
        ...said,
        article: '2',
      }),
    ]);
  });

  it('counts without a reason where the charter only asks for one', () => {
    expect(raiseObjection(bare, before, farid, given)).toMatchObject([{ name: 'ObjectionRaised' }]);
  });

  it('is refused without a reason where the charter requires one, and says which field is missing', () => {
    const strict = { ...given, charter: charterWith('objectionReason', 'required') };
    expect(raiseObjection(bare, before, farid, strict)).toEqual({
      refused: 'objection.reason-required',
      field: 'reason',
    });
  });

  it('is open to someone without institution', () => {
    expect(raiseObjection(bare, before, habitante, given)).toMatchObject([
      { name: 'ObjectionRaised', data: { author: habitante } },
    ]);
  });

  it('is refused a second time to the same person while the first stands', () => {
    const again = { ...given, proposal: contestedProposal() };
    expect(raiseObjection(bare, before, farid, again)).toEqual({
      refused: 'objection.already-raised',
      params: { objection: 'O1' },
    });
  });

  it('is open to a colleague of somebody who objects already', () => {
    const again = { ...given, proposal: contestedProposal() };
    const colleague = { person: 'zoe', institution: 'I2' };
    expect(raiseObjection(bare, before, colleague, again)).toMatchObject([{ name: 'ObjectionRaised' }]);
  });

  it.each([
    ['a millisecond before the deadline', '2026-12-07T22:58:59.999Z', 'ObjectionRaised'],
    ['at the deadline', closesAt, 'LateRemarkMade'],
    ['a second after it', '2026-12-07T22:59:01.000Z', 'LateRemarkMade'],
  ])('%s, what counts is when it was received', (_, at, name) => {
    expect(raiseObjection(bare, at, farid, given)).toMatchObject([{ name }]);
  });

  it('is kept as a late remark once the call is closed, even if clocks disagree', () => {
    const closed = { ...given, call: call({ status: 'closed' }) };
    expect(raiseObjection({ reason: text('r'), remedy: null }, before, farid, closed)).toMatchObject([
      { name: 'LateRemarkMade', data: { remark: 'R1', reason: text('r'), closedAt: closesAt } },
    ]);
  });
});

describe('lever ou retirer une objection', () => {
  const raised: Objection = evolveObjection(
    undefined,
    event('ObjectionRaised', opensAt, {
      objection: 'O1',
      proposal: 'P1',
      call: 'C1',
      author: farid,
      reason: null,
      remedy: null,
      article: '2',
    }),
  );
  const lift = { how: 'lifted', words: null } as const;
  const mandate = (person: string, institution: string, status: 'claimed' | 'confirmed') => ({
    id: `${person}~${institution}`,
    status,
    person,
    institution,
    from: opensAt,
  });

  it('is its author’s to do', () => {
    expect(endObjection(lift, before, farid, { objection: raised, mandate: undefined })).toMatchObject([
      { name: 'ObjectionLifted', data: { by: farid } },
    ]);
    expect(
      endObjection({ how: 'withdrawn', words: null }, before, farid, {
        objection: raised,
        mandate: undefined,
      }),
    ).toMatchObject([{ name: 'ObjectionWithdrawn' }]);
  });

  it('is open to a person with a confirmed mandate of the same institution, on record as such', () => {
    const zoe = { person: 'zoe', institution: 'I2' };
    const confirmed = { objection: raised, mandate: mandate('zoe', 'I2', 'confirmed') };
    expect(endObjection(lift, before, zoe, confirmed)).toMatchObject([{ data: { by: zoe } }]);
  });

  it.each([
    ['the coordinator', { person: 'referente', institution: null }, undefined],
    ['another institution', nadia, mandate('nadia', 'I1', 'confirmed')],
    [
      'somebody who only says they belong there',
      { person: 'zoe', institution: 'I2' },
      mandate('zoe', 'I2', 'claimed'),
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

  it('is refused once it has ended', () => {
    const ended = evolveObjection(
      raised,
      event('ObjectionLifted', before, {
        objection: 'O1',
        proposal: 'P1',
        call: 'C1',
        by: farid,
        words: null,
      }),
    );
    expect(endObjection(lift, before, farid, { objection: ended, mandate: undefined })).toEqual({
      refused: 'objection.ended',
      params: { objection: 'O1' },
    });
  });
});
