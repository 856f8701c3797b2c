// A log that is thrown away.

import type { Log } from '../src/app/ports.ts';

const nothing = () => undefined;
export const silent: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silent,
};
