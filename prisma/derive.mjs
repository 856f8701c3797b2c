// The schema of each engine, derived from prisma/schema.prisma: same models, another provider.

/**
 * The Prisma schema for `engine`, given the text of prisma/schema.prisma (which is the SQLite one). Its
 * client goes into a folder beside the derived file, named after the engine.
 * Throws when the file has lost one of the two lines that differ, rather than deriving half of it.
 *
 * @param {string} source
 * @param {'sqlite' | 'postgresql'} engine
 * @returns {string}
 */
export function deriveSchema(source, engine) {
  const placed = swap(source, '"../adapters/prisma/gen/sqlite"', `"./${engine}"`);
  return swap(placed, 'provider = "sqlite"', `provider = "${engine}"`);
}

/** @type {(text: string, from: string, to: string) => string} */
function swap(text, from, to) {
  if (text.split(from).length !== 2)
    throw new Error(`prisma/schema.prisma must contain ${from} exactly once.`);
  return text.replace(from, to);
}
