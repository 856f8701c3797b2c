// What the fields of a form let one choose from: names, never references to be known by heart.

import { describe, expect, it } from 'vitest';
import { mandateId } from '../../src/domain/people.ts';
import { accepted, names, opened, options, personOf, second } from '../support/forms.ts';
import { openLocal } from '../support/local.ts';

describe('what there is to choose from', () => {
  it('institutions by name, without the one that carries the proposal', async () => {
    const local = await openLocal();
    await second(local);
    expect(options(await opened(local, 'farid', 'proposal.revise', 'P2'), 'partners')).toEqual([
      'Buurthuis De Waterlelie',
      'Maison des Trois Tilleuls',
      'Maison médicale du Pont-Levis',
    ]);
    expect(options(await opened(local, 'referente', 'call.reached', 'C1'), 'institution')).toHaveLength(4);
  });

  it('no institution that has left, and for a shared vote none that shares another’s', async () => {
    const local = await openLocal();
    await accepted(local, 'referente', 'institution.describe', 'I2', { votesWith: 'I1' });
    await accepted(local, 'referente', 'institution.leave', 'I4');
    expect(options(await opened(local, 'referente', 'institution.describe', 'I1'), 'votesWith')).toEqual([
      'Maison médicale du Pont-Levis',
    ]);
  });

  it('the other live proposals of the same call', async () => {
    const local = await openLocal();
    await second(local);
    await accepted(local, 'lise', 'proposal.submit', 'C1', { title: 'Retirée', summary: 'Vite' });
    await accepted(local, 'lise', 'proposal.withdraw', 'P3');
    await accepted(local, 'lise', 'proposal.draft', 'C1', { title: 'Brouillon', summary: 'Plus tard' });
    for (const action of ['competition.declare', 'merge.offer']) {
      expect(options(await opened(local, 'nadia', action, 'P1'), 'with')).toEqual(['P2 · Jardin partagé']);
    }
  });

  it('the criteria that can be ticked, with where they stand, those of the call included', async () => {
    const local = await openLocal({ charter: 'colignon-2024' });
    const call = {
      title: 'Été',
      closesAt: '2026-12-18T23:59',
      criteria: 'ouvert le samedi\nsans inscription',
    };
    const { call: ref = '' } = await accepted(local, 'referente', 'call.open', null, call);
    const idea = { title: 'Jardin', summary: 'Un potager' };
    const { proposal = '' } = await accepted(local, 'farid', 'proposal.submit', ref, idea);
    const missing = { criterion: 'appel-2', met: 'no', reason: 'Inscription demandée' };
    await accepted(local, 'referente', 'criterion.check', proposal, missing);
    await accepted(local, 'referente', 'institution.describe', 'I2', { rooted: 'yes' });

    const form = await opened(local, 'referente', 'criterion.check', proposal);
    expect(options(form, 'criterion')).toEqual([
      'servir les objectifs du plan d’action (à vérifier)',
      expect.stringMatching(/^s’adresser aux habitant·e·s .* \(à vérifier\)$/),
      expect.stringMatching(/^être portée par une asbl .* \(à vérifier\)$/),
      expect.stringMatching(/^réunir des acteurs .* \(à vérifier\)$/),
      'ouvert le samedi (à vérifier)',
      'sans inscription (non rempli)',
    ]);
    expect(
      options(await opened(local, 'referente', 'criterion.check', proposal, 'nl'), 'criterion'),
    ).toContain('sans inscription (niet vervuld)');
  });

  it('the grounds of the charter, in the reader’s language; none where it has none', async () => {
    const invented = await openLocal({ charter: 'contraire-2026', data: 'empty' });
    const { institution = '' } = await accepted(invented, 'referente', 'institution.register', null, {
      name: 'Atelier',
    });
    const closesAt = '2026-12-18T23:59';
    const { call = '' } = await accepted(invented, 'referente', 'call.open', null, {
      title: 'Été',
      closesAt,
    });
    await accepted(invented, 'referente', 'institution.sign', institution);
    const idea = { title: 'Jardin', summary: 'Un potager' };
    const { proposal = '' } = await accepted(invented, 'paul', 'proposal.submit', call, idea, {
      institution,
    });
    const form = await opened(invented, 'paul', 'objection.raise', proposal, 'en');
    expect(options(form, 'ground')).toContain('the action already exists');

    expect(names(await opened(await openLocal(), 'farid', 'objection.raise', 'P1'))).toEqual([
      'reason',
      'remedy',
    ]);
  });

  it('of what a plenary decided only what can be recorded of that proposal, in words that fit it', async () => {
    const local = await openLocal({ charter: 'colignon-2024' });
    await accepted(local, 'farid', 'objection.raise', 'P1');
    const outcomes = async () => {
      const labels = options(await opened(local, 'referente', 'outcome.record', 'P1'), 'outcome');
      return labels?.map((label) => label.replaceAll(/[\u00a0\u202f]/g, ' '));
    };
    expect(await outcomes()).toEqual([
      'adoptée avec une modification, par consensus',
      'validée à la majorité : l’objection est écartée',
      'refusée : l’objection est retenue',
    ]);
    await accepted(local, 'farid', 'proposal.submit', 'C1', { title: 'Jardin', summary: 'Un potager' });
    await accepted(local, 'lise', 'competition.declare', 'P1', { with: 'P2', reason: 'Le même local.' });
    await accepted(local, 'farid', 'objection.lift', 'O1');
    expect(await outcomes()).toEqual([
      'adoptée avec une modification, par consensus',
      'choisie à la majorité ; les objections sont écartées',
      'refusée',
      'non retenue, face à une proposition concurrente',
    ]);
  });

  it('the objectives of the call, and for taking one back those that were named', async () => {
    const local = await openLocal();
    const call = { title: 'Été', closesAt: '2026-12-18T23:59', objectives: 'O.3.2, T.1' };
    const { call: ref = '' } = await accepted(local, 'referente', 'call.open', null, call);
    const idea = { title: 'Jardin', summary: 'Un potager', objectives: ['T.1'] };
    expect(options(await opened(local, 'farid', 'proposal.submit', ref), 'objectives')).toEqual([
      'O.3.2',
      'T.1',
    ]);
    const { proposal = '' } = await accepted(local, 'farid', 'proposal.submit', ref, idea);
    expect(options(await opened(local, 'lise', 'objective.name', proposal), 'objective')).toEqual(['O.3.2']);
    expect(options(await opened(local, 'lise', 'objective.remove', proposal), 'objective')).toEqual(['T.1']);
    expect(options(await opened(local, 'lise', 'objective.name', 'P1'), 'objective')).toEqual([]);
  });

  it('people with their institutions', async () => {
    const local = await openLocal();
    const known = options(await opened(local, 'referente', 'coordinator.appoint', null), 'person');
    expect(known).toContain('Tom (Maison des Trois Tilleuls)');
    expect(known).toContain('Claire, référente de quartier');
    expect(options(await opened(local, 'referente', 'coordinator.release', null), 'person')).toEqual([
      'Claire, référente de quartier',
      'Inès, suppléante',
    ]);
    const mandate = mandateId((await personOf(local, 'nadia')) ?? '', 'I1');
    const successors = options(await opened(local, 'nadia', 'mandate.end', mandate), 'successor');
    expect(successors).toContain('Tom (Maison des Trois Tilleuls)');
    expect(successors).not.toContain('Nadia (Maison des Trois Tilleuls)');
  });
});
