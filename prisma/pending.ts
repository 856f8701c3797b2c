// What prisma/schema.prisma wants and the migrations don't do yet, by Prisma's own engine.

import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { type Engine, migrationsFolder, readMigrations, readSchema } from '../adapters/prisma/migrations.ts';
import { withSchemaEngine } from '../adapters/prisma/schema-engine.ts';

/** The SQL that leads from the migrations in `folder` to prisma/schema.prisma; empty when they agree. */
export async function pendingSql(
  engine: Engine,
  factory: SqlMigrationAwareDriverAdapterFactory,
  folder = migrationsFolder(engine),
): Promise<string> {
  const schema = await readSchema(engine);
  const migrations = await readMigrations(folder, engine);
  return withSchemaEngine(schema, factory, async (schemaEngine) => {
    const { stdout } = await schemaEngine.diff({
      from:
        migrations.migrationDirectories.length === 0
          ? { tag: 'empty' }
          : { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout ?? '';
    return sql.trim() === '-- This is an empty migration.' ? '' : sql;
  });
}
