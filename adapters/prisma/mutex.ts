// One at a time, in the order of asking: what keeps a single connection from being shared by two.

export class Mutex {
  #held = false;
  readonly #waiting: (() => void)[] = [];

  /**
   * Resolves when it is this caller's turn, with the function that ends it. Ending twice does nothing.
   * Nobody is overtaken: callers get their turn in the order in which they asked.
   */
  async acquire(): Promise<() => void> {
    if (this.#held) await new Promise<void>((turn) => this.#waiting.push(turn));
    this.#held = true;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#held = false;
    };
  }
}
