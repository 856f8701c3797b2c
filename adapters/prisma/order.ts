// The order of ids, the same on every engine: databases sort text by rules of their own.

/** Sorts by id: references by their number (P2 before P10), everything else by code unit. */
export function inOrder<T>(rows: readonly T[], id: (row: T) => string): T[] {
  return rows
    .map((row) => ({ row, key: sortKey(id(row)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

function sortKey(id: string): string {
  const reference = /^([A-Z]{1,4})(\d{1,12})$/.exec(id);
  return reference ? `${reference[1]}${reference[2]?.padStart(12, '0')}` : id;
}
