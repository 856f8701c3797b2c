// The data sets with which a room can be furnished: files of the project, of fictional people and institutions.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Lang, legalForms } from '../../src/domain/people.ts';
import { type Refusal, refuse } from '../../src/domain/refusal.ts';

const root = new URL('../../', import.meta.url);

const someone = z.strictObject({ person: z.string(), name: z.string(), lang: z.enum(['fr', 'nl', 'en']) });
const dataSchema = z.strictObject({
  room: z.string(),
  lang: z.enum(['fr', 'nl', 'en']),
  coordinators: z.array(someone),
  deputies: z.array(someone),
  others: z.array(someone),
  institutions: z.array(
    z.strictObject({
      name: z.string(),
      legalForm: z.enum(legalForms),
      sectors: z.array(z.string()),
      rooted: z.boolean().nullable(),
      soundAccounts: z.boolean().nullable(),
      people: z.array(someone),
    }),
  ),
  call: z
    .strictObject({
      by: z.string(),
      title: z.string(),
      openFor: z.string(),
      frame: z.string(),
      fund: z.string(),
      objectives: z.string(),
      proposals: z.array(
        z.strictObject({
          by: z.string(),
          title: z.string(),
          summary: z.string(),
          amount: z.string(),
          partners: z.string(),
          objectives: z.string(),
        }),
      ),
    })
    .nullable(),
});
export type Furnishings = z.infer<typeof dataSchema>;

/** Refuses `data.unknown`. */
export async function readData(name: string): Promise<Furnishings | Refusal> {
  const file = Object.hasOwn(dataFiles, name) ? dataFiles[name] : undefined;
  if (file === undefined) return refuse('data.unknown', { field: 'data', params: { data: name } });
  const text = await readFile(new URL(`data/colignon/${file}`, root), 'utf8');
  const data = dataSchema.parse(JSON.parse(text));
  return name === 'empty' ? { ...data, institutions: [], others: [], call: null } : data;
}

const dataFiles: Record<string, string> = {
  empty: 'demo.json',
  colignon: 'demo.json',
  members: 'members.json',
  nothing: 'demo.json',
};

/** Everybody in one language. */
export function allIn(data: Furnishings, lang: Lang): Furnishings {
  const inLang = <T extends { lang: Lang }>(people: T[]) => people.map((someone) => ({ ...someone, lang }));
  return {
    ...data,
    lang,
    coordinators: inLang(data.coordinators),
    deputies: inLang(data.deputies),
    others: inLang(data.others),
    institutions: data.institutions.map((i) => ({ ...i, people: inLang(i.people) })),
  };
}
