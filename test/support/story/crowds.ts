// Worst-case content: as many institutions, and as many objections, as a group may have at once.

import type { Application } from '../../../src/app/application.ts';
import { importFile } from '../../../src/importing/import-file.ts';
import type { Figure, Place } from './cast.ts';

/** 350 institutions, with the longest names that may be: 'Association 001 des voisin·e·s …'. @param by coordinates */
export async function manyInstitutions(
  app: Application,
  { platform, tenant }: Pick<Place, 'platform' | 'tenant'>,
  { user }: Figure,
  now: string,
): Promise<void> {
  const rows = Array.from({ length: 350 }, (_, i) => `${associationNamed(i)};asbl;social`);
  const end = await importFile(app, {
    assembly: 'concertation',
    bytes: new TextEncoder().encode(['Nom;Forme juridique;Secteurs', ...rows].join('\n')),
    name: 'institutions.csv',
    call: null,
    deliveryId: 'crowd',
    receivedAt: now,
    as: { platform, tenant, externalId: user.id, name: user.name },
    lang: 'fr',
  });
  if (!('made' in end)) throw new Error(JSON.stringify(end));
}

export function associationNamed(i: number): string {
  return `Association ${`${i}`.padStart(3, '0')} ${'des voisin·e·s du quartier '.repeat(3)}`.trim();
}

/** Of as many people, with grounds of nearly a thousand characters: 'Raison 1 : …', 'Remède 1.' */
export async function manyObjections(
  service: { app: Application; now(): string; settled(): Promise<void> },
  { platform, tenant }: Pick<Place, 'platform' | 'tenant'>,
  room: string,
  people: readonly Figure[],
): Promise<void> {
  for (const [at, { user }] of people.entries()) {
    const i = at + 1;
    const end = await service.app.submit({
      deliveryId: `o${i}`,
      receivedAt: service.now(),
      as: { platform, tenant, externalId: user.id, name: user.globalName ?? user.name },
      institution: null,
      room,
      action: 'objection.raise',
      target: 'P1',
      values: {
        reason: `Raison ${i} : ${'les enfants, les aîné·e·s, tout le quartier. '.repeat(20)}`,
        remedy: `Remède ${i}.`,
      },
      lang: 'fr',
    });
    if (!('refs' in end)) throw new Error(JSON.stringify(end));
  }
  await service.settled();
}
