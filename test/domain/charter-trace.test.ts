// Holds charters and tests together: each rule that is applied has a test that names it.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isUntested, traceRules } from '../../src/charters/trace.ts';
import { charterNamed, charterNames } from '../support/charters.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const traces = traceRules(
  globSync('test/**/*.test.ts', { cwd: root }).map((file) => ({
    file,
    source: readFileSync(join(root, file), 'utf8'),
  })),
);

it.each(charterNames)('every rule of %s that is applied is shown by a test', (name) => {
  const rules = Object.keys(charterNamed(name).rules);
  const untested = traces.filter((trace) => rules.includes(trace.rule) && isUntested(trace));
  expect(untested.map(({ rule }) => rule)).toEqual([]);
});
