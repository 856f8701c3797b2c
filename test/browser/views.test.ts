// Every view of the local room can be used by everybody: no serious finding of axe, and nothing wider than the
// window, on a telephone and at a desk, light and dark.

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type BrowserRoom, desk, inChromium, phone, type RoomPage, type Visitor } from './room-page.ts';

type Viewport = typeof phone;

const viewports = [phone, desk];
const schemes = ['light', 'dark'] as const;
const institutions = fileURLToPath(new URL('../../data/colignon/institutions.csv', import.meta.url));

inChromium('every view in Chromium', (room) => {
  it.each(viewports)(
    'shows the channels, the journal and the settings to everybody: light and dark, $width pixels',
    async (viewport) => {
      const inspector = await furnished(room, viewport);
      for (const as of ['referente', 'farid', 'visiteur']) {
        const view = await inspector.visit({ as });
        for (const at of ['salon', 'inbox', 'journal', 'settings']) {
          await room.go(view, { as, at });
          await inspector.inspects(`${as}, ${at}`, view);
        }
        await view.page.context().close();
      }
      const thread = await inspector.visit({ as: 'farid' });
      await thread.timeline.locator('.thread a').first().click();
      await thread.page.locator('main .back').waitFor();
      await inspector.inspects('a thread', thread);
      expect(inspector.found).toEqual([]);
    },
    120_000,
  );

  it.each(viewports)(
    'fills in forms: light and dark, $width pixels',
    async (viewport) => {
      const inspector = await furnished(room, viewport);
      const lise = await inspector.visit({ as: 'lise' });
      await lise.tap('P1', 'Donner votre accord');
      await inspector.inspects('a short form', lise);
      await lise.dialog.getByRole('button', { name: 'Donner votre accord' }).click();
      await lise.status.getByText('C’est enregistré.').waitFor();
      await inspector.inspects('what is said after an act', lise);
      await lise.tap('C1', 'Déposer une proposition');
      await inspector.inspects('a long form with choices', lise);
      await lise.dialog.getByRole('button', { name: 'Déposer une proposition' }).click();
      await lise.dialog.locator('.refusal').first().waitFor();
      await inspector.inspects('a form with something wrong', lise);
      await lise.press('Escape');

      const rosa = await inspector.visit({ as: 'habitante' });
      await rosa.tap('P1', 'Déposer une objection');
      await inspector.inspects('a form that asks for whom one speaks', rosa);

      const claire = await inspector.visit({ as: 'referente' });
      await claire.tap('P1', 'Laisser une remarque');
      await claire.dialog.getByText('Saisir pour une autre personne').click();
      await inspector.inspects('a form for somebody who telephoned', claire);
      expect(inspector.found).toEqual([]);
    },
    120_000,
  );

  it.each(viewports)(
    'answers commands: light and dark, $width pixels',
    async (viewport) => {
      const inspector = await furnished(room, viewport);
      const claire = await inspector.visit({ as: 'referente' });
      await claire.commandBox.pressSequentially('p');
      await claire.page.getByRole('listbox').getByRole('option').first().waitFor();
      await claire.press('ArrowDown');
      await inspector.inspects('the command box, open', claire);
      for (const [command, answer] of Object.entries(answers)) {
        await claire.commandBox.fill(command);
        await claire.press('Enter');
        await claire.note.getByText(answer).first().waitFor();
        await inspector.inspects(command, claire);
      }
      expect(inspector.found).toEqual([]);
    },
    120_000,
  );

  it.each(viewports)(
    'coordinates: light and dark, $width pixels',
    async (viewport) => {
      const inspector = await furnished(room, viewport);
      const claire = await inspector.visit({ as: 'referente', at: 'settings' });
      const { page, dialog } = claire;
      await page.getByRole('link', { name: 'Importer un fichier' }).click();
      await inspector.inspects('an import', claire);
      await dialog.getByRole('button', { name: 'Importer' }).click();
      await dialog.getByText('Choisissez d’abord un fichier.').waitFor();
      await inspector.inspects('an import without a file', claire);
      await dialog.getByLabel('Fichier', { exact: true }).setInputFiles(institutions);
      await dialog.getByRole('button', { name: 'Importer' }).click();
      await dialog.getByText('52 institutions nouvelles').waitFor();
      await inspector.inspects('the report of an import', claire);
      await claire.press('Escape');

      await page.getByRole('link', { name: 'Relancer les institutions sans réponse' }).click();
      await dialog.getByLabel('Votre message').fill('Il reste quelques jours.');
      await dialog.getByRole('button', { name: 'Voir l’aperçu' }).click();
      await dialog.getByRole('heading', { name: 'Aperçu' }).waitFor();
      await inspector.inspects('the preview of a reminder', claire);
      await claire.press('Escape');

      await page.getByRole('link', { name: 'Préparer les courriels' }).click();
      await dialog.getByRole('heading', { name: 'Courriels à envoyer' }).waitFor();
      await dialog.locator('summary').first().click();
      await inspector.inspects('letters to send', claire);
      await claire.press('Escape');

      await page.getByRole('link', { name: 'Recommencer' }).click();
      await dialog.getByRole('heading', { name: 'Recommencer' }).waitFor();
      await inspector.inspects('beginning anew', claire);
      expect(inspector.found).toEqual([]);
    },
    120_000,
  );

  it.each(viewports)(
    'takes the tour: light and dark, $width pixels',
    async (viewport) => {
      const inspector = await furnished(room, viewport);
      const rosa = await inspector.visit({ as: 'habitante', first: true });
      await inspector.inspects('the offer of a tour', rosa);
      await rosa.page.locator('#tour-offer').getByRole('button', { name: 'Suivre la visite guidée' }).click();
      for (let step = 1; step <= 8; step += 1) {
        await rosa.page.locator('#tour').getByText(`Étape ${step} sur 8`).waitFor();
        await inspector.inspects(`step ${step}`, rosa);
        await rosa.press('ArrowRight');
      }
      expect(inspector.found).toEqual([]);
    },
    120_000,
  );
});

