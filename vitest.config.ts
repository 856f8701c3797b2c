import { defineConfig } from 'vitest/config';

/** Where the gate wants to read afterwards what failed. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/once-a-run.ts'],
    reporters: ['default', './test/support/says-what-was-skipped.ts', ...(report ? ['json'] : [])],
    ...(report && { outputFile: { json: report } }),
    // The service, its stores and a real PostgreSQL share two cores with the tests.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What another process does is waited for as long as a busy machine may take.
    expect: { poll: { timeout: 20_000 } },
  },
});
