// The local room without a mouse, and enlarged: from the page as it loads to an objection sent and lifted, the
// focus always in sight and never lost; at 200 % nothing but tables has to be scrolled sideways.

import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { desk, inChromium, phone, type RoomPage } from './room-page.ts';

inChromium('the keyboard alone in Chromium', (room) => {
  it.each([desk, phone])(
    'leads from the page as it loads to an objection sent and lifted, the focus in sight: $width pixels',
    async (viewport) => {
      await room.open();
      const farid = await room.visit({ as: 'farid', viewport });
      await stepTo(farid, farid.card('P1').getByRole('link', { name: 'Déposer une objection' }));
      await farid.press('Enter');
      await farid.dialog.waitFor();
      await stepTo(farid, farid.page.getByLabel('Pourquoi vous y opposez-vous'));
      await farid.page.keyboard.type('Le mercredi est déjà couvert');
      await stepTo(farid, farid.dialog.getByRole('button', { name: 'Déposer une objection' }));
      await farid.press('Enter');
      await farid.status.getByText('C’est enregistré.').waitFor();

      await stepTo(farid, farid.status.getByRole('link', { name: 'Lire le reçu' }));
      await farid.press('Enter');
      const lift = farid.page.locator('.mine').getByRole('link', { name: 'Lever mon objection' });
      await lift.waitFor();
      await stepTo(farid, lift);
      await farid.press('Enter');
      await farid.dialog.waitFor();
      await stepTo(farid, farid.dialog.getByRole('button', { name: 'Lever mon objection' }));
      await farid.press('Enter');
      await farid.status.getByText('C’est enregistré.').waitFor();
      await lift.waitFor({ state: 'detached' });
      expect(await room.service.get('/dev/v1/state/objection/O1')).toMatchObject({ status: 'lifted' });
      expect(farid.complaints).toEqual([]);
    },
    60_000,
  );

  it('never leads behind an open form, and comes back to its button when the form is left', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    const button = farid.card('P1').getByRole('link', { name: 'Déposer une objection' });
    await button.focus();
    await farid.press('Enter');
    await farid.dialog.waitFor();
    for (let steps = 0; steps < 30; steps += 1) {
      await farid.press('Tab');
      expect(await farid.page.evaluate(focusIsInTheForm)).toBe(true);
    }
    await farid.press('Escape');
    await farid.dialog.waitFor({ state: 'detached' });
    expect(await button.evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true);
  }, 60_000);

  it('keeps what was typed when a form is left with Escape', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    const reason = farid.page.getByLabel('Pourquoi vous y opposez-vous');
    await farid.tap('P1', 'Déposer une objection');
    await reason.fill('Le lieu n’est pas accessible');
    await farid.press('Escape');
    await farid.dialog.waitFor({ state: 'detached' });

    await farid.tap('P1', 'Déposer une objection');
    expect(await reason.inputValue()).toBe('Le lieu n’est pas accessible');
    await farid.dialog.getByText('Vous retrouvez ici').waitFor();
  }, 60_000);

  it('skips what stands before the messages', async () => {
    await room.open();
    const farid = await room.visit({ as: 'farid' });
    await farid.press('Tab');
    const skip = farid.page.getByRole('link', { name: 'Aller aux messages' });
    expect(await skip.evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true);
    expect(await farid.page.evaluate(whatHidesTheFocus)).toBe(null);
    await farid.press('Enter', 'Tab');
    expect(await farid.page.evaluate(focusIsInTheTimeline)).toBe(true);
  }, 60_000);

  it('needs no scrolling sideways at 200 %, but for tables', async () => {
    await room.open();
    for (const as of ['referente', 'farid']) {
      for (const at of ['salon', 'inbox', 'journal', 'settings']) {
        const view = await room.visit({ as, at, viewport: { width: 640, height: 800 } });
        await view.page.evaluate("document.documentElement.style.fontSize = '200%'");
        expect([as, at, await view.tooWide()]).toEqual([as, at, []]);
        if (at === 'salon') {
          await view.tap('P1', 'Déposer une objection');
          expect([as, 'form', await view.tooWide()]).toEqual([as, 'form', []]);
        }
        await view.page.context().close();
      }
    }
  }, 60_000);
});

/** Or on the browser itself, which the page sees as nothing. */
const focusIsInTheForm = `document.activeElement === document.body ||
  document.querySelector('#dialog').contains(document.activeElement)`;
const focusIsInTheTimeline = "document.querySelector('#timeline').contains(document.activeElement)";

/** Goes there with the Tab key; wherever the focus stops on the way, it can be seen. */
async function stepTo(view: RoomPage, target: Locator): Promise<void> {
  await target.waitFor();
  for (let steps = 0; steps < 120; steps += 1) {
    if (await target.evaluate((e) => e === e.ownerDocument.activeElement)) return;
    await view.press('Tab');
    expect(await view.page.evaluate(whatHidesTheFocus)).toBe(null);
  }
  throw new Error(`${target} can’t be reached with the Tab key`);
}

/** Null where what has the focus is outlined, within the window and under nothing else; else how it is not. */
const whatHidesTheFocus = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  if (outlineStyle === 'none' || outlineWidth === '0px') return 'no outline: ' + at.outerHTML;
  const { left, top, width, height } = at.getBoundingClientRect();
  const y = Math.min(top + height / 2, innerHeight - 2);
  const over = document.elementFromPoint(left + Math.min(width / 2, 20), Math.max(y, 1));
  const seen = over && (at.contains(over) || over.contains(at) || over.tagName === 'LABEL');
  return seen ? null : at.outerHTML + ' lies under ' + (over ? over.outerHTML.slice(0, 200) : 'nothing: outside');
})()`;
