// What people say of a proposal until its deadline, and what a new version does to it, under both charters.

import { beforeEach, describe, expect, it } from 'vitest';
import { rule } from '../support/rule.ts';
import { type Concertation, charters, later, openConcertation, salon } from './concertation.ts';

describe.each(charters)('ce que chacun·e dit d’une proposition, selon %s', (charter) => {
  let c: Concertation;
  let call: string;
  let p: string;
  beforeEach(async () => {
    c = await openConcertation(charter);
    call = await c.call();
    p = await c.submit('nadia', call);
  });

  it(
    rule(
      'questions',
      'a question is asked by anyone (§6), its carrier is told, and so is the asker of the answer',
    ),
    async () => {
      const { refs } = await c.does(
        'habitante',
        'question.ask',
        p,
        { question: 'Est-ce ouvert le samedi ?' },
        { institution: null },
      );
      expect(await c.sent('question.asked', '@nadia')).toHaveLength(1);
      await c.does('nadia', 'question.answer', refs.question, { answer: 'Oui, le matin.' });
      const [told] = await c.sent('question.answered', '@habitante');
      expect(told?.text).toContain('Oui, le matin.');
      expect(await c.state('question', refs.question)).toMatchObject({ status: 'answered', version: 1 });
    },
  );

  it(rule('questions', 'a private question stays between its author and the référente'), async () => {
    const { refs } = await c.does('farid', 'coordinator.ask', null, { question: 'Puis-je venir à deux ?' });
    expect(await c.sent('talk.asked', '@referente')).toHaveLength(1);
    await c.does('referente', 'coordinator.answer', refs.talk, { answer: 'Oui.' });
    expect(await c.sent('talk.answered', '@farid')).toHaveLength(1);
    const others = [...(await c.sent('talk.asked')), ...(await c.sent('talk.answered'))].map((s) => s.to);
    expect(others.sort()).toEqual(['@farid', '@referente', '@suppleante']);
    expect(await c.refused('farid', 'coordinator.answer', refs.talk, { answer: 'Moi-même.' })).toBe(
      'rights.coordinator-only',
    );
  });

  it(rule('needs', 'a new need is noted for a later meeting (§5), and the référente is told'), async () => {
    const { refs } = await c.does('farid', 'need.note', null, { need: 'Un lieu d’accueil le soir.' });
    expect(await c.state('need', refs.need)).toMatchObject({
      status: 'noted',
      author: { institution: 'I2' },
    });
    expect(
      (await c.sent('need.noted', '@referente')).some((s) => s.text.includes('Un lieu d’accueil le soir.')),
    ).toBe(true);
  });

  it('interest is offered and taken back, in each person’s own name', async () => {
    const { refs } = await c.does('lise', 'interest.show', p, { offer: 'Nous avons une salle.' });
    expect(await c.sent('interest.shown', '@nadia')).toHaveLength(1);
    expect(await c.state('stance', refs.stance)).toMatchObject({ status: 'said', interest: { version: 1 } });
    await c.does('lise', 'interest.withdraw', p);
    expect(await c.state('stance', refs.stance)).toMatchObject({ status: 'withdrawn' });
  });

  it('objectives are named by anyone, each once, among those of the call where it lists them', async () => {
    const listing = await c.call({ title: 'Avec objectifs', objectives: 'T1, 3.2' });
    const listed = await c.submit('farid', listing);
    await c.does('habitante', 'objective.name', listed, { objective: '3.2' }, { institution: null });
    expect((await c.state('proposal', listed)).objectives.map((o: { code: string }) => o.code)).toEqual([
      'T1',
      '3.2',
    ]);
    expect(await c.refused('lise', 'objective.name', listed, { objective: 'T9' })).toBe('objective.unknown');
    expect(await c.refused('lise', 'objective.remove', listed, { objective: 'T1' })).toBe(
      'proposal.not-yours',
    );
    await c.does('farid', 'objective.remove', listed, { objective: 'T1' });
    expect((await c.state('proposal', listed)).objectives).toHaveLength(1);
  });

  it('a remark stops nothing, and is settled by its author alone', async () => {
    await c.tick(p);
    const { refs } = await c.does('farid', 'concern.raise', p, { remark: 'L’horaire est court.' });
    expect(await c.refused('nadia', 'concern.resolve', refs.concern)).toBe('concern.not-yours');
    expect(await c.refused('referente', 'concern.resolve', refs.concern)).toBe('concern.not-yours');
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({
      status: 'validated',
      answers: [{ how: 'concern', by: { institution: 'I2' } }],
    });
    expect(await c.state('concern', refs.concern)).toMatchObject({ status: 'raised' });
  });

  it('everybody agrees expressly: it rests on consent', async () => {
    await c.tick(p);
    for (const person of ['farid', 'lise', 'pieter']) await c.does(person, 'consent.give', p);
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({ status: 'validated', basis: 'consent' });
  });

  it('an agreement that is taken back counts no more; after the deadline it stands', async () => {
    await c.tick(p);
    for (const person of ['farid', 'lise', 'pieter']) await c.does(person, 'consent.give', p);
    await c.does('lise', 'consent.withdraw', p);
    await c.until(await c.deadlineOf(p));
    expect(await c.refused('farid', 'consent.withdraw', p)).toBe('consent.too-late');
    expect(await c.refused('lise', 'consent.give', p)).toBe('consent.too-late');
    await c.expire(p);
    expect(await c.state('proposal', p)).toMatchObject({ basis: 'silence' });
  });

  it('a colleague’s agreement erases no objection: both and the référente see the contradiction', async () => {
    await c.enrol('zoe', 'I2');
    const o = await c.object('farid', p);
    await c.does('zoe', 'consent.give', p, {}, { institution: 'I2' });
    expect(await c.statusOf(p)).toBe('contested');
    expect(await c.state('objection', o)).toMatchObject({ status: 'raised' });
    for (const person of ['@farid', '@zoe', '@referente'])
      expect(await c.sent('contradiction', person), person).toHaveLength(1);
    expect(await c.sent('contradiction', '@nadia')).toEqual([]);
  });

  it('a version of substance: earlier answers stay on theirs, who answered is told, and time is given', async () => {
    await c.tick(p);
    await c.does('farid', 'consent.give', p);
    await c.does('lise', 'interest.show', p);
    const before = await c.deadlineOf(p);
    await c.until(later(before, { hours: -1 }));
    await c.does('nadia', 'proposal.revise', p, {
      kind: 'substantive',
      summary: 'Un accueil deux fois par semaine.',
    });
    const days = c.rules.period.value.minimumDays;
    expect((await c.deadlineOf(p)) >= later(before, { hours: 24 * days - 1 })).toBe(true);
    for (const person of ['@farid', '@lise'])
      expect(await c.sent('proposal.revised.answered', person)).toHaveLength(1);
    expect(await c.sent('proposal.revised.answered', '@pieter')).toEqual([]);
    await c.tick(p);
    await c.expire(p);
    const { answers, status, version, versions } = await c.state('proposal', p);
    expect({ status, version, kinds: versions.map((v: { kind: string }) => v.kind) }).toEqual({
      status: 'validated',
      version: 2,
      kinds: ['first', 'substantive'],
    });
    expect(answers).toEqual([]);
  });

  it('an editorial change keeps answers and deadline; any institution may contest it, once', async () => {
    await c.does('farid', 'consent.give', p);
    const before = await c.deadlineOf(p);
    await c.until(later(before, { hours: -72 }));
    await c.does('nadia', 'proposal.revise', p, { kind: 'editorial', title: 'Permanence du mercredi matin' });
    expect(await c.state('proposal', p)).toMatchObject({ version: 2, answersFrom: 1 });
    expect(await c.deadlineOf(p)).toBe(before);
    expect(await c.refused('habitante', 'proposal.contest-editorial', p, {}, { institution: null })).toBe(
      'rights.institutions-only',
    );
    await c.does('lise', 'proposal.contest-editorial', p);
    expect(await c.state('proposal', p)).toMatchObject({
      answersFrom: 2,
      versions: [{}, { kind: 'substantive', contestedBy: { institution: 'I3' } }],
    });
    expect((await c.deadlineOf(p)) > before).toBe(true);
    expect(await c.sent('proposal.contested-editorial', '@farid')).toHaveLength(1);
    expect(await c.refused('pieter', 'proposal.contest-editorial', p)).toBe('version.not-editorial');
  });

  it('an editorial change that nobody would have the time to contest is refused; silence validates no new text', async () => {
    const words = { kind: 'editorial', summary: 'Tout autre chose.' };
    await c.until(later(await c.deadlineOf(p), { hours: -1 }));
    expect(await c.refused('nadia', 'proposal.revise', p, words)).toBe('version.editorial-late');
    await c.expire(p);
    expect(await c.statusOf(p)).toBe('awaiting-criteria');
    expect(await c.refused('nadia', 'proposal.revise', p, words)).toBe('version.editorial-late');
    await c.does('nadia', 'proposal.revise', p, { kind: 'editorial', carrierShare: '1' });
    await c.does('nadia', 'proposal.revise', p, { ...words, kind: 'substantive' });
    await c.tick(p);
    expect(await c.statusOf(p)).toBe('open');
  });

  it('only its carrier’s side publishes a version; a claimed colleague isn’t one yet', async () => {
    const values = { kind: 'editorial', title: 'Autre titre' };
    expect(await c.refused('farid', 'proposal.revise', p, values)).toBe('proposal.not-yours');
    const mandate = await c.enrol('zoe', 'I1', false);
    expect(await c.refused('zoe', 'proposal.revise', p, values, { institution: 'I1' })).toBe(
      'proposal.not-yours',
    );
    await c.does('referente', 'mandate.confirm', mandate);
    await c.does('zoe', 'proposal.revise', p, values, { institution: 'I1' });
    await c.does('tom', 'proposal.revise', p, { kind: 'editorial', title: 'Encore un titre' });
    expect((await c.state('proposal', p)).version).toBe(3);
  });

  it('two become one with both carriers’ consent: what was said against either stands', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    const o = await c.object('pieter', q);
    const { refs } = await c.does('nadia', 'merge.offer', p, { with: q, title: 'Accueil, matin et soir' });
    expect(await c.sent('merge.offered', '@farid')).toHaveLength(1);
    expect(await c.refused('nadia', 'merge.accept', refs.merge)).toBe('merge.not-yours');
    await c.does('farid', 'merge.accept', refs.merge);
    expect(await c.state('proposal', q)).toMatchObject({ status: 'merged', into: p });
    expect(await c.state('proposal', p)).toMatchObject({
      status: 'contested',
      version: 2,
      partners: ['I3', 'I2'],
      meeting: 'M1',
      holds: [{ kind: 'objection', id: o }],
    });
    expect(await c.events('MeetingCancelled')).toEqual([]);
    expect(await c.state('objection', o)).toMatchObject({ status: 'raised', proposal: p });
    await c.does('pieter', 'objection.lift', o);
    expect(await c.statusOf(p)).toBe('open');
  });

  it('a merge may be declined, and whoever offered it is told', async () => {
    const q = await c.submit('farid', call, { title: 'Accueil du soir' });
    const { refs } = await c.does('nadia', 'merge.offer', p, { with: q });
    await c.does('farid', 'merge.decline', refs.merge, { words: 'Nos publics diffèrent.' });
    const [told] = await c.sent('merge.declined', '@nadia');
    expect(told?.text).toContain('Nos publics diffèrent.');
    expect(await c.refused('farid', 'merge.accept', refs.merge)).toBe('merge.over');
  });

  it('a mistake is put right in the open, and nothing is erased', async () => {
    await c.does('referente', 'proposal.correct', p, { words: 'Le montant est de 900 euros.' });
    const [said] = await c.sent('correction', salon);
    expect(said?.text).toContain('Le montant est de 900 euros.');
    expect(await c.state('proposal', p)).toMatchObject({ corrections: [{ by: {} }] });
    const { refs } = await c.does('nadia', 'proposal.draft', call, {
      title: 'Pas encore',
      summary: 'À suivre.',
    });
    expect(await c.refused('referente', 'proposal.correct', refs.proposal, { words: 'Rien.' })).toBe(
      'correction.nothing',
    );
    expect(await c.refused('farid', 'proposal.publish', refs.proposal)).toBe('proposal.unknown');
  });
});
