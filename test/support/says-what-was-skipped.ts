// Says in the last lines of a test run what could not be tested on this machine.

import type { Reporter } from 'vitest/node';
import { findChromium } from './chromium.ts';

export default class SaysWhatWasSkipped implements Reporter {
  onTestRunEnd(): void {
    if (findChromium()) return;
    process.stderr.write(
      '\nNo Chromium was found: the pages were not tested in a browser. Install chromium, or set CHROMIUM_PATH.\n',
    );
  }
}
