// Verifying an export: what the service wrote passes, and no byte of it can be changed unseen.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { canonical, chainHash, genesis } from '../../src/app/chain.ts';
import { type EventLine, exportLines } from '../../src/ledger/export-format.ts';
import { type Verdict, verifyExport } from '../../src/ledger/verify.ts';
import { assembly, history, readsOf } from './history.ts';

const long = await exported(6);
const short = await exported(1);

describe('an export as it was written', () => {
  it('is intact, and its head is the last hash', async () => {
    const { events } = history(6);
    expect(await verdict(long)).toEqual({ is: 'intact', events: 32, head: events.at(-1)?.hash });
  });

  it('is intact in whatever pieces it is read', async () => {
    for (const size of [1, 7, 64]) {
      const pieces = async function* () {
        for (let i = 0; i < long.length; i += size) yield long.subarray(i, i + size);
      };
      expect((await verifyExport(pieces())).is).toBe('intact');
    }
  });

  it('is intact when texts were erased', async () => {
    const past = history(6);
    const ids = past.contents.map((c) => c.id);
    await fc.assert(
      fc.asyncProperty(fc.subarray(ids), async (erased) => {
        const lines = await Array.fromAsync(exportLines(readsOf(past, erased), assembly));
        expect((await verdict(text([...lines, '']))).is).toBe('intact');
      }),
      { numRuns: 30 },
    );
  });
});

describe('one altered byte', () => {
  it('never passes, wherever it is and however it is altered', async () => {
    for (let at = 0; at < short.length; at++) {
      const other = (short[at] as number) ^ (1 << (at % 8));
      expect((await verdict(changed(short, at, other))).is, `byte ${at} changed`).not.toBe('intact');
      expect((await verdict(removed(short, at))).is, `byte ${at} removed`).not.toBe('intact');
      expect((await verdict(inserted(short, at, other))).is, `byte put before ${at}`).not.toBe('intact');
    }
    expect((await verdict(inserted(short, short.length, 10))).is).toBe('altered');
  });

  it('never passes in a longer export either, any byte, any value', async () => {
    const place = fc.nat({ max: long.length - 1 });
    const byte = fc.nat({ max: 255 });
    await fc.assert(
      fc.asyncProperty(place, byte, async (at, value) => {
        if (value !== long[at]) expect((await verdict(changed(long, at, value))).is).not.toBe('intact');
        expect((await verdict(removed(long, at))).is).not.toBe('intact');
        expect((await verdict(inserted(long, at, value))).is).not.toBe('intact');
      }),
      { numRuns: 1500 },
    );
  });

  it('is reported with the line it is in and what that line says of itself', async () => {
    const lines = long.toString('utf8').split('\n');
    const reason = lines[3]?.replace('l’eau', 'l’air') as string;
    expect(await verdict(text(lines.with(3, reason)))).toMatchObject({
      is: 'altered',
      line: 4,
      seq: 4,
      name: 'ObjectionRaised',
      why: expect.stringContaining('is not what was written'),
    });
    expect(await verdict(text(lines.with(3, reason.slice(1))))).toMatchObject({
      line: 4,
      seq: null,
      name: null,
    });
    expect(await verdict(text(lines.with(0, '{')))).toMatchObject({ is: 'altered', line: 1 });
  });
});

