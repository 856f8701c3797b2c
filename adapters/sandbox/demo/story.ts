// The story of the demo: a whole call of the Colignon concertation, from the invitation to what the plenary
// decided. Those who speak are fictional; the institutions of the action plan stand beside them in silence.

import type { Scenes } from './stage.ts';

/** Everything that happens from here on is in the summer of 2024; times are those of Brussels. */
export const start = '2024-06-03T08:00:00.000Z';

export async function playCall(s: Scenes): Promise<void> {
  const call = await announce(s);
  const p = await propose(s, call);
  await talk(s, p);
  await object(s, p);
  await compete(s, p);
  await remind(s, call);
  await close(s, p);
  await decide(s, p);
}

interface Proposals {
  permanence: string;
  ordonnance: string;
  tournees: string;
  tribunal: string;
  epicerie: string;
  cuisine: string;
  fresque: string;
}

async function announce(s: Scenes): Promise<string> {
  s.scene('members');
  const before = s.institutions();
  await s.imports('referente', 'data/colignon/institutions.csv');
  const silent = s.institutions().filter((ref) => !before.includes(ref));
  await s.does('referente', 'person.admit', null, {
    personName: 'Marthe',
    institution: 'I8',
    mail: 'marthe@lefil.example',
    personLang: s.lang,
  });

  s.scene('call');
  const { call = '' } = await s.does('referente', 'call.open', null, {
    title: 'Propositions actions CLSS Colignon 9-12/24',
    frame:
      'Des actions à mener de septembre à décembre 2024, pour les habitant·e·s du quartier qui accèdent difficilement aux services sociaux, d’aide et de soins. Les arrêtés de subvention courent jusqu’à la fin de l’année.',
    fund: '70000',
    objectives: '1.1.2, 2.2.1, 2.2.2, 3.2.2, 4.2.5, T.1.1',
    proposalsUntil: '2024-06-14T23:59',
    closesAt: '2024-06-24T23:59',
    frameEndsAt: '2024-12-31T23:59',
  });
  s.scene('by-mail');
  // All but one, which has moved and can't be found.
  for (const institution of silent.slice(1))
    await s.does('referente', 'call.reached', call, { institution, how: 'mail' });
  await s.does('referente', 'call.reached', call, { institution: 'I8', how: 'phone' });
  return call;
}

async function propose(s: Scenes, call: string): Promise<Proposals> {
  const submit = async (person: string, values: Record<string, unknown>) =>
    (await s.does(person, 'proposal.submit', call, values)).proposal ?? '';

  await s.until('2024-06-04T14:10');
  s.scene('proposals');
  const permanence = await submit('nadia', {
    title: 'Permanence sociale du mercredi',
    summary:
      'Chaque mercredi après-midi, une assistante sociale et une infirmière reçoivent sans rendez-vous les habitant·e·s du quartier qui n’osent pas pousser la porte d’un service.',
    amount: '12500',
    partners: ['I3'],
    objectives: '2.2.1',
  });
  await s.until('2024-06-05T09:30');
  const ordonnance = await submit('lise', {
    title: 'Comprendre son ordonnance',
    summary:
      'Six ateliers avec une pharmacienne et un médiateur pour des personnes qui suivent plusieurs traitements : à quoi ils servent, quand les prendre, que faire quand l’argent manque.',
    amount: '6200',
    partners: ['I1'],
    objectives: '1.1.2',
  });
  const tournees = await submit('farid', {
    title: 'Tournées du soir à pied',
    summary:
      'Deux fois par semaine, un travailleur social et une infirmière parcourent les rues autour de la place, à la rencontre de celles et ceux qui ne viennent plus nulle part.',
    amount: '9800',
    partners: ['I3'],
    objectives: '3.2.2',
  });
  await s.until('2024-06-06T11:45');
  const tribunal = await submit('amina', {
    title: 'Accompagnement au tribunal',
    summary:
      'Une personne de confiance accompagne les locataires menacé·e·s d’expulsion à l’audience, prépare le dossier avec eux et assure le lien avec leur médecin.',
    amount: '14000',
    partners: ['I7'],
    objectives: '4.2.5',
  });
  const fresque = await submit('farid', {
    title: 'La fresque des droits',
    summary:
      'Sur le mur de l’école, une fresque faite avec les parents montre où demander une aide, à qui parler, et ce à quoi on a droit.',
    amount: '5000',
    partners: ['I1'],
    objectives: 'T.1.1',
  });
  await s.until('2024-06-07T10:20');
  const epicerie = await submit('bruno', {
    title: 'Épicerie solidaire du jeudi',
    summary:
      'Chaque jeudi dans la grande salle, des produits frais à petit prix, et une table où une diététicienne et une assistante sociale prennent le temps.',
    amount: '11000',
    partners: ['I7'],
    objectives: '2.2.2',
  });
  await s.until('2024-06-10T16:05');
  const cuisine = await submit('chloe', {
    title: 'Cuisine et santé du jeudi',
    summary:
      'Chaque jeudi dans la grande salle, un repas préparé ensemble par des personnes diabétiques et leurs proches, suivi d’un moment avec l’infirmière.',
    amount: '7500',
    partners: ['I4'],
    objectives: '2.2.2',
  });
  await s.isRefused('chloe', 'proposal.submit', call, {
    title: 'Une seconde idée',
    summary: 'À préciser.',
    amount: '-1',
    objectives: '2.2.2',
  });

  await s.until('2024-06-11T09:15');
  s.scene('criteria');
  for (const proposal of [permanence, ordonnance, tournees, tribunal, fresque, epicerie, cuisine])
    await s.does('referente', 'criterion.check', proposal, { criterion: 'public', met: 'yes' });
  return { permanence, ordonnance, tournees, tribunal, epicerie, cuisine, fresque };
}

