import { describe, expect, it } from 'vitest';
import { closingGrace } from '../../src/app/effects.ts';
import type { Log } from '../../src/app/ports.ts';
import { type Local, openLocal } from '../support/local.ts';

const name = 'Zébulon-Unique-Nom';
const secret = (n: number) => `TEXTE-SECRET-${n}`;
const said = /Zébulon|TEXTE-SECRET/;

/** A log that remembers everything it is told, errors with their message and trace, at every level. */
function attentiveLog(): Log & { lines: string[] } {
  const lines: string[] = [];
  const line = (fields: object, message: string) => {
    const told = Object.values(fields).map((v) =>
      v instanceof Error ? `${v.message} ${v.stack}` : String(v),
    );
    lines.push(`${message} ${Object.keys(fields)} ${told}`);
  };
  const log = { lines, debug: line, info: line, warn: line, error: line, child: () => log };
  return log;
}

/** A whole story in one person's words: carried, contested, lifted, refused, late. */
async function tell(local: Local): Promise<void> {
  const as = (institution: string | null) => ({ institution });
  const registered = { name: secret(1), legalForm: 'asbl' };
  await local.act('referente', 'institution.register', null, registered);
  await local.act(name, 'proposal.submit', 'C1', { title: secret(2), summary: secret(3) }, as('I5'));
  await local.act(name, 'objection.raise', 'P1', { reason: secret(4), remedy: secret(5) }, as('I5'));
  await local.act(name, 'objection.raise', 'P1', { reason: secret(6) }, as('I5'));
  await local.act(name, 'objection.raise', 'P404', { reason: secret(7) }, as('I5'));
  await local.act(name, 'institution.register', null, { name: secret(8) }, as(null));
  await local.act('farid', 'objection.raise', 'P2', { reason: secret(9) });
  await local.act(name, 'objection.lift', 'O1', { words: secret(10) }, as('I5'));
  await local.act('farid', 'objection.withdraw', 'O2', { words: secret(11) });
  await local.act(name, 'objection.raise', 'P2', { reason: 'x'.repeat(9_000) + secret(12) }, as('I5'));
  await local.act(name, 'call.open', null, { title: secret(13), closesAt: secret(14) }, as(secret(15)));
  const { closesAt } = (await local.get('/state/call/C1')).body;
  const afterwards = Temporal.Instant.from(closesAt).add({ milliseconds: closingGrace });
  await local.post('/clock', { to: afterwards.toString() });
  await local.act(name, 'objection.raise', 'P2', { reason: secret(16) }, as('I5'));
  await local.settled();
}

describe('a person’s name and words', () => {
  it('stand in one place each, and in no event, message, receipt, deadline, state or log', async () => {
    const log = attentiveLog();
    const local = await openLocal({ log });
    await tell(local);
    const { db } = local.store;

    const elsewhere = {
      events: await db.event.findMany(),
      heads: await db.assembly.findMany(),
      letters: await db.outbox.findMany(),
      receipts: await db.receipt.findMany(),
      deadlines: await db.timer.findMany(),
      states: await db.aggregate.findMany(),
      posts: await db.post.findMany(),
      log: log.lines,
    };
    for (const [place, kept] of Object.entries(elsewhere)) {
      expect(JSON.stringify(kept), place).not.toMatch(said);
    }
    expect(elsewhere.letters.length).toBeGreaterThan(10);
    expect(log.lines.length).toBeGreaterThan(10);

    expect(await db.person.count({ where: { name } })).toBe(1);
    const texts = (await db.content.findMany()).map((c) => c.text).filter((t) => said.test(t ?? ''));
    expect(texts.sort()).toEqual([1, 10, 11, 16, 2, 3, 4, 5, 9].map(secret));
  });
});
