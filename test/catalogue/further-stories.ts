// What the demo's call doesn't come to: appeals that fail, mandates that end, a charter that turns every rule
// the other way. Those who speak are fictional.

import type { Stage } from '../../adapters/sandbox/demo/stage.ts';

/** A Monday, at 10 in the morning in Brussels. */
export const monday = '2026-11-23T09:00:00.000Z';

/** Under Colignon's charter. `midway` is called when there is one of everything to act on. */
export async function playTurns(s: Stage, midway: () => Promise<void>): Promise<void> {
  const call = await announce(s);
  const p = await propose(s, call);
  await compete(s, p);
  await answer(s, p);
  await entrust(s, p);
  await midway();
  await part(s, p);
  await convene(s);
  await endLate(s, p);
}

interface Proposals {
  permanence: string;
  jardin: string;
  repas: string;
  atelier: string;
  balade: string;
}

async function announce(s: Stage): Promise<string> {
  const terms = {
    title: 'Actions de l’hiver',
    frame: 'Des actions à mener de janvier à mars 2027, pour les habitant·e·s qui vivent dans le froid.',
    fund: '30000',
    objectives: '1.1.2, 2.2.1, 3.2.2',
    criteria: 'ouvert le soir ou le samedi',
    proposalsUntil: '2026-12-04T23:59',
    closesAt: '2026-12-11T23:59',
    frameEndsAt: '2027-03-31T23:59',
  };
  await s.does('referente', 'person.admit', null, {
    personName: 'Marthe',
    institution: 'I8',
    mail: 'marthe@lefil.example',
  });
  await s.does('referente', 'members.admit', null, { members: ['nadia'], institution: 'I1' });
  const { call = '' } = await s.does('referente', 'call.open', null, terms);
  await s.does('referente', 'call.draft', null, {
    title: 'Actions du printemps',
    closesAt: '2027-03-12T23:59',
  });
  return call;
}

async function propose(s: Stage, call: string): Promise<Proposals> {
  const submit = async (person: string, values: Record<string, unknown>) =>
    (await s.does(person, 'proposal.submit', call, values)).proposal ?? '';
  await s.until('2026-11-24T10:00');
  const permanence = await submit('nadia', {
    title: 'Permanence sociale du samedi',
    summary: 'Une assistante sociale et une infirmière reçoivent sans rendez-vous, au chaud.',
    amount: '12500',
    partners: ['I3'],
    objectives: '2.2.1',
  });
  const jardin = await submit('farid', {
    title: 'Un jardin sur le toit',
    summary: 'Avec les voisin·e·s, un potager et un banc.',
    amount: '9000',
    carrierShare: '1500',
    partners: ['I3'],
    objectives: '3.2.2',
  });
  const repas = await submit('bruno', {
    title: 'Repas du vendredi soir',
    summary: 'Un repas chaud, et une table où l’on prend le temps.',
    amount: '4000',
    partners: ['I7'],
    objectives: '1.1.2',
  });
  const atelier = await submit('amina', {
    title: 'Atelier chauffage',
    summary: 'Lire sa facture, et ce que l’on peut faire quand elle est trop lourde.',
    amount: '3000',
    partners: ['I7'],
    objectives: '2.2.1',
  });
  await s.does('lise', 'proposal.draft', call, {
    title: 'Consultation du soir',
    summary: 'Une consultation sans rendez-vous, le mardi soir.',
  });
  await s.does('pieter', 'consent.give', permanence);
  await s.until('2026-11-25T10:00');
  // With this one, what is asked exceeds the fund.
  const balade = await submit('chloe', {
    title: 'Balades du dimanche',
    summary: 'Marcher ensemble, et parler de sa santé en marchant.',
    amount: '6000',
    partners: ['I5'],
    objectives: '1.1.2',
  });
  return { permanence, jardin, repas, atelier, balade };
}

