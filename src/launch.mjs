// Starts a program of this project on the Node.js that the project brings, or says what is missing.
//
// With --lean before the program, a service on SQLite is replaced by one that keeps its memory small: see
// docs/decisions/0014-a-small-heap.md. Where a process can't be replaced (Windows) it goes on as it is.

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

const words = process.argv.slice(2);
const lean = words[0] === '--lean';
const [program, ...rest] = lean ? words.slice(1) : words;

const onPostgresql = /^postgres/.test(process.env.DATABASE_URL ?? '');
if (lean && !onPostgresql && process.platform !== 'win32') {
  const flags = ['--max-semi-space-size=8', '--heap-growing-percent=40'];
  const env = { MALLOC_ARENA_MAX: '2', ...process.env };
  process.execve(process.execPath, [process.execPath, ...flags, import.meta.filename, program, ...rest], env);
}

process.argv.splice(1, process.argv.length - 1, program, ...rest);
await import(pathToFileURL(resolve(program)).href);
