// What somebody has begun to write in the local room outlives reloads, restarts and answers that never came, and
// counts once; without scripts everything can still be read and sent.

import { expect, it } from 'vitest';
import { inChromium, type RoomPage } from './room-page.ts';

inChromium('what was typed in Chromium', (room) => {
  it('keeps what was typed through a reload in the middle of a form', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    await farid.tap('C1', 'Déposer une proposition');
    await farid.page.getByLabel('Titre').fill('Tournées du soir');
    await farid.page.getByLabel('En quelques phrases').fill('À pied, autour de la place.');
    await farid.page.getByLabel('Montant demandé').fill('9800');
    const partner = farid.dialog.getByRole('checkbox', { name: 'Maison médicale du Pont-Levis' });
    await partner.check();
    await farid.page.reload();

    await farid.dialog.getByText('Vous retrouvez ici').waitFor();
    expect(await farid.page.getByLabel('Titre').inputValue()).toBe('Tournées du soir');
    expect(await farid.page.getByLabel('En quelques phrases').inputValue()).toBe(
      'À pied, autour de la place.',
    );
    expect(await farid.page.getByLabel('Montant demandé').inputValue()).toBe('9800');
    expect(await partner.isChecked()).toBe(true);
    await farid.dialog.getByRole('button', { name: 'Déposer une proposition' }).click();
    await farid.status.getByText('C’est enregistré.').waitFor();
  }, 60_000);

  it.each([
    { ends: 'is killed', end: () => room.crash() },
    { ends: 'ends as asked', end: () => room.halt() },
  ])(
    'connects again when the service $ends and starts again, and what was half filled in counts once',
    async ({ end }) => {
      await room.open();
      const farid = await room.visit({ as: 'farid' });
      await farid.tap('P1', 'Déposer une objection');
      await farid.page.getByLabel('Pourquoi vous y opposez-vous').fill('Le lieu');
      await end();
      await lost(farid).waitFor({ state: 'attached' });
      const send = farid.dialog.getByRole('button', { name: 'Déposer une objection' });
      await send.click();
      await farid.dialog.getByText('Le service n’a pas répondu').waitFor();

      await room.restart();
      await lost(farid).waitFor({ state: 'detached', timeout: 30_000 });
      expect(await farid.page.getByLabel('Pourquoi vous y opposez-vous').inputValue()).toBe('Le lieu');
      await send.click();
      await farid.status.getByText('C’est enregistré.').waitFor();
      // The messages of a process that was killed wait until its lease has run out.
      await farid.card('P1').getByText('Le lieu').waitFor({ timeout: 30_000 });
      expect(await room.service.get('/dev/v1/state/proposal/P1')).toMatchObject({
        holds: [{ kind: 'objection' }],
      });
      expect(farid.complaints).toEqual([]);
    },
    90_000,
  );

  it('counts once what was stored without an answer and is sent again', async () => {
    const farid = await askedWithoutAnswer();
    await answersComeAgain(farid);
    await ask(farid);
    await farid.status.getByText('C’est enregistré.').waitFor();
    expect(await questions()).toEqual(['Q1']);
  }, 60_000);

  it('says that what was stored without an answer is recorded, when it was changed and is sent again', async () => {
    const farid = await askedWithoutAnswer();
    await answersComeAgain(farid);
    await farid.page.getByLabel('Votre question').fill('Le jeudi aussi ?');
    await ask(farid);
    await farid.dialog.getByRole('alert').getByText('Votre premier envoi est enregistré.').waitFor();
    expect(await farid.page.getByLabel('Votre question').inputValue()).toBe('Le jeudi aussi ?');
    expect(await questions()).toEqual(['Q1']);

    await ask(farid);
    await farid.status.getByText('C’est enregistré.').waitFor();
    // Nothing is written to whoever asks, so no receipt is promised.
    expect(await farid.status.getByRole('link', { name: 'Lire le reçu' }).count()).toBe(0);
    expect(await questions()).toEqual(['Q1', 'Q2']);
  }, 60_000);

  it('leads from there to the card with what was sent first', async () => {
    const farid = await askedWithoutAnswer();
    await answersComeAgain(farid);
    await farid.page.getByLabel('Votre question').fill('Le jeudi aussi ?');
    await ask(farid);
    await farid.dialog.getByRole('link', { name: 'Voir la carte P1' }).click();
    await farid.card('P1').getByText('Le mercredi seulement ?').first().waitFor();
    expect(await farid.dialog.count()).toBe(0);
  }, 60_000);

  it('can be read and answered without scripts, down to the receipt', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid', scripts: false });
    await farid.card('P1').getByRole('link', { name: 'Déposer une objection' }).click();
    await farid.page.getByLabel('Pourquoi vous y opposez-vous').fill('Le lieu n’est pas accessible');
    await farid.page.getByRole('button', { name: 'Déposer une objection' }).click();
    await farid.card('P1').getByText('Le lieu n’est pas accessible').waitFor();
    await farid.status.getByText('C’est enregistré.').waitFor();
    await farid.status.getByRole('link', { name: 'Lire le reçu' }).click();
    await farid.timeline.getByText('Votre objection O1 est enregistrée').waitFor();
  }, 60_000);

  /** Farid has asked; the question was stored, and the line broke before he was told. */
  async function askedWithoutAnswer(): Promise<RoomPage> {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    await farid.tap('P1', 'Poser une question');
    await farid.page.getByLabel('Votre question').fill('Le mercredi seulement ?');
    await farid.page.route('**/form', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await ask(farid);
    await farid.dialog.getByText('Le service n’a pas répondu').waitFor();
    return farid;
  }

  async function questions(): Promise<string[]> {
    const events: { name: string; data: { question: string } }[] =
      await room.service.get('/dev/v1/events?after=0');
    return events.filter(({ name }) => name === 'QuestionAsked').map(({ data }) => data.question);
  }
});

function lost(view: RoomPage) {
  return view.page.locator('#lost.on');
}

async function ask(view: RoomPage): Promise<void> {
  await view.dialog.getByRole('button', { name: 'Poser une question' }).click();
}

async function answersComeAgain(view: RoomPage): Promise<void> {
  await view.page.unroute('**/form');
}