async function compete(s: Stage, p: Proposals): Promise<void> {
  await s.until('2026-11-25T14:00');
  await s.does('referente', 'competition.confirm', s.latest('CompetitionDetected', 'competition'));
  const declare = async (person: string, proposal: string, other: string, reason: string) =>
    (await s.does(person, 'competition.declare', proposal, { with: [other], reason })).competition ?? '';
  const { call = '' } = await s.does('referente', 'call.open', null, {
    title: 'Petits coups de pouce',
    fund: '1000',
    closesAt: '2026-12-11T23:59',
  });
  for (const [person, title] of [
    ['farid', 'Des bancs pour l’hiver'],
    ['amina', 'Un frigo solidaire'],
  ] as const)
    await s.does(person, 'proposal.submit', call, { title, summary: 'Dès janvier.', amount: '600' });
  await s.does('referente', 'competition.dismiss', s.latest('CompetitionDetected', 'competition'), {
    reason: 'La commune complète l’enveloppe de 200 €.',
  });
  const hall = await declare('amina', p.atelier, p.jardin, 'Nous demandons la même salle.');
  await s.does('amina', 'competition.withdraw', hall, { words: 'Nous avons trouvé une autre salle.' });
  await declare('habitante', p.balade, p.jardin, 'Le dimanche, on ne peut pas être aux deux.');
  const { merge = '' } = await s.does('chloe', 'merge.offer', p.balade, { with: p.repas });
  await s.does('bruno', 'merge.decline', merge, { words: 'Nos deux publics sont trop différents.' });
  await s.does('nadia', 'merge.offer', p.permanence, { with: p.atelier, amount: '14000' });
}

async function answer(s: Stage, p: Proposals): Promise<void> {
  await s.until('2026-11-26T10:00');
  const { question = '' } = await s.does('pieter', 'question.ask', p.jardin, {
    question: 'Wie geeft de planten water in de zomer?',
  });
  await s.does('farid', 'question.answer', question, { answer: 'Les habitant·e·s de l’immeuble.' });
  await s.does('lise', 'interest.show', p.jardin, { offer: 'Nous prêtons des outils.' });
  await s.does('habitante', 'concern.raise', p.permanence, { remark: 'Pensez aux poussettes.' });
  const { objection = '' } = await s.does('nadia', 'objection.raise', p.jardin);
  await s.does('tom', 'consent.give', p.jardin);
  await s.does('nadia', 'objection.explain', objection, {
    reason: 'Le toit n’est pas accessible en fauteuil.',
    remedy: 'Un lieu de plain-pied.',
  });
  // Says nothing of why, and will be asked.
  await s.does('pieter', 'objection.raise', p.repas);
  const mail = 'marthe@lefil.example';
  await s.does('referente', 'objection.raise', p.atelier, grounds, {
    for: { name: 'Marthe', institution: 'I8', mail, source: 'phone' },
  });
  await s.does('nadia', 'proposal.revise', p.permanence, {
    kind: 'editorial',
    title: 'Permanence sociale du samedi matin',
  });
  await s.does('farid', 'proposal.contest-editorial', p.permanence);
  await s.does('lise', 'consent.give', p.balade);
  await s.does('referente', 'call.correct', 'C1', { words: 'L’enveloppe est bien de 30 000 €.' });
  await s.does('referente', 'proposal.correct', p.atelier, { words: 'Le montant demandé est de 3 000 €.' });
  await s.does('referente', 'criterion.check', p.balade, { criterion: 'public', met: 'yes' });
}

const grounds = {
  reason: 'Notre service donne déjà cet atelier, deux rues plus loin.',
  remedy: 'Le donner ensemble.',
};

async function entrust(s: Stage, p: Proposals): Promise<void> {
  await s.until('2026-11-27T10:00');
  await s.does('Hind', 'question.ask', p.repas, { question: 'Faut-il s’inscrire ?' }, { institution: 'I2' });
  await s.does('referente', 'mandate.decline', s.latest('MandateClaimed', 'mandate'), {
    reason: 'L’institution dit ne pas vous connaître.',
  });
  await s.does('Omar', 'interest.show', p.repas, {}, { institution: 'I6' });
  const { talk = '' } = await s.does('farid', 'coordinator.ask', null, {
    question: 'Peut-on demander un second délai ?',
  });
  await s.does('referente', 'coordinator.answer', talk, { answer: 'Oui, tant que l’appel est ouvert.' });
  await s.does('lise', 'coordinator.ask', null, { question: 'Où trouver le plan d’action ?' });
  await s.does('habitante', 'need.note', null, { need: 'Un lieu chauffé le samedi.' });
  await s.does('referente', 'coordinator.appoint', null, {
    person: 'nadia',
    role: 'deputy',
    until: '2026-12-20T18:00',
  });
  await s.does('referente', 'call.chase', 'C1', { words: 'Un simple accord suffit.' });
  await prolong(s, '2026-12-14T23:59', 'La grève des transports a vidé les permanences.');
}

