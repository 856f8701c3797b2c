// Entry of `npm run -s chaos`; what it does is in run-rounds.ts, how to read it in docs/chaos.md.

import { runChaos } from './run-rounds.ts';

process.exitCode = await runChaos(process.argv.slice(2), { out: console.log, err: console.error });
