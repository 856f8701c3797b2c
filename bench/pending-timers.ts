// A great many timers that wait, put straight into the database.

import { DatabaseSync } from 'node:sqlite';
import { fileOf } from './grounds.ts';
import type { Engine } from './measure.ts';

/** How many assemblies they belong to; the first is due in about ten years, the last in about forty. */
const assemblies = 1_000;
const seconds = 30 * 365 * 86_400;

/** Adds `count` timers, due at moments spread over the years to come. Nobody else may have the database open. */
export async function fillWithTimers(engine: Engine, url: string, count: number): Promise<void> {
  if (engine === 'sqlite') onSqlite(fileOf(url), count);
  else await onPostgresql(url, count);
}

function onSqlite(file: string, count: number): void {
  const db = new DatabaseSync(file);
  const due = `strftime('%Y-%m-%dT%H:%M:%S', 'now', '+10 years', (n * 7919 % ${seconds}) || ' seconds') || '.000+00:00'`;
  db.exec(`
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${count})
    INSERT INTO "Timer" ("assembly", "key", "kind", "target", "dueAt", "retryAt", "attempts")
    SELECT 'ailleurs-' || (n % ${assemblies}), 'close:C' || n, 'call.close', 'C' || n, ${due}, ${due}, 0 FROM number`);
  db.close();
}

async function onPostgresql(url: string, count: number): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: url });
  await client.connect();
  const due = `date_trunc('second', now()) + interval '10 years' + (n::bigint * 7919 % ${seconds}) * interval '1 second'`;
  try {
    await client.query(`
      INSERT INTO "Timer" ("assembly", "key", "kind", "target", "dueAt", "retryAt", "attempts")
      SELECT 'ailleurs-' || (n % ${assemblies}), 'close:C' || n, 'call.close', 'C' || n, ${due}, ${due}, 0
      FROM generate_series(1, ${count}) AS n`);
    await client.query('VACUUM ANALYZE "Timer"');
  } finally {
    await client.end();
  }
}
