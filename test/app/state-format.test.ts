// State that was written by one version is either read by the next, or refused with a sentence.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { play } from '../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../adapters/sandbox/demo/story.ts';
import { refuseOtherFormats, StateOfAnotherVersion } from '../../src/app/state-format.ts';
import type { Aggregate } from '../../src/domain/aggregates.ts';
import { evolveAssembly, newAssembly, stateFormat } from '../../src/domain/assembly.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/world.ts';

const file = new URL('state-format.json', import.meta.url);

it('a store of another format is refused before anything is changed, with what to do', async () => {
  const { format: _, ...unnumbered } = newAssembly('a');
  const heads = (doc: object) => async () => [{ assembly: 'a', seq: 0, hash: '', doc: doc as never }];
  await refuseOtherFormats({ heads: heads(newAssembly('a')) });
  await expect(refuseOtherFormats({ heads: heads(unnumbered) })).rejects.toThrow(StateOfAnotherVersion);
  const next = { ...newAssembly('a'), format: stateFormat + 1 };
  await expect(refuseOtherFormats({ heads: heads(next) })).rejects.toThrow(/DATABASE_URL/);
});

/**
 * Where this fails, documents have changed their shape: raise `stateFormat`, delete `state-format.json`, and
 * run it again.
 */
it('the documents that a whole call leaves have the shape that this format promises', async () => {
  const { exported } = await play({ data: 'members', now: start, lang: null }, playCall);
  const shapes = shapesOf(exported);
  if (!existsSync(file) && process.env.CI !== 'true')
    writeFileSync(file, `${JSON.stringify({ format: stateFormat, shapes }, null, 2)}\n`);
  expect({ format: stateFormat, shapes }).toEqual(JSON.parse(readFileSync(file, 'utf8')));
}, 60_000);

/** Per kind of document, the paths that occur in it. */
function shapesOf(exported: string): Record<string, string[]> {
  const rows = new Map<string, Aggregate>();
  let assembly = newAssembly('concertation');
  for (const line of exported.trim().split('\n')) {
    const e = JSON.parse(line) as DomainEvent;
    if (e.name === undefined) continue;
    for (const row of evolve(e, ({ type, id }) => rows.get(`${type}:${id}`)?.doc as never))
      rows.set(`${row.type}:${row.id}`, row);
    assembly = evolveAssembly(assembly, e);
  }
  const paths = new Map<string, Set<string>>([['assembly', new Set(pathsOf(assembly))]]);
  for (const { type, doc } of rows.values())
    paths.set(type, new Set([...(paths.get(type) ?? []), ...pathsOf(doc)]));
  return Object.fromEntries(
    [...paths].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([type, of]) => [type, [...of].toSorted()]),
  );
}

/** `own.closesAt`, `versions[].by.person`; a name that is an id stands as `*`. */
function pathsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = /^[A-Z]\d*$|^[0-9a-f]{8}-/.test(name) ? '*' : name;
    return pathsOf(inner, at === '' ? key : `${at}.${key}`);
  });
}
