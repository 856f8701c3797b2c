// Run by a test in a process of its own: as many transactions as asked for, then what is left open.

import { readdirSync } from 'node:fs';
import { SqliteDriverFactory } from '../../../adapters/prisma/sqlite-driver.ts';

const [file = '', count = '0'] = process.argv.slice(2);
const descriptors = () => {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0; // Only Linux tells; elsewhere the limit itself is the test.
  }
};

const driver = await new SqliteDriverFactory(file).connect();
await driver.executeScript('CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY)');
const before = descriptors();
for (let id = 1; id <= Number(count); id += 1) {
  const transaction = await driver.startTransaction();
  await transaction.executeRaw({
    sql: 'INSERT INTO t (id) VALUES (?)',
    args: [id],
    argTypes: [{ scalarType: 'int', arity: 'scalar' }],
  });
  await transaction.commit();
}
const rows = await driver.queryRaw({ sql: 'SELECT count(*) FROM t', args: [], argTypes: [] });
const synchronous = driver.connection.pragma('synchronous');
process.stdout.write(
  JSON.stringify({ rows: rows.rows[0]?.[0], leftOpen: descriptors() - before, synchronous }),
);
await driver.dispose();
