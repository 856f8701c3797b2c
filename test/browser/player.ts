// Somebody who lives through a story in a window of their own, by taps or by keys: opens forms where the page
// offers them, fills them in by their labels, sends them, and waits for what they would wait for.

import type { Locator } from 'playwright-core';
import type { RoomPage } from './room-page.ts';

export type Hands = 'taps' | 'keys';

/** By the label of each field: what is typed or chosen, or the choices that are ticked. */
export type Filled = Record<string, string | string[]>;

const patience = 15_000;

export class Player {
  readonly window: RoomPage;
  readonly #hands: Hands;

  constructor(window: RoomPage, hands: Hands) {
    this.window = window;
    this.#hands = hands;
  }

  /** Goes to a view: by the tabs of a telephone, by the list of channels at a desk, where the others are at hand. */
  async goTo(view: 'salon' | 'inbox' | 'journal' | 'settings'): Promise<void> {
    const { page } = this.window;
    if ((await page.locator('body').getAttribute('data-at')) === view) return;
    const phone = await page.locator('.tabs').isVisible();
    if (!phone && (view === 'journal' || view === 'settings')) return;
    await this.#follow(page.locator(phone ? `[data-tab="${view}"]` : `[data-channel="${view}"]`));
  }

  /** Goes to where the card of a proposal stands: in the room, or in the thread of its call. */
  async goToCard(ref: string): Promise<void> {
    if (await this.window.card(ref).isVisible()) return;
    await this.goTo('salon');
    if (await this.window.card(ref).isVisible()) return;
    await this.#follow(this.window.card('C1').locator('.thread a'));
    await this.window.card(ref).waitFor({ timeout: patience });
  }

  /** Opens a form by a button of the card of a call or a proposal. */
  async opensFromCard(ref: string, button: string): Promise<void> {
    await this.goToCard(ref);
    await this.#opens(this.window.card(ref).getByRole('link', { name: button }));
  }

  /** Opens a form from what awaits them, by a word that stands there. */
  async opensFromMine(about: string | RegExp, button: string): Promise<void> {
    await this.goTo('inbox');
    const item = this.window.page.locator('.mine .card').filter({ hasText: about });
    await this.#opens(item.getByRole('link', { name: button }).first());
  }

  /** Opens a form from the list of everything that can be done. */
  async opensFromAll(action: string, target = ''): Promise<void> {
    await this.goTo('settings');
    const all = this.window.page.locator('details.all');
    if ((await all.getAttribute('open')) === null) await this.press(all.locator('summary'));
    await all.locator('#action').selectOption({ label: action });
    await all.locator('#target').fill(target);
    await this.#opens(all.getByRole('button'));
  }

  /** Types a command; what it opens is a form, or a note that only they see. */
  async types(command: string): Promise<void> {
    await this.goTo('salon');
    const { page } = this.window;
    await page.locator('#command').focus();
    await page.keyboard.type(command);
    await this.window.press('Enter');
  }

  /** Types a command that opens a form. */
  async opensByCommand(command: string): Promise<void> {
    await this.types(command);
    await this.window.dialog.waitFor({ timeout: patience });
  }

  async press(target: Locator): Promise<void> {
    if (this.#hands === 'taps') return target.tap();
    await target.focus();
    await this.window.press('Enter');
  }

  async fills(values: Filled): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      if (Array.isArray(value)) await this.#ticks(label, value);
      else await this.#writes(label, value);
    }
  }

  /** Sends the form, and waits until it says that it is recorded; a refusal ends the story with its words. */
  async sends(): Promise<string> {
    const { page, dialog, status } = this.window;
    const submit = dialog.locator('button.primary[type=submit]');
    if (this.#hands === 'keys') await this.window.tabTo(submit);
    await this.press(submit);
    await page
      .locator('#dialog:not([open]), #dialog .refusal')
      .first()
      .waitFor({ state: 'attached', timeout: patience });
    if (await dialog.isVisible()) throw new Error(await dialog.locator('.refusal').first().innerText());
    return this.#told(status);
  }

  /** Opens the form of a card’s button, fills it in and sends it. */
  async answers(ref: string, button: string, values: Filled = {}): Promise<void> {
    await this.opensFromCard(ref, button);
    await this.fills(values);
    await this.sends();
  }

  /** Moves the clock by one of its buttons; answers what the page says of it. */
  async moves(button: string | RegExp): Promise<string> {
    await this.goTo('journal');
    await this.press(this.window.page.locator('aside').getByRole('button', { name: button }));
    return this.#told(this.window.status);
  }

  /** Waits until their private messages hold these words. */
  async reads(words: string | RegExp): Promise<void> {
    await this.goTo('inbox');
    await this.window.timeline.getByText(words).last().waitFor({ timeout: patience });
  }

  async #opens(target: Locator): Promise<void> {
    await this.press(target);
    await this.window.dialog.waitFor({ timeout: patience });
  }

  /** A link to another view; its scripts run once it is loaded. */
  async #follow(link: Locator): Promise<void> {
    const { page } = this.window;
    const href = new URL((await link.getAttribute('href')) ?? '', page.url()).href;
    await this.press(link);
    await page.waitForURL(href, { timeout: patience });
  }

  /** What is said after an act, where it can be seen; then it is closed. */
  async #told(status: Locator): Promise<string> {
    const said = status.locator('p').first();
    await said.waitFor({ timeout: patience });
    const text = await status.innerText();
    await this.press(status.getByRole('button'));
    await said.waitFor({ state: 'detached' });
    return text;
  }

  async #writes(label: string, value: string): Promise<void> {
    const control = this.window.dialog.getByLabel(new RegExp(`^${escaped(label)}`));
    const kind = await control.evaluate((e) => `${e.tagName} ${e.getAttribute('type') ?? ''}`);
    if (this.#hands === 'keys') await this.window.tabTo(control);
    if (kind.startsWith('SELECT')) {
      const option = control.locator('option').filter({ hasText: value }).first();
      await control.selectOption(await option.getAttribute('value'));
    } else if (this.#hands === 'keys' && !kind.includes('datetime')) {
      await this.window.press('ControlOrMeta+a');
      await this.window.page.keyboard.insertText(value);
    } else {
      await control.fill(value);
    }
  }

  /** A long list is narrowed down first. */
  async #ticks(label: string, choices: string[]): Promise<void> {
    const group = this.window.dialog.getByRole('group', { name: new RegExp(`^${escaped(label)}`) });
    const search = group.getByRole('searchbox');
    const long = await search.isVisible();
    for (const choice of choices) {
      if (long) await search.fill(choice);
      const box = group.locator('.choice:not([hidden])').filter({ hasText: choice }).first();
      if (this.#hands === 'taps') await box.tap();
      else {
        await this.window.tabTo(box.locator('input'));
        await this.window.press('Space');
      }
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
