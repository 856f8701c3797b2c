import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })];
const read = (page: string) => readFileSync(join(root, page), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe('ce que disent les documents', () => {
  it.each(pages)('%s points to files that exist', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((m) => m[1] as string);
    expect(targets.filter((t) => !existsSync(join(root, dirname(page), t)))).toEqual([]);
  });

  it.each(pages)('%s names commands that exist', (page) => {
    const named = [...read(page).matchAll(/npm (?:run (?:-s )?)([a-z:]+)/g)].map((m) => m[1] as string);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('every command starts a program that exists', () => {
    const programs = Object.values(scripts).flatMap((s) => s.match(/\b[\w/.-]+\.(?:ts|mjs)\b/g) ?? []);
    expect(programs.length).toBeGreaterThan(8);
    expect(programs.filter((p) => !existsSync(join(root, p)))).toEqual([]);
  });

  it('every setting is in .env.example, and every setting there is read', () => {
    const config = read('src/config.ts');
    const known = [
      ...config.slice(config.indexOf('z.object({'), config.indexOf('});')).matchAll(/^ {2}([A-Z_]+): z/gm),
    ];
    const example = [...read('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map((m) => m[1]);
    expect([...new Set(example)].sort()).toEqual(known.map((m) => m[1]).sort());
  });
});