async function talk(s: Scenes, p: Proposals): Promise<void> {
  await s.until('2024-06-11T12:30');
  s.scene('question');
  const { question = '' } = await s.does('pieter', 'question.ask', p.ordonnance, {
    question: 'Is er een tolk voorzien voor wie Nederlands of Turks spreekt?',
  });
  await s.until('2024-06-11T17:40');
  await s.does('lise', 'question.answer', question, {
    answer:
      'Oui : le service d’interprétariat social vient à quatre ateliers sur six, et les fiches existent en néerlandais et en turc.',
  });
  await s.does('pieter', 'consent.give', p.ordonnance);
  await s.does('pieter', 'interest.show', p.cuisine, {
    offer: 'We kunnen onze keuken en twee vrijwilligers aanbieden.',
  });

  await s.until('2024-06-12T08:50');
  s.scene('stranger');
  await s.does(
    'Omar',
    'concern.raise',
    p.epicerie,
    {
      remark: 'Le marché du jeudi se tient juste à côté : pensons aux commerçant·e·s du quartier.',
    },
    { institution: 'I6' },
  );
  await s.until('2024-06-12T09:30');
  await s.does('referente', 'mandate.confirm', s.latest('MandateClaimed', 'mandate'));
}

async function object(s: Scenes, p: Proposals): Promise<void> {
  await s.until('2024-06-12T10:00');
  s.scene('objection-lifted');
  const { objection = '' } = await s.does('nadia', 'objection.raise', p.tournees, {
    reason:
      'Notre équipe passe déjà le mardi soir dans ces rues : deux équipes le même soir, cela fait fuir.',
    remedy: 'Choisir un autre soir que le mardi, et se prévenir.',
  });
  await s.until('2024-06-13T09:20');
  await s.does('farid', 'proposal.revise', p.tournees, {
    kind: 'substantive',
    summary:
      'Le lundi et le jeudi soir, un travailleur social et une infirmière parcourent les rues autour de la place, à la rencontre de celles et ceux qui ne viennent plus nulle part. Le mardi reste à l’équipe des Trois Tilleuls ; un carnet commun relie les deux.',
  });
  await s.until('2024-06-13T11:00');
  await s.does('nadia', 'objection.lift', objection, {
    words: 'Le lundi et le jeudi nous conviennent, merci.',
  });
  await s.does('referente', 'criterion.check', p.tournees, { criterion: 'public', met: 'yes' });

  await s.until('2024-06-13T15:30');
  s.scene('objection-kept');
  await s.does('habitante', 'objection.raise', p.tribunal, {
    reason: 'Quand la lettre du tribunal arrive, il est trop tard. Il faut venir avant.',
    remedy: 'Commencer dès la première lettre du propriétaire.',
  });
  await s.until('2024-06-14T09:05');
  await s.does(
    'referente',
    'objection.raise',
    p.tribunal,
    {
      reason: 'Notre service accompagne déjà des locataires à l’audience. Il faut se répartir les dossiers.',
      remedy: 'Écrire ensemble qui fait quoi.',
    },
    { for: { name: 'Marthe', institution: 'I8', mail: 'marthe@lefil.example', source: 'phone' } },
  );
  await s.until('2024-06-14T10:30');
  await s.does('referente', 'meeting.confirm', s.latest('MeetingPrepared', 'meeting'), {
    startsAt: '2024-07-02T12:00:00.000Z',
    place: 'Grande salle de la Maison des Trois Tilleuls',
  });
}

