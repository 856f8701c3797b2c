// What a round of reminders costs: a letter to each of 350 institutions that says what it still owes on 60
// proposals, against as many invitations to the same call, which say the same to everybody.

import { openStore } from '../adapters/prisma/store.ts';
import type { Letter } from '../src/app/letter.ts';
import { pageReads } from '../src/app/page-reads.ts';
import type { Store } from '../src/app/ports.ts';
import type { Mandate } from '../src/domain/people.ts';
import { renderLetter } from '../src/ui/letters.ts';
import { type Act, Clients } from './clients.ts';
import { type Ground, openGround } from './grounds.ts';
import { type Bench, compare, type Line, lineOf, type Settings, type Turn } from './measure.ts';
import { silent } from './quiet-log.ts';
import { startService } from './service.ts';
import { quiet, room } from './workload.ts';

const institutions = 350;
const proposals = 60;
const answersEach = 5;
/** As the outbox takes them while nobody waits. */
const page = 50;
const assembly = 'concertation';
const aim = 20;

export const reminders: Bench = {
  name: 'reminders',
  what: `${institutions} reminders on ${proposals} proposals, rendered, against as many invitations`,
  async run(settings) {
    if (!settings.engines.includes('sqlite')) return [];
    const ground = await openGround('sqlite');
    try {
      await furnish(ground, settings);
      return [await rendered(ground, settings)];
    } finally {
      await ground.leave();
    }
  },
};

async function rendered(ground: Ground, settings: Settings): Promise<Line> {
  const store = await openStore(ground.template, silent);
  try {
    const rows = await store.aggregates(assembly, 'mandate');
    const people = rows.map((row) => (row.doc as Mandate).person);
    const of = (view: string) => () => pages(store, people, view);
    await of('call.reminder')();
    await of('call.invited')();
    const compared = await compare(settings.rounds, of('call.reminder'), of('call.invited'), 'time');
    const about = {
      name: reminders.name,
      engine: 'sqlite' as const,
      load: people.length,
      unit: 'ms',
      base: 'as many invitations',
      aim: `<=${aim}`,
      pass: compared.ratio <= aim,
    };
    return lineOf(about, compared);
  } finally {
    await store.close();
  }
}

/** Renders a letter to each, page by page; the samples are those of one letter. */
async function pages(store: Store, people: readonly string[], view: string): Promise<Turn> {
  const now = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
  const samples: number[] = [];
  let figure = 0;
  for (let from = 0; from < people.length; from += page) {
    const some = people.slice(from, from + page);
    const begin = performance.now();
    const reads = pageReads(store);
    const cards = await Promise.all(some.map((p) => renderLetter(reads, letterTo(p, view), 'fr', now)));
    const took = performance.now() - begin;
    if (cards.includes(null)) throw new Error('somebody owes nothing');
    figure += took;
    samples.push(took / some.length);
  }
  return { figure, samples };
}

function letterTo(person: string, view: string): Letter {
  const key = `${assembly}:${person}:${view}`;
  const place = { assembly, room: person, lane: key, subject: key, key };
  return { ...place, kind: 'private', view, params: { call: 'C1' }, under: null, notBefore: null };
}

/** Everybody has answered five proposals, and owes an answer to the others. */
async function furnish({ template }: Ground, { say }: Settings): Promise<void> {
  say(`${institutions} institutions answer ${answersEach} of ${proposals} proposals each`);
  const service = await startService(template);
  try {
    await service.ready();
    const clients = new Clients(service.port, 20);
    await clients.post('/dev/v1/reset', { charter: 'essai-2026', data: 'empty' });
    const by = (n: number) => ({ person: `personne-${n}`, institution: `I${n + 1}` });
    const act = (name: string, n: number, as: Act['as'], part: object) => ({
      deliveryId: `${name}-${n}`,
      as,
      room,
      action: name,
      values: {},
      ...part,
    });
    const referente = { person: 'referente', institution: null };
    const each = (count: number) => Array.from({ length: count }, (_, n) => n);
    await clients.send(
      each(institutions).map((n) =>
        act('institution.register', n, referente, {
          values: { name: `Association n° ${n + 1}`, legalForm: 'asbl' },
        }),
      ),
    );
    const closesAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    await clients.send([
      act('call.open', 0, referente, { values: { title: 'Propositions d’actions', closesAt } }),
    ]);
    await clients.send(
      each(proposals).map((n) =>
        act('proposal.submit', n, by(n), {
          target: 'C1',
          values: { title: `Permanence n° ${n + 1}`, summary: 'Le mercredi, sans rendez-vous.' },
        }),
      ),
    );
    await clients.send(
      each(institutions * answersEach).map((n) =>
        act('consent.give', n, by(n % institutions), {
          target: `P${((n % institutions) + Math.floor(n / institutions) * 7 + 1) % proposals || proposals}`,
        }),
      ),
    );
    clients.close();
    await quiet(service);
  } finally {
    await service.stop();
  }
}
