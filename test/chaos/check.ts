// Entry of `npm run -s chaos:check`; what it does is in check-rounds.ts, how to read it in docs/chaos.md.

import { checkRounds } from './check-rounds.ts';

process.exitCode = checkRounds(process.argv.slice(2), { out: console.log, err: console.error });
