// The story of the demo, a whole call, lived through in the page by everybody who takes part: by taps on a
// telephone and by keys at a desk, each person in a window of their own.

import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import type { DemoLine } from '../../adapters/sandbox/demo/line.ts';
import { play } from '../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../adapters/sandbox/demo/story.ts';
import { translator } from '../../src/ui/translator.ts';
import { type Hands, Player } from './player.ts';
import { type BrowserRoom, desk, inChromium, phone } from './room-page.ts';

const institutions = fileURLToPath(new URL('../../data/colignon/institutions.csv', import.meta.url));
const precarity = 's’adresser aux habitant·e·s et usager·ère·s du quartier';

inChromium('the story of the demo in Chromium', (room) => {
  let demo: Outcome[] = [];
  beforeAll(async () => {
    const { lines } = await play({ data: 'members', now: start, lang: null }, playCall);
    demo = lines.filter((line) => line.type === 'outcome');
  }, 60_000);

  it.each([
    { hands: 'taps' as const, screen: phone },
    { hands: 'keys' as const, screen: desk },
  ])(
    'ends as in the demo when everybody does it on the page, by $hands on $screen.width pixels',
    async ({ hands, screen }) => {
      await room.open('members');
      const cast = new Cast(room, hands, screen);
      await announce(cast);
      await propose(cast);
      await talk(cast);
      await object(cast);
      await compete(cast);
      await remind(cast);
      await close(cast);
      await decide(cast);
      expect(await cast.standing(demo.map(({ proposal }) => proposal))).toEqual(
        demo.map((outcome) => [outcome.proposal, wordsOf(outcome)]),
      );
      expect(cast.complaints).toEqual([]);
    },
    300_000,
  );
});

type Outcome = Extract<DemoLine, { type: 'outcome' }>;

/** How the card of a proposal says what the demo’s outcome says. */
function wordsOf({ status }: Outcome): string {
  const t = translator('fr');
  if (status === 'merged') return t('proposal.status.merged', { into: 'P7' });
  return status === 'adopted'
    ? t('proposal.status.adopted', { steps: 4 })
    : t('proposal.status.validated', { steps: 4 });
}

class Cast {
  readonly #room: BrowserRoom;
  readonly #hands: Hands;
  readonly #screen: { width: number; height: number };
  /** Those whose windows are open, whoever acted last at the end. */
  readonly #players = new Map<string, Player>();
  readonly #complaints: string[] = [];

  constructor(room: BrowserRoom, hands: Hands, screen: { width: number; height: number }) {
    this.#room = room;
    this.#hands = hands;
    this.#screen = screen;
  }

