// The local room as somebody sees it in a real browser: what the tests of the pages do and look at, in the
// words of the page.

import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../support/chromium.ts';
import { freshDatabase } from '../support/databases.ts';
import { type Service, startService } from '../support/service.ts';

export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 800 };

export interface Visitor {
  /** The person’s name in the address; `visiteur` is nobody known. */
  as: string;
  lang?: string;
  /** `inbox`, `journal`, `settings`; the room where it is left out. */
  at?: string;
  viewport?: { width: number; height: number };
  scheme?: 'light' | 'dark';
  /** A window of the same browser as another’s; else a browser of one’s own. */
  beside?: RoomPage;
  /** Whether it is their first visit, to whom the tour is offered. */
  first?: boolean;
  /** With a finger on a telephone. */
  touch?: boolean;
  /** False for a browser that runs no scripts. */
  scripts?: boolean;
}

/** Runs in Chromium where there is one. In CI its absence is a failure; elsewhere it is said and skipped. */
export function inChromium(name: string, tests: (room: BrowserRoom) => void): void {
  const executablePath = findChromium();
  if (!executablePath) {
    it.runIf(process.env.CI === 'true')(`${name}: a Chromium is there`, () => {
      expect.fail('No Chromium was found: install chromium, or set CHROMIUM_PATH.');
    });
    describe.skip(name, () => tests(new BrowserRoom('')));
    return;
  }
  describe(name, () => {
    const room = new BrowserRoom(executablePath);
    beforeAll(() => room.launch());
    afterEach(() => room.leave());
    afterAll(() => room.end());
    tests(room);
  });
}

/** A room that is furnished anew for each test, the service behind it, and the browsers that look at it. */
export class BrowserRoom {
  readonly #executablePath: string;
  #browser: Browser | undefined;
  readonly #contexts = new Set<BrowserContext>();
  #service: Service | undefined;
  #database = '';
  /** Whether the service has run since it was started for the first time. */
  #unbroken = true;

  constructor(executablePath: string) {
    this.#executablePath = executablePath;
  }

  async launch(): Promise<void> {
    this.#browser = await chromium.launch({
      executablePath: this.#executablePath,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    await this.#service?.stop();
  }

  /** Forgets whatever was there, and furnishes with that data set; the clock stands on 23 November 2026. */
  async open(data = 'colignon'): Promise<void> {
    this.#service ??= await this.#first();
    const now = '2026-11-23T09:00:00.000Z';
    await this.#service.post('/reset', { charter: 'colignon-2024', data, now });
  }

  async #first(): Promise<Service> {
    this.#database = await freshDatabase('sqlite');
    this.#unbroken = true;
    return startService({ DATABASE_URL: this.#database, LOG_LEVEL: 'info' }, true);
  }

  get service(): Service {
    if (!this.#service) throw new Error('the service has not been started');
    return this.#service;
  }

  /** Ends the service at once, as a crash would. */
  crash(): Promise<void> {
    this.#unbroken = false;
    return this.service.kill();
  }

  /** Asks it to end, as its operator would. */
  async halt(): Promise<void> {
    this.#unbroken = false;
    await this.service.stop();
  }

  /** Starts it again where it was, on the port that the open pages know. */
  async restart(): Promise<void> {
    const { port } = new URL(this.service.url);
    this.#service = await startService({ DATABASE_URL: this.#database, LOG_LEVEL: 'info', PORT: port }, true);
  }

  async visit({
    as,
    lang = 'fr',
    at,
    viewport = desk,
    scheme = 'light',
    beside,
    first,
    touch = false,
    scripts = true,
  }: Visitor): Promise<RoomPage> {
    if (!this.#browser) throw new Error('no browser was launched');
    const context = beside
      ? beside.page.context()
      : await this.#browser.newContext({
          viewport,
          colorScheme: scheme,
          reducedMotion: 'reduce',
          hasTouch: touch,
          isMobile: touch,
          javaScriptEnabled: scripts,
        });
    context.setDefaultTimeout(10_000);
    this.#contexts.add(context);
    if (!first && !beside) await context.addInitScript("localStorage.setItem('tour', 'seen')");
    const page = await context.newPage();
    await page.setViewportSize(viewport);
    const shown = new RoomPage(page);
    await this.go(shown, { as, lang, ...(at && { at }) });
    return shown;
  }

  /** Loads another page in a window that is open. */
  async go(window: RoomPage, { as, lang = 'fr', at }: Pick<Visitor, 'as' | 'lang' | 'at'>): Promise<void> {
    const query = new URLSearchParams({ as, lang, ...(at ? { in: at } : {}) });
    await window.page.goto(`${this.service.url}/?${query}`);
  }

  async leave(): Promise<void> {
    await Promise.all([...this.#contexts].map((context) => context.close()));
    this.#contexts.clear();
    if (this.#unbroken) return;
    await this.#service?.kill();
    this.#service = undefined;
  }
}

export class RoomPage {
  readonly page: Page;
  /** What scripts complained of. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (line) => {
      const unreachable = /ERR_(CONNECTION|INCOMPLETE_CHUNKED)/.test(line.text());
      if (line.type() === 'error' && !unreachable) this.complaints.push(line.text());
    });
  }

  /** The card of a call or a proposal, as the room shows it now. */
  card(ref: string): Locator {
    return this.page.locator(`#${ref}`);
  }

  get timeline(): Locator {
    return this.page.locator('#timeline');
  }

  get journal(): Locator {
    return this.page.locator('[data-part="journal"]');
  }

  get dialog(): Locator {
    return this.page.locator('#dialog[open]');
  }

  /** What is said after an act. */
  get status(): Locator {
    return this.page.locator('#status');
  }

  /** What the service answers to this person alone. */
  get note(): Locator {
    return this.page.locator('.note');
  }

  get commandBox(): Locator {
    return this.page.getByRole('combobox', { name: 'Que voulez-vous faire' });
  }

  /** Taps a button of a card, which opens its form. */
  async tap(ref: string, button: string): Promise<void> {
    await this.card(ref).getByRole('link', { name: button }).click();
    await this.dialog.waitFor();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Goes from one thing to the next with the Tab key until that one has the focus. */
  async tabTo(target: Locator): Promise<void> {
    for (let steps = 0; steps < 120; steps += 1) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await this.press('Tab');
    }
    throw new Error(`${target} can’t be reached with the Tab key`);
  }

  /** Serious and critical findings of axe, in words. */
  async findings(): Promise<string[]> {
    const { page } = this;
    const isThere = await page.evaluate<boolean>('window.axe !== undefined');
    const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) });
    // Nothing of the page is in a frame of another origin, for which axe would need a second page.
    const { violations } = await axe
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
  }

  /** Whether anything has to be scrolled sideways. */
  async isWiderThanItsWindow(): Promise<boolean> {
    return this.page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  }

  /** What reaches beyond the window’s width, but for tables, which scroll in a box of their own. */
  async tooWide(): Promise<string[]> {
    return this.page.evaluate(`[...document.body.querySelectorAll('*')]
      .filter((e) => e.checkVisibility() && !e.closest('.wide, .visually-hidden, .skip'))
      .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((e) => e.outerHTML.slice(0, 200))`);
  }
}
