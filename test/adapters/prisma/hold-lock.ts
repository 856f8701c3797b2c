// Run by a test in a process of its own: holds the write lock of a file until its input ends.

import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2] ?? '');
database.exec('BEGIN IMMEDIATE');
process.stdout.write('held');
process.stdin.resume();
process.stdin.on('end', () => {
  database.exec('COMMIT');
  database.close();
});