  /** Somebody’s window; four are open side by side, and whoever has been silent longest leaves. */
  async who(as: string, lang = 'fr'): Promise<Player> {
    const player = this.#players.get(as) ?? (await this.#comes(as, lang));
    this.#players.delete(as);
    this.#players.set(as, player);
    const [silent] = this.#players;
    if (this.#players.size > 4 && silent) await this.#leaves(...silent);
    return player;
  }

  get complaints(): string[] {
    return [...this.#complaints, ...[...this.#players.values()].flatMap(({ window }) => window.complaints)];
  }

  /** What the card of each proposal says of it. */
  async standing(refs: string[]): Promise<[string, string][]> {
    const claire = await this.who('referente');
    const said: [string, string][] = [];
    for (const ref of refs) {
      await claire.goToCard(ref);
      said.push([ref, await claire.window.card(ref).locator('.status').innerText()]);
    }
    return said;
  }

  async #comes(as: string, lang: string): Promise<Player> {
    const touch = this.#hands === 'taps';
    const window = await this.#room.visit({ as, lang, viewport: this.#screen, touch });
    return new Player(window, this.#hands);
  }

  async #leaves(as: string, { window }: Player): Promise<void> {
    this.#players.delete(as);
    this.#complaints.push(...window.complaints);
    await window.page.close();
  }
}

async function announce(cast: Cast): Promise<void> {
  const claire = await cast.who('referente');
  await claire.goTo('settings');
  const { page, dialog } = claire.window;
  await claire.press(page.getByRole('link', { name: 'Importer un fichier' }));
  await dialog.getByLabel('Fichier', { exact: true }).setInputFiles(institutions);
  await claire.press(dialog.getByRole('button', { name: 'Importer' }));
  await dialog.getByRole('status').getByText('52 institutions nouvelles').first().waitFor();
  await claire.window.press('Escape');

  await claire.opensFromAll('Inscrire une personne');
  await claire.fills({
    'Nom de la personne': 'Marthe',
    Institution: 'Le Fil',
    'Adresse électronique': 'marthe@lefil.example',
    Langue: 'français',
  });
  await claire.sends();

  await claire.opensByCommand('appel');
  await claire.fills({
    Titre: 'Propositions actions CLSS Colignon 1-6/27',
    'Synthèse du cadre': 'Des actions à mener de janvier à juin 2027.',
    'Enveloppe, en euros': '70000',
    'Objectifs du plan': ['1.1.2', '2.2.1', '2.2.2', '3.2.2', '4.2.5', 'T.1.1'],
    'Propositions attendues jusqu’au': '2026-12-04T23:59',
    'Fin du délai d’objection': '2026-12-14T23:59',
    'Fin du cadre de l’enveloppe': '2027-06-30T23:59',
  });
  await claire.sends();
  await claire.window.card('C1').getByText('70 000').first().waitFor();

  await claire.opensFromMine('pas encore été jointes', 'Noter comment une institution');
  await claire.fills({ 'Institution jointe': 'Le Fil', 'Par quelle voie': 'par téléphone' });
  await claire.sends();
}

async function propose(cast: Cast): Promise<void> {
  const proposals = [
    ['nadia', 'Permanence sociale du mercredi', '12500', 'Maison médicale du Pont-Levis', '2.2.1'],
    ['lise', 'Comprendre son ordonnance', '6200', 'Maison des Trois Tilleuls', '1.1.2'],
    ['farid', 'Tournées du soir à pied', '9800', 'Maison médicale du Pont-Levis', '3.2.2'],
    ['amina', 'Accompagnement au tribunal', '14000', 'Centre de santé La Boussole', '4.2.5'],
    ['farid', 'La fresque des droits', '5000', 'Maison des Trois Tilleuls', 'T.1.1'],
    ['bruno', 'Épicerie solidaire du jeudi', '11000', 'Centre de santé La Boussole', '2.2.2'],
    ['chloe', 'Cuisine et santé du jeudi', '7500', 'Buurthuis De Waterlelie', '2.2.2'],
  ] as const;
  for (const [who, title, amount, partner, objective] of proposals) {
    const carrier = await cast.who(who);
    await carrier.opensFromCard('C1', 'Déposer une proposition');
    await carrier.fills({
      Titre: title,
      'En quelques phrases': `${title}, avec les habitant·e·s du quartier.`,
      'Montant demandé': amount,
      'Institutions partenaires': [partner],
      'Objectifs du plan': [objective],
    });
    await carrier.sends();
  }
  const claire = await cast.who('referente');
  for (const ref of ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7']) await checks(claire, ref);
}

async function checks(claire: Player, ref: string): Promise<void> {
  await claire.opensByCommand(`critères ${ref}`);
  await claire.fills({ Critère: precarity, Résultat: 'rempli' });
  await claire.sends();
}

async function talk(cast: Cast): Promise<void> {
  // The room speaks its own language; what is written to him and his forms speak Dutch.
  const pieter = await cast.who('pieter', 'nl');
  await pieter.answers('P2', 'Poser une question', {
    'Uw vraag': 'Is er een tolk voorzien voor wie Nederlands of Turks spreekt?',
  });
  const lise = await cast.who('lise');
  await lise.opensFromMine('Is er een tolk', 'Répondre à la question');
  await lise.fills({ 'Votre réponse': 'Oui : à quatre ateliers sur six.' });
  await lise.sends();
  await pieter.goToCard('P2');
  await pieter.window.card('P2').getByText('à quatre ateliers sur six').waitFor();
  await pieter.answers('P2', 'Donner votre accord');
  await pieter.answers('P7', 'Marquer notre intérêt', { 'Wat u zou kunnen bijdragen': 'Onze keuken.' });

  const omar = await cast.who('Omar');
  await omar.answers('P6', 'Laisser une remarque', {
    'Pour qui parlez-vous': 'Les Hirondelles',
    'Votre remarque': 'Le marché du jeudi se tient juste à côté.',
  });
  const claire = await cast.who('referente');
  await claire.opensFromMine('Omar', 'Confirmer ce mandat');
  await claire.sends();
  await omar.reads('Vous parlez pour Les Hirondelles.');
}

async function object(cast: Cast): Promise<void> {
  const [claire, nadia, farid] = [
    await cast.who('referente'),
    await cast.who('nadia'),
    await cast.who('farid'),
  ];
  await nadia.answers('P3', 'Déposer une objection', {
    'Pourquoi vous y opposez-vous': 'Notre équipe passe déjà le mardi soir dans ces rues.',
    'Qu’est-ce qui permettrait': 'Choisir un autre soir que le mardi.',
  });
  await farid.opensFromAll('Publier une nouvelle version', 'P3');
  await farid.fills({
    'En quelques phrases': 'Le lundi et le jeudi soir, à pied autour de la place.',
    'Nature du changement': 'de fond',
  });
  await farid.sends();
  await nadia.opensFromMine('Tournées du soir', 'Lever mon objection');
  await nadia.fills({ 'Un mot pour les partenaires': 'Le lundi et le jeudi nous conviennent, merci.' });
  await nadia.sends();
  await nadia.goToCard('P3');
  await nadia.window.card('P3').getByText('levée').first().waitFor();
  await checks(claire, 'P3');

  const rosa = await cast.who('habitante');
  await rosa.answers('P4', 'Déposer une objection', {
    'Pour qui parlez-vous': 'en mon nom',
    'Pourquoi vous y opposez-vous': 'Quand la lettre du tribunal arrive, il est trop tard.',
    'Qu’est-ce qui permettrait': 'Commencer dès la première lettre du propriétaire.',
  });
  await claire.opensFromCard('P4', 'Déposer une objection');
  await claire.press(claire.window.dialog.getByText('Saisir pour une autre personne'));
  await claire.fills({
    'Pourquoi vous y opposez-vous': 'Notre service accompagne déjà des locataires à l’audience.',
    'Qu’est-ce qui permettrait': 'Écrire ensemble qui fait quoi.',
    'Personne qui a téléphoné': 'Marthe',
    'Son institution': 'Le Fil',
    'Son adresse électronique': 'marthe@lefil.example',
    'Comment elle vous l’a dit': 'par téléphone',
  });
  await claire.sends();
  await claire.goToCard('P4');
  await claire.window.card('P4').getByText('par téléphone').first().waitFor();
  await claire.opensFromMine('à convoquer', 'Envoyer la convocation');
  await claire.fills({
    'Début de la plénière': '2026-12-22T14:00',
    'Lieu, ou lien': 'Grande salle de la Maison des Trois Tilleuls',
  });
  await claire.sends();
  await rosa.reads('Grande salle de la Maison des Trois Tilleuls');
}

async function compete(cast: Cast): Promise<void> {
  const [bruno, chloe] = [await cast.who('bruno'), await cast.who('chloe')];
  await bruno.answers('P6', 'Signaler une concurrence', {
    'Propositions concurrentes': ['Cuisine et santé'],
    'Pourquoi ne peuvent-elles': 'Nous demandons la même grande salle, le même jour.',
  });
  await chloe.opensFromAll('Proposer une fusion', 'P7');
  await chloe.fills({
    'Proposition à réunir': 'Épicerie solidaire',
    Titre: 'Les jeudis de la grande salle',
    'En quelques phrases': 'Le marché solidaire, puis un repas cuisiné ensemble avec ses produits.',
    'Montant demandé': '15000',
  });
  await chloe.sends();
  await bruno.opensFromMine('fusionner', 'Accepter la fusion');
  await bruno.sends();
  await bruno.goToCard('P7');
  await bruno.window.card('P7').getByText('Les jeudis de la grande salle').first().waitFor();
}

async function remind(cast: Cast): Promise<void> {
  const claire = await cast.who('referente');
  await claire.moves('Aller à la veille de l’échéance');
  await claire.opensByCommand('relancer');
  await claire.fills({ 'Votre message': 'Il reste quelques jours. Un simple accord suffit.' });
  const { dialog } = claire.window;
  await claire.press(dialog.getByRole('button', { name: 'Voir l’aperçu' }));
  const preview = dialog.getByRole('region', { name: /^Aperçu : \d+ personnes/ });
  await preview.getByText('Un simple accord suffit').waitFor();
  await claire.sends();
  await claire.moves('Aller à la veille de l’échéance');
  const rosa = await cast.who('amina');
  await rosa.reads('Il reste quelques jours. Un simple accord suffit.');
}

async function close(cast: Cast): Promise<void> {
  const [claire, farid] = [await cast.who('referente'), await cast.who('farid')];
  await claire.moves('Avancer d’un jour');
  await claire.goTo('journal');
  await claire.press(claire.window.page.getByText('Simuler une panne'));
  expect(await claire.moves('Panne de 30 heures')).toContain('une échéance en cours sera prolongée');
  await claire.moves('Dépasser l’échéance');
  await claire.goToCard('P1');
  await claire.window.card('P1').getByText('validée par la concertation').first().waitFor();
  await checks(claire, 'P7');

  await farid.opensFromAll('Déposer une objection', 'P1');
  await farid.fills({ 'Pourquoi vous y opposez-vous': 'Il faudrait un coin pour les enfants.' });
  await farid.sends();
  await farid.reads('Reçu après l’échéance');
  await farid.window.timeline.getByText('ne suspend pas sa validation').last().waitFor();

  await farid.opensFromMine('La fresque des droits', 'Publier une nouvelle version');
  await farid.fills({
    'Nature du changement': 'de fond',
    'Institutions partenaires': ['Maison médicale du Pont-Levis'],
  });
  await farid.sends();
  await checks(claire, 'P5');
}

async function decide(cast: Cast): Promise<void> {
  const [claire, nadia] = [await cast.who('referente'), await cast.who('nadia')];
  for (let days = 0; days < 7; days += 1) await claire.moves('Avancer d’un jour');
  await claire.opensFromMine('Accompagnement au tribunal', 'Enregistrer la décision');
  await claire.fills({
    Décision: 'adoptée avec une modification',
    'Texte modifié': 'L’accompagnement commence dès la première lettre du propriétaire.',
  });
  await claire.sends();
  await claire.moves('Dépasser l’échéance');

  await nadia.opensByCommand('besoin');
  await nadia.fills({ 'Le besoin': 'Un lieu frais et ouvert pendant les canicules.' });
  await nadia.sends();
  await claire.types('besoins');
  await claire.window.note.getByText('Un lieu frais et ouvert').waitFor();
}
