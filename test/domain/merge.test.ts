// Two proposals that become one, with both carriers' consent.

import { describe, expect, it } from 'vitest';
import { acceptMerge, declineMerge, evolveMerge, type Merge, offerMerge } from '../../src/domain/merge.ts';
import { evolveProposal, type Proposal } from '../../src/domain/proposal.ts';
import {
  assembly,
  call,
  content,
  contestedProposal,
  farid,
  nadia,
  openProposal,
  opensAt,
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
