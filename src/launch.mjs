// Starts a program of this project on the Node.js that the project brings, or says what is missing.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const wanted = 26;
const major = Number(process.versions.node.split('.')[0]);

if (major < wanted) {
  console.error(
    [
      `Sans Objection runs on Node.js ${wanted}, and this is ${process.version}.`,
      'The project brings its own: run it through npm (npm start, npm test, npm run …) after npm ci.',
      'If you did, the optional packages were left out: run npm ci again without --omit=optional.',
    ].join('\n'),
  );
  process.exit(1);
}

const [program, ...rest] = process.argv.slice(2);
process.argv.splice(1, process.argv.length - 1, program, ...rest);
await import(pathToFileURL(resolve(program)).href);
