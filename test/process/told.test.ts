// Nobody is left untold: partners, joint carriers, those in whose name somebody spoke, and whoever brought
// something up.

import { beforeEach, describe, expect, it } from 'vitest';
import { opened } from '../support/forms.ts';
import { type Concertation, later, monday, openConcertation } from './concertation.ts';

let c: Concertation;
let call: string;
let p: string;
beforeEach(async () => {
  c = await openConcertation('colignon-2024');
  call = await c.call();
  p = await c.submit('nadia', call);
});
const told = async (view: string, who: string) => (await c.sent(view, `@${who}`)).length;
const typed = async (who: string, text: string) => {
  const { body } = await c.get(`/command?${new URLSearchParams({ as: who, text, lang: 'fr' })}`);
  return JSON.stringify(body).replaceAll(/[\u00a0\u202f]/g, ' ');
};

describe('ce que les partenaires d’une proposition apprennent', () => {
  it('its new version and its withdrawal, in one letter a person', async () => {
    await c.does('lise', 'consent.give', p);
    await c.does('nadia', 'proposal.revise', p, {
      kind: 'substantive',
      title: 'Permanence du jeudi',
      partners: ['I3', 'I4'],
    });
    expect(await told('proposal.revised.answered', 'lise')).toBe(1);
    expect(await told('proposal.revised', 'lise')).toBe(0);
    expect(await told('proposal.revised', 'pieter')).toBe(1);
    expect(await told('proposal.revised', 'farid')).toBe(0);
    await c.does('nadia', 'proposal.withdraw', p);
    expect(await told('proposal.withdrawn', 'lise')).toBe(1);
    expect(await told('proposal.withdrawn', 'pieter')).toBe(1);
    expect(await told('proposal.withdrawn', 'tom')).toBe(1);
    expect(await told('proposal.withdrawn', 'farid')).toBe(0);
  });

  it('that they are no partners any more', async () => {
    await c.does('nadia', 'proposal.revise', p, { kind: 'substantive', partners: ['I4'] });
    expect(await told('proposal.revised', 'lise')).toBe(1);
    await c.does('nadia', 'proposal.withdraw', p);
    expect(await told('proposal.withdrawn', 'lise')).toBe(0);
  });

  it('that it is validated, or awaits the référente; and she what she has to do', async () => {
    await c.expire(p);
    expect(await c.statusOf(p)).toBe('awaiting-criteria');
    for (const who of ['nadia', 'tom', 'lise'])
      expect(await told('proposal.awaits-criteria.carrier', who)).toBe(1);
    expect(await told('proposal.awaits-criteria.carrier', 'referente')).toBe(0);
    expect(await typed('tom', 'moi')).toContain(
      '« Permanence du mercredi » (P1), dont des critères restent à vérifier',
    );
    await c.tick(p);
    expect(await c.statusOf(p)).toBe('validated');
    for (const who of ['nadia', 'lise']) expect(await told('proposal.validated', who)).toBe(1);
    expect(await told('proposal.validated', 'farid')).toBe(0);
    expect(await typed('tom', 'moi')).not.toContain('restent à vérifier');
  });
});

describe('une proposition que deux institutions portent', () => {
  let q: string;
  beforeEach(async () => {
    q = await c.submit('farid', call, { title: 'Permanence du soir' });
    const { refs } = await c.does('nadia', 'merge.offer', p, { with: q });
    await c.does('farid', 'merge.accept', refs.merge);
  });

  it('says beforehand what happens when one withdraws, and goes on with the other', async () => {
    await c.does('pieter', 'consent.give', p);
    const { form } = await opened(c, 'nadia', 'proposal.withdraw', p);
    expect(form.intro).toContain('la proposition continue avec Atelier Lune Basse');
    await c.does('nadia', 'proposal.withdraw', p, { words: 'Nous manquons de temps.' });
    expect(await c.state('proposal', p)).toMatchObject({ status: 'open', carrier: 'I2', joint: [] });
    for (const who of ['farid', 'lise', 'pieter']) {
      const [letter] = await c.sent('proposal.carrier-left', `@${who}`);
      expect(letter?.text).toContain('La proposition continue avec Atelier Lune Basse');
      expect(letter?.text).toContain('Nous manquons de temps.');
    }
    expect(await told('proposal.carrier-left', 'nadia')).toBe(0);
    const card = await typed('lise', `propositions ${p}`);
    expect(card).toContain('Maison des Trois Tilleuls ne porte plus cette proposition');
    expect(await c.refused('nadia', 'proposal.withdraw', p)).toBe('proposal.not-yours');
    await c.does('farid', 'proposal.withdraw', p);
    expect(await c.statusOf(p)).toBe('withdrawn');
  });

  it('goes on with the other when one of them leaves the concertation', async () => {
    await c.does('referente', 'institution.leave', 'I1');
    expect(await c.state('proposal', p)).toMatchObject({ status: 'open', carrier: 'I2', joint: [] });
    expect(await told('proposal.carrier-left', 'farid')).toBe(1);
    await c.does('farid', 'proposal.withdraw', p);
    expect(await c.statusOf(p)).toBe('withdrawn');
  });

  it('is as much the second one’s: it may change it, and owes no answer to it', async () => {
    const { joint } = await c.state('proposal', p);
    expect(joint).toMatchObject([{ carrier: 'I2' }]);
    await c.does('farid', 'proposal.revise', p, { kind: 'editorial', summary: 'Matin et soir.' });
    expect(await typed('farid', 'moi')).not.toContain('attend l’avis');
    expect(await typed('farid', `propositions ${p}`)).toContain(
      'Maison des Trois Tilleuls et Atelier Lune Basse',
    );
  });
});

