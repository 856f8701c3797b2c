// Two proposals that become one, with both carriers' consent.

import { describe, expect, it } from 'vitest';
import { event } from '../../src/domain/decision.ts';
import type { EventOf } from '../../src/domain/events.ts';
import { acceptMerge, declineMerge, evolveMerge, type Merge, offerMerge } from '../../src/domain/merge.ts';
import { evolveObjection } from '../../src/domain/objection.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { evolveProposal } from '../../src/domain/proposal-changes.ts';
import { answeredVoices, answersTo, current } from '../../src/domain/reach.ts';
import {
  assembly,
  call,
  content,
  contestedProposal,
  farid,
  institution,
  mandate,
  nadia,
  openProposal,
  opensAt,
  roll,
  text,
  validatedProposal,
} from '../support/given.ts';

const at = '2026-11-25T10:00:00.000Z';
const into = openProposal('P1', { objectives: [{ code: 'T1', by: nadia }] });
const from = contestedProposal('P2', farid, {
  carrier: 'I2',
  partners: ['I3'],
  objectives: [
    { code: 'T1', by: farid },
    { code: 'T2', by: farid },
  ],
});
const both = { ...content, title: text('both') };
const merge: Merge = {
  id: 'G1',
  status: 'offered',
  call: 'C1',
  into: 'P1',
  from: 'P2',
  by: nadia,
  content: both,
  at: opensAt,
};
const accept = (part: { merge?: Merge; into?: Proposal; from?: Proposal } = {}) =>
  acceptMerge(at, farid, { merge, into, from, own: null, reminders: [], ...part });

describe('fusionner deux propositions', () => {
  it('is offered by one carrier with the text that both would carry', () => {
    const offer = (one: Proposal, other: Proposal) =>
      offerMerge(both, at, nadia, { assembly, call: call(), into: one, from: other });
    expect(offer(into, from)).toMatchObject([
      { name: 'MergeOffered', data: { merge: 'G1', into: 'P1', from: 'P2' } },
    ]);
    const impossible = { refused: 'merge.impossible', field: 'with' };
    expect(offer(into, into)).toEqual(impossible);
    expect(offer(into, openProposal('P2', { call: 'C2' }))).toEqual(impossible);
    expect(offer(into, validatedProposal('P2'))).toEqual(impossible);
    expect(offer(openProposal('P1', { status: 'withdrawn' }), from)).toEqual(impossible);
  });

  it('makes one of two: the other carrier is its partner, objectives and objections are kept', () => {
    const [merged] = accept() as [never];
    expect(merged).toMatchObject({
      name: 'ProposalsMerged',
      data: {
        version: 2,
        title: text('both'),
        partners: ['I3', 'I2'],
        objectives: [{ code: 'T2', by: farid }],
        moved: [{ objection: 'O1', author: farid }],
        joint: [{ carrier: 'I2', submittedBy: nadia, entered: null }],
      },
    });
    expect(evolveProposal(into, 'P1', merged)).toMatchObject({
      status: 'contested',
      version: 2,
      answersFrom: 2,
      holds: [{ kind: 'objection', id: 'O1' }],
    });
    expect(evolveProposal(from, 'P2', merged)).toMatchObject({ status: 'merged', into: 'P1', holds: [] });
  });

  it('what was said against the other text holds, and answers an earlier version, whatever their numbers', () => {
    const lise = { person: 'lise', institution: 'I3' };
    const said = { ground: null, reason: null, remedy: null };
    const about = { objection: 'O1', proposal: 'P2', version: 5, call: 'C1', author: lise, entered: null };
    const old = evolveObjection(
      undefined,
      event('ObjectionRaised', opensAt, { ...about, ...said, article: '4b' }),
    );
    const [merged] = accept() as [Parameters<typeof evolveObjection>[1]];
    const moved = evolveObjection(old, merged);
    const remaining = evolveProposal(into, 'P1', merged);
    expect(moved).toMatchObject({ status: 'raised', proposal: 'P1', version: 1 });
    const answers = answersTo(remaining, { stances: [], concerns: [], objections: [moved] });
    expect(answers).toHaveLength(1);
    expect(current(answers, remaining)).toEqual([]);
    const people = roll(
      ['I1', 'I2', 'I3'].map((id) => institution(id)),
      [mandate('lise', 'I3')],
    );
    expect(answeredVoices(answers, remaining, people)).toEqual(new Set(['I1', 'I2']));
    const own = { ...remaining, holds: [{ kind: 'objection', id: 'O1', author: lise }] } as Proposal;
    expect(answeredVoices(answers, own, people)).toEqual(new Set(['I1', 'I2', 'I3']));
  });

  it('leaves each institution carrying it once, however often it is merged', () => {
    const carried = (part: { into?: Proposal; from?: Proposal }) => {
      const [merged] = accept(part) as [EventOf<'ProposalsMerged'>];
      return merged.data.joint.map((j) => j.carrier);
    };
    expect(carried({ from: openProposal('P2') })).toEqual([]);
    const joint = [{ carrier: 'I2', submittedBy: farid, entered: null }];
    expect(carried({ into: { ...into, joint } })).toEqual(['I2']);
    expect(carried({ from: openProposal('P2', { carrier: 'I3', joint }) })).toEqual(['I3', 'I2']);
  });

  it('is answered once, while both live', () => {
    expect(accept({ merge: { ...merge, status: 'accepted' } })).toMatchObject({ refused: 'merge.over' });
    expect(accept({ into: validatedProposal() })).toMatchObject({ refused: 'merge.impossible' });
    const [declined] = declineMerge({ words: null }, at, farid, { merge }) as [never];
    const gone = evolveMerge(merge, declined);
    expect(gone).toMatchObject({ status: 'declined' });
    expect(declineMerge({ words: null }, at, farid, { merge: gone })).toMatchObject({
      refused: 'merge.over',
    });
  });
});