describe('larger alterations', () => {
  const lines = long.toString('utf8').trimEnd().split('\n');

  it('a cut-off end, a missing line break and appended lines are seen', async () => {
    for (let kept = 1; kept < lines.length; kept++) {
      expect(await verdict(text([...lines.slice(0, kept), '']))).toMatchObject({
        is: 'altered',
        line: kept + 1,
      });
    }
    expect(await verdict(text(lines))).toMatchObject({ is: 'altered', line: lines.length });
    expect(await verdict(text([...lines, lines.at(-1) as string, '']))).toMatchObject({
      line: lines.length + 1,
    });
    expect(await verdict(text([...lines, '']))).toMatchObject({ is: 'intact' });
  });

  it('lines left out, doubled or in another order are seen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: lines.length - 2 }), async (i) => {
        const line = lines[i] as string;
        const next = lines[i + 1] as string;
        for (const other of [
          lines.toSpliced(i, 1),
          lines.toSpliced(i, 0, line),
          lines.toSpliced(i, 2, next, line),
        ]) {
          expect(await verdict(text([...other, '']))).toMatchObject({
            is: 'altered',
            line: expect.any(Number),
          });
        }
      }),
    );
  });

  it('the same history in another spelling is seen', async () => {
    const first = JSON.parse(lines[0] as string) as EventLine;
    const spellings = [
      `${lines[0]} `,
      `\uFEFF${lines[0]}`,
      `${lines[0]}\r`,
      JSON.stringify(Object.fromEntries(Object.entries(first).reverse())),
      (lines[0] as string).replace('"seq":1', '"seq":1.0'),
      (lines[0] as string).replace('{', '{"seq":1,'),
      (lines[0] as string).replace('AssemblyOpened', '\\u0041ssemblyOpened'),
    ];
    for (const spelling of spellings) {
      expect(await verdict(text([...lines.with(0, spelling), ''])), spelling).toMatchObject({
        is: 'altered',
        line: 1,
      });
    }
  });

  it('a letter that moves from a text to its salt is seen, though the digest holds', async () => {
    const line = JSON.parse(lines[1] as string) as EventLine;
    const [first] = line.texts;
    if (!first) throw new Error('the line has a text');
    line.texts = [{ ...first, salt: first.salt + first.text[0], text: first.text.slice(1) }];
    expect(await verdict(text([...lines.with(1, canonical(line)), '']))).toMatchObject({
      is: 'altered',
      line: 2,
    });
  });

  it('a text that no event refers to is seen', async () => {
    const line = JSON.parse(lines[0] as string) as EventLine;
    line.texts = (JSON.parse(lines[1] as string) as EventLine).texts;
    expect(await verdict(text([...lines.with(0, canonical(line)), '']))).toMatchObject({
      is: 'altered',
      line: 1,
    });
  });

  it('two assemblies in one file are seen, even when the chain holds', async () => {
    const e = {
      assembly: 'a',
      seq: 1,
      at: '2026-11-23T09:00:00.000Z',
      name: 'AssemblyOpened',
      v: 1,
      data: {},
    };
    const one = { ...e, hash: chainHash(genesis, e), texts: [] };
    const two = { ...one, assembly: 'b', seq: 2, hash: chainHash(one.hash, { ...e, assembly: 'b', seq: 2 }) };
    const end = { assembly: 'b', events: 2, head: two.hash };
    const all = [one, two, end].map(canonical);
    expect(await verdict(text([...all, '']))).toMatchObject({ is: 'altered', line: 2 });
  });
});

describe('npm run verify', () => {
  const dir = mkdtempSync(join(tmpdir(), 'verify-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  const run = (content: string | Uint8Array | null) => {
    const file = join(dir, 'export.ndjson');
    rmSync(file, { force: true });
    if (content !== null) writeFileSync(file, content);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/verify.ts', file], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr, file };
  };

  it('says OK with the number of events and the whole head', () => {
    expect(run(short)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^OK 7 events head [0-9a-f]{64}\n$/),
    });
  });

  it('says which line is altered', () => {
    const altered = short.toString('utf8').replace('l’eau', 'l’air');
    expect(run(altered)).toMatchObject({ status: 1, stdout: 'ALTERED line 4 seq 4 ObjectionRaised\n' });
  });

  it.each([
    ['a missing file', null, 'can’t be read'],
    ['an empty file', '', 'is empty'],
    ['another kind of file', 'Procès-verbal\nde la plénière\n', 'is not an export'],
    ['JSON of something else', '{"a":1}\n{"b":2}\n', 'is not an export'],
  ])('says that %s is no export, and names it', (_, content, words) => {
    const { status, stdout, stderr, file } = run(content);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr).toContain(file);
  });
});

async function exported(rounds: number): Promise<Buffer> {
  const lines = await Array.fromAsync(exportLines(readsOf(history(rounds)), assembly));
  return text([...lines, '']);
}

function verdict(bytes: Uint8Array): Promise<Verdict> {
  return verifyExport(
    (async function* () {
      yield bytes;
    })(),
  );
}

function text(lines: string[]): Buffer {
  return Buffer.from(lines.join('\n'));
}

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  return Uint8Array.from(bytes).fill(value, at, at + 1);
}

function removed(bytes: Uint8Array, at: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
}

function inserted(bytes: Uint8Array, at: number, value: number): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), Uint8Array.of(value), bytes.subarray(at)]);
}