async function part(s: Stage, p: Proposals): Promise<void> {
  await s.does('referente', 'chase.undo', 'H1');
  await s.does('referente', 'need.close', 'N1', { words: 'La maison de quartier ouvre le samedi.' });
  await s.does('amina', 'merge.accept', 'G2');
  // Of two that lead it together one goes, and the other goes on.
  await s.does('amina', 'proposal.withdraw', p.permanence, { words: 'Notre équipe est trop petite.' });
  await s.until('2026-11-30T10:00');
  await s.does('referente', 'coordinator.release', null, { person: 'nadia' });
  const mandate = s.latest('MandateClaimed', 'mandate');
  await s.does('referente', 'mandate.confirm', mandate);
  await s.does('referente', 'mandate.end', mandate);
  await s.does('amina', 'institution.leave', 'I5', { words: 'Notre équipe se retire cet hiver.' });
  await s.does('chloe', 'proposal.withdraw', p.balade, { words: 'Nous reviendrons au printemps.' });
}

async function convene(s: Stage): Promise<void> {
  const meeting = 'M1';
  await s.until('2026-12-01T10:00');
  await s.does('referente', 'meeting.confirm', meeting, {});
  await s.until('2026-12-02T10:00');
  await prolong(s, '2026-12-15T23:59', 'Une école a fermé deux jours.');
  await s.does('referente', 'meeting.confirm', meeting, {});
  await s.until('2026-12-03T10:00');
  await s.does('referente', 'meeting.place', meeting, {
    place: 'Grande salle de la Maison des Trois Tilleuls',
  });
}

async function prolong(s: Stage, closesAt: string, reason: string): Promise<void> {
  await s.does('referente', 'call.prolong', 'C1', { closesAt, reason });
}

/** A new version shortly before the end has a period of its own, and an outage falls into it. */
async function endLate(s: Stage, p: Proposals): Promise<void> {
  await s.until('2026-12-14T10:00');
  await s.does('bruno', 'proposal.revise', p.repas, { kind: 'substantive', summary: 'Un repas végétarien.' });
  await s.outage('2026-12-17T10:00', '2026-12-17T22:00');
  await s.until('2026-12-29T14:00');
}

/** Under a charter that wants enough to be reached before silence counts; those there are the coordinators alone. */
export async function playContrary(s: Stage): Promise<void> {
  for (const name of ['Atelier Lune Basse', 'Le Cairn', 'La Boussole', 'Les Hirondelles'])
    await s.does('referente', 'institution.register', null, { name, legalForm: 'informal' });
  await s.does('referente', 'person.admit', null, {
    personName: 'Nadia',
    institution: 'I1',
    mail: 'nadia@lunebasse.example',
  });
  await s.does('referente', 'institution.sign', 'I1');
  const { call = '' } = await s.does('referente', 'call.open', null, {
    title: 'Actions du printemps',
    closesAt: '2027-01-29T23:59',
  });
  const { proposal = '' } = await s.does(
    'Nadia',
    'proposal.submit',
    call,
    { title: 'Un jardin sur le toit', summary: 'Avec les voisin·e·s, un potager et un banc.' },
    { institution: 'I1' },
  );
  for (const criterion of ['accessible', 'gratuite', 'evaluation', 'porteur-public'])
    await s.does('referente', 'criterion.check', proposal, { criterion, met: 'yes' });
  await s.until('2027-02-10T13:00');
  for (const institution of ['I2', 'I3'])
    await s.does('referente', 'call.reached', call, { institution, how: 'phone' });
  await s.until('2027-02-12T13:00');
}
