// What the benches do to an assembly: a large but believable one, and objections spread over it.

import { setTimeout as pause } from 'node:timers/promises';
import { type Act, Clients } from './clients.ts';
import type { Service } from './service.ts';

const calls = 8;
const proposalsPerCall = 25;
const institutions = 100;
const peoplePerInstitution = 2;
/** The assembly of the benches: 200 open proposals in 8 calls, 200 people of 100 institutions. */
export const proposals = calls * proposalsPerCall;
export const people = institutions * peoplePerInstitution;
export const room = 'sandbox:local:salon';
/** So many at once prepare an assembly; how many don't matter to what is measured. */
const preparing = 20;

const summary =
  'Chaque mercredi après-midi, une assistante sociale et une infirmière reçoivent sans rendez-vous les ' +
  'habitant·e·s du quartier qui n’osent pas pousser la porte d’un service. Le local est prêté par la commune.';
const reason =
  'Le public visé est déjà accueilli le même jour par deux autres services du quartier, qui n’ont pas été ' +
  'consultés ; nous craignons que l’action disperse les moyens au lieu de les réunir.';
const remedy =
  'Une rencontre avec les deux services, et un autre jour de permanence, suffiraient à lever notre objection.';

/** Furnishes the empty store of a service, and waits until every message of it has left. */
export async function furnish(service: Service): Promise<void> {
  const clients = new Clients(service.port, preparing);
  await clients.post('/dev/v1/reset', { charter: 'essai-2026', data: 'empty' });
  const as = { person: 'referente', institution: null };
  await clients.send(
    range(institutions).map((n) => ({
      deliveryId: `institution-${n}`,
      as,
      room,
      action: 'institution.register',
      values: { name: `Association du quartier n° ${n + 1}`, legalForm: 'asbl' },
    })),
  );
  const closesAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
  await clients.send(
    range(calls).map((n) => ({
      deliveryId: `call-${n}`,
      as,
      room,
      action: 'call.open',
      values: { title: `Propositions d’actions, volet ${n + 1}`, closesAt },
    })),
  );
  await clients.send(
    range(proposals).map((n) => ({
      deliveryId: `proposal-${n}`,
      as: somebody(n),
      room,
      action: 'proposal.submit',
      target: `C${Math.floor(n / proposalsPerCall) + 1}`,
      values: { title: `Permanence sociale n° ${n + 1}`, summary, amount: 12_500 },
    })),
  );
  clients.close();
  await quiet(service);
}

/**
 * Objections in the order in which they are raised: proposals in turn, each time by other people, so that
 * after `count` of them every proposal has `count / 200`.
 */
export function objections(count: number): Act[] {
  if (count > proposals * 60) throw new Error('no proposal has more than 60 objections');
  return range(count).map((n) => {
    const proposal = n % proposals;
    const turn = Math.floor(n / proposals);
    return {
      deliveryId: `objection-${n}`,
      as: somebody((proposal + 1 + turn * 3) % people),
      room,
      action: 'objection.raise',
      target: `P${proposal + 1}`,
      values: { reason: `${reason} (${n})`, remedy },
    };
  });
}

/** Waits until no message of the service waits any more; answers with the seconds it took. */
export async function quiet(service: Service): Promise<number> {
  const begin = performance.now();
  for (;;) {
    const { letters } = (await (await fetch(`${service.url}/health`)).json()) as {
      letters: { pending: number; sending: number };
    };
    if (letters.pending + letters.sending === 0) return (performance.now() - begin) / 1_000;
    await pause(50);
  }
}

function somebody(n: number): { person: string; institution: string } {
  return { person: `personne-${n}`, institution: `I${(n % institutions) + 1}` };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
