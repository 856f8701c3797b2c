// How near a mistyped word is to a right one.

/**
 * The typing slips (a sign added, left out, replaced, or two neighbours swapped) between two words, when
 * they are few for the length of what was typed: one in three signs, three at most. Otherwise undefined.
 */
export function nearness(typed: string, right: string): number | undefined {
  const most = Math.min(3, Math.floor(typed.length / 3));
  if (Math.abs(typed.length - right.length) > most) return undefined;
  const slips = slipsBetween(typed, right);
  return slips <= most ? slips : undefined;
}

/** Optimal string alignment: Damerau and Levenshtein’s distance, each pair of neighbours swapped once. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(at(row, j) + 1, at(next, j - 1) + 1, replaced);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(before, j - 2) + 1);
      }
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

function at(row: number[], i: number): number {
  return row[i] ?? 0;
}
