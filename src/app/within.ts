// Machine time, by which somebody is answered in any case.

/** Undefined where it takes longer, in milliseconds; it goes on all the same. */
export async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
