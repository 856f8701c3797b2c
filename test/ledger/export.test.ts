// The export: complete, in order, the same bytes for the same history, and never more than was asked for.

import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/app/chain.ts';
import { type EventLine, exportLines } from '../../src/ledger/export-format.ts';
import { assembly, history, readsOf } from './history.ts';

describe('the export of an assembly', () => {
  it('tells the whole history with the words that were used, then its length and head', async () => {
    const past = history(2);
    const lines = await Array.fromAsync(exportLines(readsOf(past), assembly));
    const events = lines.slice(0, -1).map((line) => JSON.parse(line) as EventLine);

    expect(events.map((e) => e.seq)).toEqual(past.events.map((e) => e.seq));
    expect(events[2]?.texts.map((t) => t.text)).toEqual([
      'Jardin nº 1',
      'Un potager\nd’hiver 🌱, "partagé" avec l’école \\ la crèche',
    ]);
    expect(events[0]?.texts).toEqual([]);
    expect(lines.at(-1)).toBe(`{"assembly":"colignon","events":12,"head":"${past.events.at(-1)?.hash}"}`);
  });

  it('writes every line in canonical form', async () => {
    for await (const line of exportLines(readsOf(history(2)), assembly)) {
      expect(line).toBe(canonical(JSON.parse(line)));
    }
  });

  it('leaves an erased text out and keeps its event', async () => {
    const past = history(1);
    const title = past.contents[1]?.id as string;
    const lines = await Array.fromAsync(exportLines(readsOf(past, [title]), assembly));
    const submitted = JSON.parse(lines[2] as string) as EventLine;

    expect(submitted.texts.map((t) => t.id)).not.toContain(title);
    expect(submitted.texts).toHaveLength(1);
    expect(JSON.stringify(submitted.data)).toContain(title);
  });

  it('shows the moment it was asked for, whatever is added while it is read', async () => {
    const past = history(1);
    const lines: string[] = [];
    for await (const line of exportLines(readsOf(past), assembly)) {
      lines.push(line);
      past.events.push(...history(3).events.slice(past.events.length));
    }
    expect(lines).toHaveLength(8);
    expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ events: 7 });
  });

  it('reads a long history a page at a time', async () => {
    const past = history(250);
    const reads = readsOf(past);
    const asked: number[] = [];
    const events: typeof reads.events = (name, after, limit) => {
      asked.push(limit);
      return reads.events(name, after, limit);
    };
    const lines = await Array.fromAsync(exportLines({ ...reads, events }, assembly));
    expect(lines).toHaveLength(1253);
    expect(asked).toEqual([500, 500, 252]);
  });

  it('refuses an assembly that does not exist', async () => {
    await expect(Array.fromAsync(exportLines(readsOf(history(1)), 'nowhere'))).rejects.toThrow('nowhere');
  });
});
