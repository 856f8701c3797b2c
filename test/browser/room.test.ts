// The local room in a real browser: by keyboard alone, live in two windows.

import { expect, it } from 'vitest';
import { desk, inChromium, phone } from './room-page.ts';

inChromium('the local room in Chromium', (room) => {
  it('lets a partner object by keyboard alone, and says where the receipt is', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    await farid.tabTo(farid.card('P1').getByRole('link', { name: 'Déposer une objection' }));
    await farid.press('Enter');
    await farid.dialog.waitFor();
    await farid.tabTo(farid.page.getByLabel('Pourquoi vous y opposez-vous'));
    await farid.page.keyboard.type('Le mercredi est déjà couvert');
    await farid.tabTo(farid.dialog.getByRole('button', { name: 'Déposer une objection' }));
    await farid.press('Enter');

    await farid.status.getByText('C’est enregistré.').waitFor();
    await farid.card('P1').getByText('Le mercredi est déjà couvert').waitFor();
    await farid.tabTo(farid.status.getByRole('link', { name: 'Lire le reçu' }));
    await farid.press('Enter');
    await farid.timeline.getByText('Votre objection O1 est enregistrée').waitFor();
    expect(farid.complaints).toEqual([]);
  });

  it('shows two people in two windows what happens, as it happens', async () => {
    await room.open();
    const lise = await room.visit({ as: 'lise', viewport: phone });
    const claire = await room.visit({ as: 'referente', beside: lise, viewport: desk });
    await lise.tap('P1', 'Donner votre accord');
    await lise.dialog.getByRole('button', { name: 'Donner votre accord' }).click();
    await lise.status.getByText('C’est enregistré.').waitFor();

    await claire.card('P1').getByText('modifiée').waitFor();
    await claire.journal.getByText('Lise (Maison médicale du Pont-Levis)').first().waitFor();
    expect(await claire.page.title()).toContain('salon');
    expect([...lise.complaints, ...claire.complaints]).toEqual([]);
  });

  it('says at its field what is wrong, and leads there', async () => {
    await room.open();
    const nadia = await room.visit({ as: 'nadia' });
    await nadia.card('C1').getByRole('link', { name: 'Déposer une proposition' }).click();
    await nadia.dialog.waitFor();
    await nadia.page.getByLabel('Titre').fill('Un jardin');
    await nadia.page.locator('#field-summary').fill('Avec les voisins');
    await nadia.page.locator('#field-amount').fill('beaucoup');
    await nadia.dialog.getByRole('button', { name: 'Déposer une proposition' }).click();

    await nadia.page.locator('#field-amount-refusal').waitFor();
    expect(await nadia.page.evaluate('document.activeElement.id')).toBe('field-amount');
    expect(await nadia.page.getByLabel('Titre').inputValue()).toBe('Un jardin');
  });

  it('completes commands, and answers them in place to whoever asked alone', async () => {
    await room.open();
    const claire = await room.visit({ as: 'referente' });
    const farid = await room.visit({ as: 'farid', beside: claire });
    await claire.commandBox.pressSequentially('sui');
    await claire.page.getByRole('option', { name: /suivi/ }).waitFor();
    await claire.press('ArrowDown', 'Enter', 'Enter');
    await claire.note.getByText('Suivi de C1').waitFor();
    expect(await farid.note.count()).toBe(0);
  });

  it('answers a reaction with the button of what was meant, to that person alone', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid', viewport: phone });
    await farid
      .card('P1')
      .getByRole('button', { name: /Déposer une objection/ })
      .click();
    await farid.note.getByText('Une réaction n’est pas encore une réponse').waitFor();
    await farid.note.getByRole('link', { name: 'Déposer une objection' }).click();
    await farid.dialog.getByRole('heading', { name: 'Déposer une objection' }).waitFor();
  });

  it('moves the clock to the eve, to the reminder and past the deadline, and says what followed', async () => {
    await room.open();
    const claire = await room.visit({ as: 'referente' });
    await claire.page.getByRole('button', { name: 'Dépasser l’échéance' }).click();
    await claire.status.getByText('Nous sommes le lundi 7 décembre 2026').waitFor();
    await claire
      .card('P1')
      .getByText(/validée par la concertation|en attente|à vérifier/)
      .first()
      .waitFor();
  });

  it('offers its tour once, which the keyboard can follow and leave', async () => {
    await room.open();
    const rosa = await room.visit({ as: 'habitante', first: true });
    await rosa.page.locator('#tour-offer').getByRole('button', { name: 'Suivre la visite guidée' }).click();
    for (const step of ['Le salon', 'La carte d’une proposition', 'Répondre', 'Réagir ou objecter']) {
      await rosa.page.getByRole('heading', { name: step, exact: true }).waitFor();
      await rosa.press('ArrowRight');
    }
    expect(await rosa.page.evaluate('document.scrollingElement.scrollTop')).toBe(0);
    await rosa.press('Escape');
    await rosa.page.reload();
    expect(await rosa.page.locator('#tour-offer').isVisible()).toBe(false);

    const onPhone = await room.visit({ as: 'habitante', at: 'settings', viewport: phone });
    await onPhone.page.locator('.settings').getByRole('button', { name: 'Suivre la visite guidée' }).click();
    await onPhone.page.getByRole('heading', { name: 'Le salon', exact: true }).waitFor();
    expect(await onPhone.timeline.isVisible()).toBe(true);
  });
});
