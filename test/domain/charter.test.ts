import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { articleOf, charterSchema } from '../../src/domain/charter.ts';
import { charter } from '../support/given.ts';

const folder = new URL('../../charters/', import.meta.url);

describe('une charte', () => {
  it.each(readdirSync(folder))('%s can be read, and its name is its id', (file) => {
    const read = charterSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    expect(`${read.id}.json`).toBe(file);
  });

  it('says of each rule which article it comes from, or that it is assumed', () => {
    expect(articleOf(charter, 'silence')).toBe('1');
    expect(articleOf(charter, 'notice')).toBe('assumption');
  });

  it.each(Object.keys(charter.rules))('cannot leave out where the rule « %s » comes from', (name) => {
    const rule = charter.rules[name as keyof typeof charter.rules];
    const unsourced = { ...charter, rules: { ...charter.rules, [name]: { value: rule.value } } };
    expect(charterSchema.safeParse(unsourced).success).toBe(false);
  });

  it('refuses a rule that nobody knows', () => {
    const extra = { ...charter, rules: { ...charter.rules, surprise: charter.rules.silence } };
    expect(charterSchema.safeParse(extra).success).toBe(false);
  });
});