async function compete(s: Scenes, p: Proposals): Promise<void> {
  await s.until('2024-06-14T14:00');
  s.scene('competition');
  await s.does('bruno', 'competition.declare', p.epicerie, {
    with: [p.cuisine],
    reason: 'Nous demandons la même grande salle, le même jour.',
  });
  await s.until('2024-06-17T11:30');
  s.scene('merge');
  const { merge = '' } = await s.does('chloe', 'merge.offer', p.cuisine, {
    with: p.epicerie,
    title: 'Les jeudis de la grande salle',
    summary:
      'Chaque jeudi : le marché solidaire de 10 à 12 heures, puis un repas cuisiné ensemble avec ses produits, une diététicienne et une infirmière à table.',
    amount: '15000',
  });
  await s.until('2024-06-17T16:45');
  await s.does('bruno', 'merge.accept', merge);
}

async function remind(s: Scenes, call: string): Promise<void> {
  await s.until('2024-06-20T09:40');
  s.scene('chase');
  await s.does('referente', 'call.chase', call, {
    words: 'Il reste quelques jours. Un simple accord suffit, et une question est toujours bienvenue.',
  });
  await s.until('2024-06-21T17:00');
}

async function close(s: Scenes, p: Proposals): Promise<void> {
  s.scene('outage');
  await s.outage('2024-06-24T19:00', '2024-06-25T09:00');
  await s.until('2024-06-26T09:00');
  s.scene('closing');

  s.scene('checked');
  await s.does('referente', 'criterion.check', p.cuisine, { criterion: 'public', met: 'yes' });

  await s.until('2024-06-26T10:15');
  s.scene('late');
  await s.does('farid', 'objection.raise', p.permanence, {
    reason: 'Le mercredi après-midi, les enfants sont là : il faudrait un coin pour eux.',
  });

  await s.until('2024-06-26T15:00');
  s.scene('incomplete');
  await s.does('farid', 'proposal.revise', p.fresque, {
    kind: 'substantive',
    summary:
      'Sur le mur de l’école, une fresque faite avec les parents montre où demander une aide, à qui parler, et ce à quoi on a droit. La maison médicale y ajoute les chemins vers les soins.',
    partners: ['I1', 'I3'],
  });
  await s.does('referente', 'criterion.check', p.fresque, { criterion: 'public', met: 'yes' });
}

async function decide(s: Scenes, p: Proposals): Promise<void> {
  await s.until('2024-07-03T09:30');
  s.scene('plenary');
  await s.does('referente', 'outcome.record', p.tribunal, {
    outcome: 'adopted',
    modification:
      'L’accompagnement commence dès la première lettre du propriétaire. Le Cairn suit les locataires du quartier, Le Fil ceux qui ont déjà un dossier chez lui ; ils se voient une fois par mois.',
    reasons: '',
  });
  await s.until('2024-07-05T09:00');
  s.scene('validated-later');
  await s.does('nadia', 'need.note', null, {
    need: 'Un lieu frais et ouvert pour les personnes âgées pendant les canicules.',
  });
  s.scene('end');
}
