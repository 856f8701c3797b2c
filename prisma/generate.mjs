// Generates the Prisma clients of both engines, without any download; `npm run prepare` calls it.
//
// Plain JavaScript for Node >= 20.19, because it runs during installation, before anything else exists,
// and on Windows, where npm scripts have no inline variables.

import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deriveSchema } from './derive.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'adapters', 'prisma', 'gen');
const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');

// The command line looks for its schema engine and would download one; generating never starts it, so any
// executable will do. The rest keeps it from calling home and from advertising.
const env = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  PRISMA_DISABLE_WARNINGS: '1',
};

await rm(generated, { recursive: true, force: true });
await mkdir(generated, { recursive: true });
const source = await readFile(join(root, 'prisma', 'schema.prisma'), 'utf8');
await Promise.all(['sqlite', 'postgresql'].map(generate));

async function generate(engine) {
  const schema = join(generated, `${engine}.prisma`);
  await writeFile(schema, deriveSchema(source, engine));
  const { code, output } = await run([cli, 'generate', '--schema', schema, '--no-hints']);
  if (code !== 0) {
    console.error(output);
    throw new Error(`The Prisma client for ${engine} could not be generated (exit code ${code}); see above.`);
  }
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