describe('une proposition dont l’institution porteuse a quitté la concertation', () => {
  it('is nobody’s but the référente’s to withdraw: she is told so, and everybody reads why', async () => {
    expect(await c.refused('referente', 'proposal.withdraw', p)).toBe('proposal.not-yours');
    const { notes } = await c.does('referente', 'institution.leave', 'I1');
    expect(notes).toEqual([
      `Une proposition n’a plus d’institution porteuse (${p}). Vous pouvez la retirer.`,
    ]);
    expect(await c.refused('farid', 'proposal.withdraw', p)).toBe('proposal.not-yours');
    await c.expire(p);
    expect(await told('proposal.incomplete.carrier', 'nadia')).toBe(0);
    await c.does('referente', 'proposal.withdraw', p);
    expect(await c.statusOf(p)).toBe('withdrawn');
    const [letter] = await c.sent('proposal.withdrawn', '@nadia');
    expect(letter?.text).toContain('l’institution porteuse a quitté la concertation');
  });
});

describe('qui parle au nom d’une institution sans y être connu', () => {
  it('its own people are told, once for each kind of act, and still owe their answer', async () => {
    await c.does('omar', 'consent.give', p, {}, { institution: 'I2' });
    await c.does('omar', 'consent.withdraw', p, {}, { institution: 'I2' });
    await c.does('omar', 'consent.give', p, {}, { institution: 'I2' });
    const letters = await c.sent('spoken', '@farid');
    expect(letters).toHaveLength(1);
    expect(letters[0]?.text).toContain('au nom de Atelier Lune Basse');
    expect(letters[0]?.text).toContain('la référente le confirmera ou non');
    await c.does('omar', 'question.ask', p, { question: 'Quand ?' }, { institution: 'I2' });
    expect(await told('spoken', 'farid')).toBe(2);
    const mandate = (await c.events('MandateClaimed')).at(-1)?.data.mandate;
    await c.does('referente', 'mandate.decline', mandate, { reason: 'Inconnu à l’atelier.' });
    expect(await typed('farid', 'moi')).toContain('attend l’avis de votre institution');
    await c.expire(p);
    for (const { data } of await c.events('RemindersSent')) expect(data.institutions).toContain('I2');
  });

  it('who telephoned is told of by the référente; a confirmed colleague’s act is nobody’s surprise', async () => {
    const dupre = { name: 'Mme Dupré', institution: 'I3', mail: null, source: 'phone' };
    await c.does('referente', 'consent.give', p, {}, { for: dupre });
    const [letter] = await c.sent('spoken', '@lise');
    expect(letter?.text).toContain('Mme Dupré');
    expect(letter?.text).toContain('par téléphone');
    await c.does('tom', 'question.ask', p, { question: 'Le soir aussi ?' });
    expect(await told('spoken', 'nadia')).toBe(0);
  });
});

