// Many windows of one browser, and answers that aren’t a form: nobody waits for another, nobody is shut in.

import { expect, it } from 'vitest';
import { inChromium, phone, type RoomPage } from './room-page.ts';

/** As when another window lies over it, or its tab isn’t the one that is looked at. */
const lookAt = (window: RoomPage, state: 'visible' | 'hidden') =>
  window.page.evaluate(
    `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
     document.dispatchEvent(new Event('visibilitychange'))`,
  );

inChromium('the windows of the local room', (room) => {
  it('lets one browser hold everybody’s window: those out of sight catch up when they are looked at', async () => {
    await room.open();
    const claire = await room.visit({ as: 'referente' });
    await lookAt(claire, 'hidden');
    for (const as of ['nadia', 'tom', 'farid', 'lise', 'pieter', 'habitante'])
      await lookAt(await room.visit({ as, beside: claire }), 'hidden');
    const visitor = await room.visit({ as: 'visiteur', beside: claire });
    await visitor.tap('P1', 'Poser une question');
    await visitor.dialog.getByLabel('Pour qui parlez-vous').selectOption('en mon nom, sans institution');
    await visitor.dialog.getByLabel('Votre question').fill('Où est-ce ?');
    await visitor.dialog.getByRole('button', { name: 'Poser une question' }).click();
    await visitor.status.getByText('C’est enregistré.').waitFor();

    expect(await claire.card('P1').getByText('Où est-ce').count()).toBe(0);
    await lookAt(claire, 'visible');
    await claire.card('P1').getByText('Où est-ce').waitFor();
    expect([...claire.complaints, ...visitor.complaints]).toEqual([]);
  });

  it('lets a finger out of a dialog that holds no form', async () => {
    await room.open();
    const claire = await room.visit({ as: 'referente', at: 'settings', viewport: phone });
    await claire.page.getByRole('link', { name: 'Préparer les courriels' }).click();
    await claire.dialog.getByRole('button', { name: 'Fermer' }).click();
    await claire.dialog.waitFor({ state: 'hidden' });
  });

  it('says in a sentence why a text was too long to be read at all, and keeps it', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    await farid.tap('P1', 'Poser une question');
    await farid.dialog.getByLabel('Votre question').fill('long '.repeat(60_000));
    await farid.dialog.getByRole('button', { name: 'Poser une question' }).click();
    await farid.dialog.getByText('Cette demande est trop volumineuse.').waitFor();
    expect(await farid.dialog.getByLabel('Votre question').inputValue()).toHaveLength(300_000);
  });

  it('keeps a command that got no answer, to be sent again', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    await room.crash();
    await farid.commandBox.fill('moi');
    await farid.press('Enter');
    await farid.status.getByText('n’a pas répondu').waitFor();
    expect(await farid.commandBox.inputValue()).toBe('moi');
    await room.restart();
    await farid.press('Enter');
    await farid.note.getByText('Ce qui vous attend').first().waitFor();
    expect(await farid.commandBox.inputValue()).toBe('');
  });
});
