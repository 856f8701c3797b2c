// A camera for the pages: a browser that stands before the local room as somebody, and what it takes pictures of.

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Lang } from '../../src/domain/people.ts';
import { findChromium } from '../support/chromium.ts';

/** The width of a phone and of a desk, in pixels. */
export const widths = [390, 1280] as const;
export type Width = (typeof widths)[number];

const heights: Record<Width, number> = { 390: 844, 1280: 800 };

export interface View {
  /** Of the picture’s file. */
  name: string;
  /** The person’s name in the address. */
  as: string;
  /** `inbox`, `journal`, `settings`, the id of a thread; the room where it is left out. */
  at?: string;
  /** A page of its own instead of the room: its path, with what else it is asked for. */
  path?: string;
  scheme?: 'light' | 'dark';
  /** Whether it is their first visit, to whom the tour is offered. */
  first?: boolean;
  /** How far the reader has enlarged the page. */
  zoom?: number;
  /** Taller than a window is, to show what one scrolls to. */
  height?: number;
  /** At this width alone. */
  only?: Width;
  /** What is done before the picture is taken. */
  before?: (page: Page) => Promise<void>;
}

export interface Where {
  url: string;
  lang: Lang;
  /** Pictures are kept in LANG/WIDTH/NAME.png under it. */
  folder: string;
}

export class Camera {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Starts the Chromium of this machine, which speaks that language itself; throws where there is none. */
  static async open(lang: Lang): Promise<Camera> {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('No Chromium was found: install chromium, or set CHROMIUM_PATH.');
    const args = ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', `--lang=${lang}`];
    const env = { ...process.env, LANGUAGE: lang };
    return new Camera(await chromium.launch({ executablePath, args, env }));
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Takes the picture, and answers with its file. */
  async take(view: View, width: Width, { url, lang, folder }: Where): Promise<string> {
    const { as, at, zoom = 1, height = heights[width] } = view;
    // An enlarged page is a narrower one whose pixels are larger.
    const context = await this.#browser.newContext({
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
      colorScheme: view.scheme ?? 'light',
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Brussels',
      locale: lang === 'en' ? 'en-GB' : `${lang}-BE`,
    });
    context.setDefaultTimeout(10_000);
    try {
      if (!view.first) await context.addInitScript("localStorage.setItem('tour', 'seen')");
      const page = await context.newPage();
      const query = new URLSearchParams({ as, lang, ...(at ? { in: at } : {}) });
      const path = view.path ?? '/?';
      await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}${query}`);
      await view.before?.(page);
      const file = join(folder, lang, `${width}`, `${view.name}.png`);
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      return file;
    } finally {
      await context.close();
    }
  }
}
