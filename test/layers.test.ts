import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{src,adapters}/**/*.ts', { cwd: root }).filter((f) => !f.includes('/gen/'));

/** What a file imports: project files as paths from the root, packages by their name. */
function importsOf(file: string): { to: string; typeOnly: boolean }[] {
  const source = readFileSync(join(root, file), 'utf8');
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...source.matchAll(pattern)].map(([, type, from, dynamic]) => {
    const target = (from ?? dynamic) as string;
    const to = target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target;
    return { to, typeOnly: type !== undefined };
  });
}

const crossing = (from: RegExp, forbidden: (to: string, typeOnly: boolean) => boolean) =>
  files
    .filter((f) => from.test(f))
    .flatMap((f) =>
      importsOf(f)
        .filter((i) => forbidden(i.to, i.typeOnly))
        .map((i) => `${f} → ${i.to}`),
    );

describe('les murs de la maison', () => {
  it('finds imports at all', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(importsOf('src/main.ts').map((i) => i.to)).toContain('src/app/application.ts');
  });

  it('the domain imports only itself and zod', () => {
    expect(crossing(/^src\/domain\//, (to) => !to.startsWith('src/domain/') && to !== 'zod')).toEqual([]);
  });

  it('the application knows of what people see only the type of a card', () => {
    const allowed = (to: string) => to.startsWith('src/app/') || to.startsWith('src/domain/');
    expect(
      crossing(/^src\/app\//, (to, typeOnly) =>
        to.startsWith('src/') || to.startsWith('adapters/')
          ? !allowed(to) && !(to === 'src/ui/card.ts' && typeOnly)
          : false,
      ),
    ).toEqual([]);
  });

  it('what people see is built from state, without adapters', () => {
    expect(crossing(/^src\/(ui|ledger)\//, (to) => to.startsWith('adapters/'))).toEqual([]);
  });

  it('nothing in src but the composition root and the command line imports an adapter', () => {
    expect(crossing(/^src\/(?!main\.ts|cli\/)/, (to) => to.startsWith('adapters/'))).toEqual([]);
  });

  it('no platform’s library and no Prisma is imported in src', () => {
    const sdk = /^(@slack\/|discord\.js|@discordjs\/|@prisma\/|prisma$|pg$|node:sqlite$|hono|@hono\/)/;
    expect(crossing(/^src\//, (to) => sdk.test(to))).toEqual([]);
  });

  it('Prisma is imported by its own adapter alone', () => {
    expect(
      crossing(/^adapters\/(?!prisma\/)/, (to) => /^(@prisma\/|prisma$|pg$|node:sqlite$)/.test(to)),
    ).toEqual([]);
  });

  it('only the settings read the environment', () => {
    const readers = files.filter((f) => /process\.env/.test(readFileSync(join(root, f), 'utf8')));
    expect(readers.filter((f) => f !== 'src/config.ts' && !f.startsWith('src/cli/'))).toEqual([]);
  });

  it('deadlines are never kept by setTimeout', () => {
    const keepers = files.filter((f) => /setTimeout|setInterval/.test(readFileSync(join(root, f), 'utf8')));
    // Pauses between two tries or two looks, and limits of one call: machine time, not deadlines.
    const known = [
      'adapters/web/server.ts',
      'adapters/sandbox/page/live.ts',
      'src/app/pace.ts',
      'src/app/within.ts',
      'adapters/slack/slack.ts',
      'adapters/discord/gateway.ts',
      'adapters/discord/kept-session.ts',
      'adapters/discord/line.ts',
      'src/app/execute.ts',
      'src/app/patience.ts',
      'src/main.ts',
      'adapters/prisma/patience.ts',
      'adapters/prisma/schema-engine.ts',
      'adapters/prisma/sqlite-driver.ts',
    ];
    expect(keepers.filter((f) => !known.includes(f))).toEqual([]);
  });
});