/** What each command answers with. */
const answers: Record<string, string> = {
  suivi: 'Suivi de C1',
  membres: 'Qui prend part à la concertation',
  charte: 'version',
  besoins: 'Les besoins déposés',
  aide: 'Ce que vous pouvez écrire',
  propositions: 'C1',
};

/** A room in which somebody has objected, a new version was published and a need noted; Marthe has no mail. */
async function furnished(room: BrowserRoom, viewport: Viewport): Promise<Inspector> {
  await room.open();
  const acts = [
    ['habitante', null, 'objection.raise', 'P1', { reason: 'Le mercredi est déjà couvert' }],
    ['habitante', null, 'need.note', null, { need: 'Un lieu frais pendant les canicules' }],
    ['referente', null, 'person.admit', null, { personName: 'Marthe', personLang: 'fr', institution: 'I1' }],
    [
      'nadia',
      'I1',
      'proposal.revise',
      'P1',
      { kind: 'substantive', summary: 'Le jeudi, avec une infirmière' },
    ],
  ] as const;
  for (const [person, institution, action, target, values] of acts) {
    const as = { person, institution };
    const said = { room: 'sandbox:local:salon', action, target, values, lang: 'fr' };
    const { result } = await room.service.post('/actions', { deliveryId: action, as, ...said });
    expect([action, result]).toEqual([action, 'accepted']);
  }
  return new Inspector(room, viewport);
}

/** Looks at views, by day and by night, and keeps what is wrong with each. */
class Inspector {
  readonly found: [string, string][] = [];
  readonly #room: BrowserRoom;
  readonly #viewport: Viewport;

  constructor(room: BrowserRoom, viewport: Viewport) {
    this.#room = room;
    this.#viewport = viewport;
  }

  visit(visitor: Visitor): Promise<RoomPage> {
    return this.#room.visit({ ...visitor, viewport: this.#viewport });
  }

  async inspects(name: string, view: RoomPage): Promise<void> {
    for (const colorScheme of schemes) {
      const seen = `${name}, ${colorScheme}`;
      await view.page.emulateMedia({ colorScheme });
      for (const finding of await view.findings()) this.found.push([seen, finding]);
      if (await view.isWiderThanItsWindow()) this.found.push([seen, 'has to be scrolled sideways']);
    }
  }
}
