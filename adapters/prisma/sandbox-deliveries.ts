// What the local room, seen as a platform, has received: each post and each edit, in order, on disk.

import type { Instant } from '../../src/app/ports.ts';
import type { SandboxDelivery as Row } from './gen/sqlite/client.ts';
import { toDate, toInstant } from './instants.ts';
import type { PrismaStore } from './prisma-store.ts';

export interface SandboxDelivery {
  /** Counts all that was received, from 1, without ever going back. */
  n: number;
  at: Instant;
  kind: 'post' | 'edit' | 'private';
  /** A room, or a person. */
  to: string;
  messageId: string;
  /** The message under which it stands, null at the root. */
  under: string | null;
  key: string;
  lang: string;
  text: string;
  /** The rendered card, as JSON. */
  card: string;
}

/** A message as it stands, after its edits. */
export interface StandingMessage extends SandboxDelivery {
  /** The number and the instant of its first posting. */
  postedN: number;
  postedAt: Instant;
}

export class SandboxDeliveries {
  readonly #store: Pick<PrismaStore, 'db'>;

  constructor(store: Pick<PrismaStore, 'db'>) {
    this.#store = store;
  }

  /** Keeps deliveries, numbered in this order; they are on disk when it resolves. */
  async appendAll(deliveries: Omit<SandboxDelivery, 'n'>[]): Promise<void> {
    await this.#table.createMany({ data: deliveries.map((d) => ({ ...d, at: toDate(d.at) })) });
  }

  /** Of those of these messages that haven't been taken away, the one under which each stands, null at the root. */
  async places(messageIds: string[]): Promise<Map<string, string | null>> {
    const where = { messageId: { in: messageIds } };
    const select = { messageId: true, under: true };
    const rows = await this.#table.findMany({ where, distinct: 'messageId', select });
    return new Map(rows.map((row) => [row.messageId, row.under]));
  }

  /** Deliveries with `n > after`, in order, at most `limit`. */
  async list(after: number, limit: number): Promise<SandboxDelivery[]> {
    return (
      await this.#table.findMany({ where: { n: { gt: after } }, orderBy: { n: 'asc' }, take: limit })
    ).map(toDelivery);
  }

  /** What stands at one address: the latest state of each message, in the order of first posting. */
  async ofAddress(to: string): Promise<SandboxDelivery[]> {
    return this.standing(to);
  }

  /** The same with when each was posted; of more than `most` the last ones. */
  async standing(to: string, most?: number): Promise<StandingMessage[]> {
    const messages = await this.#table.groupBy({
      by: 'messageId',
      where: { to },
      _min: { n: true },
      _max: { n: true },
      orderBy: { _min: { n: 'desc' } },
      ...(most === undefined ? {} : { take: most }),
    });
    const ends = messages.map(({ _min, _max }) => ({ first: _min.n ?? 0, last: _max.n ?? 0 })).reverse();
    const wanted = new Set(ends.flatMap(({ first, last }) => [first, last]));
    const rows = new Map(
      (await this.#table.findMany({ where: { n: { in: [...wanted] } } })).map((row) => [row.n, row]),
    );
    return ends.flatMap(({ first, last }) => {
      const [posted, latest] = [rows.get(first), rows.get(last)];
      if (!posted || !latest) return [];
      return [{ ...toDelivery(latest), postedN: first, postedAt: toInstant(posted.at), under: posted.under }];
    });
  }

  /** The number of what was received last; 0 before anything was. */
  async lastNumber(): Promise<number> {
    return (await this.#table.aggregate({ _max: { n: true } }))._max.n ?? 0;
  }

  /** The latest state of one message. */
  async latest(messageId: string): Promise<SandboxDelivery | undefined> {
    const row = await this.#table.findFirst({ where: { messageId }, orderBy: { n: 'desc' } });
    return row ? toDelivery(row) : undefined;
  }

  /** The message that was posted at `to` under `key`, if any: how a doubtful post is looked up. */
  async findByKey(to: string, key: string): Promise<string | undefined> {
    const row = await this.#table.findFirst({
      where: { to, key },
      orderBy: { n: 'desc' },
      select: { messageId: true },
    });
    return row?.messageId;
  }

  /** Takes a message away, as somebody deleting it in the room would. */
  async remove(messageId: string): Promise<void> {
    await this.#table.deleteMany({ where: { messageId } });
  }

  async clear(): Promise<void> {
    await this.#table.deleteMany();
  }

  get #table() {
    return this.#store.db.sandboxDelivery;
  }
}

function toDelivery(row: Row): SandboxDelivery {
  return { ...row, at: toInstant(row.at), kind: row.kind as SandboxDelivery['kind'] };
}
