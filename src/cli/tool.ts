// What the command-line tools share: one sentence on the error output when something can't be done.

import { ConfigError, readConfig } from '../config.ts';
import { createLog } from '../log.ts';

/**
 * Runs a tool. An error that explains itself ends it with exit code 1 and its sentence; any other one
 * with its stack.
 */
export async function tool(
  usage: string,
  expected: number,
  run: (args: string[], url: string, log: ReturnType<typeof createLog>) => Promise<void>,
): Promise<void> {
  const args = process.argv.slice(2);
  if (args.length !== expected) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  try {
    const { databaseUrl, logLevel } = readConfig({ ...process.env, SANDBOX: 'off', FAULT: '' });
    await run(args, databaseUrl, createLog(logLevel === 'info' ? 'warn' : logLevel));
  } catch (error) {
    console.error(
      error instanceof ConfigError || explains(error) ? error.message : ((error as Error).stack ?? error),
    );
    process.exitCode = 1;
  }
}

/** Errors that were made for people carry a name of their own. */
function explains(error: unknown): error is Error {
  return error instanceof Error && error.name !== 'Error' && !error.name.endsWith('TypeError');
}