describe('ce que l’on dépose ou demande', () => {
  it('a need: a receipt, a list for everybody, and what became of it', async () => {
    const { refs } = await c.does('farid', 'need.note', null, { need: 'Un local chauffé le samedi.' });
    const receipts = await c.sent('need.receipt', '@farid');
    expect(receipts.at(-1)?.text).toContain('Un local chauffé le samedi.');
    expect(await typed('lise', 'besoins')).toContain(
      'farid (Atelier Lune Basse) : Un local chauffé le samedi.',
    );
    expect(await typed('referente', 'moi')).toContain(`"target":"${refs.need}"`);
    await c.object('lise', p);
    await c.does('referente', 'meeting.confirm', 'M1');
    const [notice] = await c.sent('meeting.convocation', '@farid');
    expect(notice?.text).toContain('Besoins déposés, à discuter si le temps le permet (charte, article 5)');
    expect(notice?.text).toContain('Un local chauffé le samedi.');
    expect(await c.refused('farid', 'need.close', refs.need, { words: 'Fait.' })).toBe(
      'rights.coordinator-only',
    );
    await c.does('referente', 'need.close', refs.need, {
      words: 'Discuté le 5 mai : la commune prête une salle.',
    });
    const [became] = await c.sent('need.taken-up', '@farid');
    expect(became?.text).toContain('la commune prête une salle');
    expect(await typed('lise', 'besoins')).toContain('la commune prête une salle');
    expect(await typed('referente', 'moi')).not.toContain(`"target":"${refs.need}"`);
    expect(await c.refused('referente', 'need.close', refs.need, { words: 'Encore.' })).toBe('need.taken-up');
  });

  it('a private question: a receipt, and it stands under moi until it is answered', async () => {
    const { refs } = await c.does('farid', 'coordinator.ask', null, { question: 'Où est le plan ?' });
    expect(await told('talk.receipt', 'farid')).toBe(1);
    expect(await typed('farid', 'moi')).toContain('votre question en privé : Où est le plan ?');
    await c.does('referente', 'coordinator.answer', refs.talk, { answer: 'Je vous l’envoie.' });
    expect(await typed('farid', 'moi')).not.toContain('Où est le plan ?');
  });

  it('a chase taken back is confirmed, and the référente reads that she coordinates', async () => {
    const { refs } = await c.does('referente', 'call.chase', call, { words: 'Votre avis compte.' });
    await c.does('referente', 'chase.undo', refs.chase);
    await c.until(later(monday, { minutes: 3 }));
    const [undone] = await c.sent('chase.undone', '@referente');
    expect(undone?.text).toContain('La relance H1 est arrêtée, personne ne la recevra.');
    const mine = await typed('referente', 'moi');
    expect(mine).toContain('Vous coordonnez cette concertation.');
    expect(mine).not.toContain('sans institution.');
  });

  it('whoever nobody has confirmed reads that their answer stands, and that their colleagues are still asked', async () => {
    const { refs } = await c.does('nadia', 'proposal.submit', call, {
      title: 'Atelier vélo',
      summary: 'Réparer ensemble, le samedi.',
    });
    const { proposal } = refs;
    const { refs: raised } = await c.does('hind', 'objection.raise', proposal, {}, { institution: 'I2' });
    const mine = await typed('hind', 'moi');
    expect(mine).toContain(
      `votre objection ${raised.objection} à « Atelier vélo » (${proposal}) suspend sa validation ; les personnes confirmées pour Atelier Lune Basse sont encore invitées à répondre, jusqu’au `,
    );
    expect(mine).not.toContain(`« Atelier vélo » (${proposal}) attend`);
    expect(await typed('farid', 'moi')).toContain(`« Atelier vélo » (${proposal}) attend`);

    await c.does('hind', 'objection.withdraw', raised.objection, {}, { institution: 'I2' });
    await c.does('hind', 'consent.give', proposal, {}, { institution: 'I2' });
    expect(await typed('hind', 'moi')).toContain(
      `votre accord sur « Atelier vélo » (${proposal}) est enregistré ; les personnes confirmées`,
    );
    await c.does('farid', 'consent.give', proposal);
    expect(await typed('hind', 'moi')).not.toContain('Vous avez déjà répondu');
  });

  it('a référente who also speaks for an institution reads both roles, and nothing as if it lay with somebody else', async () => {
    await c.does('referente', 'interest.show', p, {}, { institution: 'I4' });
    const unconfirmed = await typed('referente', 'moi');
    expect(unconfirmed).toContain('Vous coordonnez cette concertation.');
    expect(unconfirmed).toContain(
      'Vous parlez pour Buurthuis De Waterlelie ; votre mandat reste à confirmer.',
    );
    expect(unconfirmed).not.toContain('la référente doit encore');
    const other = await c.does(
      'referente',
      'proposal.submit',
      call,
      { title: 'Un four', summary: 'Le dimanche.' },
      { institution: 'I4' },
    );
    await c.expire(other.refs.proposal);
    const mine = await typed('referente', 'moi');
    expect(mine).not.toContain('En attente chez la référente');
  });

  it('a decision that she records on what she carries herself is told her once, as its receipt', async () => {
    const { refs } = await c.does(
      'referente',
      'proposal.submit',
      call,
      { title: 'Un four', summary: 'Le dimanche.' },
      { institution: 'I4' },
    );
    await c.object('farid', refs.proposal);
    await c.does('referente', 'meeting.confirm', 'M1', { place: 'Rue Haute 1' });
    const { startsAt } = await c.state('meeting', 'M1');
    await c.until(startsAt);
    await c.does('referente', 'outcome.record', refs.proposal, { outcome: 'chosen' });
    expect(await told('outcome.receipt', 'referente')).toBe(1);
    expect(await told('outcome.carrier', 'referente')).toBe(0);
  });
});
