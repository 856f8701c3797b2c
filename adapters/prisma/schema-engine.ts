// Prisma's own schema engine as WebAssembly: what compares schemas and applies migrations, without a download.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';

type Exports = Record<string, unknown>;
type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  __wbg_set_wasm(exports: Exports): void;
};

/** Known to the language, but not to the types that come with Node. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }>;
};

let loaded: Promise<EngineModule> | undefined;

/**
 * Lets `work` use an engine for the database behind `factory`, whose wanted shape is `schema` (the text of a
 * Prisma schema). Loaded on first use: 5 MB that a start with nothing to migrate never reads. Afterwards
 * every connection is closed, which the engine itself forgets; with them go the locks that it took.
 */
export async function withSchemaEngine<T>(
  schema: string,
  factory: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const connections: SqlDriverAdapter[] = [];
  const remember = async (connecting: Promise<SqlDriverAdapter>) => {
    const connection = await connecting;
    connections.push(connection);
    return connection;
  };
  const { provider, adapterName } = factory;
  const bound = bindMigrationAwareSqlAdapterFactory({
    provider,
    adapterName,
    connect: () => remember(factory.connect()),
    connectToShadowDb: () => remember(factory.connectToShadowDb()),
  });
  const engine = await SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, bound);
  try {
    return await work(engine);
  } finally {
    engine.free();
    // Some are closed already: the engine closes its scratch database itself.
    await Promise.allSettled(connections.map((connection) => connection.dispose()));
  }
}

/** By hand, since the package's own entry imports the .wasm file, which Node announces as experimental. */
async function load(): Promise<EngineModule> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine: EngineModule = await import(pathToFileURL(path).href);
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const imports = Object.fromEntries(
    Object.entries(engine).map(([name, value]) => [
      name,
      name.startsWith('__wbg_setTimeout_') ? idleTimeout : value,
    ]),
  );
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': imports });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

/** The engine never clears the limit of 10 s on its lock; the process must not stay alive for it. */
function idleTimeout(callback: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(callback, ms).unref();
}
