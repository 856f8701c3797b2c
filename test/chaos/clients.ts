// The people of a round: each does what the plan says, one thing after another, asks again until answered,
// and writes down every acceptance.

import { setTimeout as pause } from 'node:timers/promises';
import type { Acked } from './artefacts.ts';
import type { ClientPlan, Step } from './plan.ts';
import type { Delivery, Outcome, Persona, Sandbox } from './sandbox.ts';

interface KnownObjection {
  id: string;
  proposal: string;
  by: { person: string; institution: string | null };
  ended: boolean;
}

/** What the people of a round know, from the room and from the answers that they got. */
export class Told {
  readonly acked: Acked[];
  refused = 0;
  readonly people: Persona[];
  readonly calls: string[];
  readonly proposals: string[];
  readonly objections: KnownObjection[] = [];
  readonly room: string | null;

  constructor(opening: {
    acked: Acked;
    people: Persona[];
    calls: string[];
    proposals: string[];
    room: string | null;
  }) {
    this.acked = [opening.acked];
    this.people = opening.people;
    this.calls = opening.calls;
    this.proposals = [...opening.proposals];
    this.room = opening.room;
  }

  note(delivery: Delivery, outcome: Outcome): void {
    if (outcome.result === 'refused') {
      this.refused += 1;
      return;
    }
    const { deliveryId, action, target, values } = delivery;
    const { refs, events, replayed } = outcome;
    this.acked.push({ deliveryId, action, target, ...delivery.as, values, refs, events, replayed });
    const { objection, proposal } = refs;
    if (action === 'proposal.submit' && proposal && !this.proposals.includes(proposal))
      this.proposals.push(proposal);
    if (action === 'objection.raise' && objection && proposal) this.#raised(objection, proposal, delivery.as);
    if (action === 'objection.lift' || action === 'objection.withdraw') {
      for (const o of this.objections) if (o.id === target) o.ended = true;
    }
  }

  standing(): KnownObjection[] {
    return this.objections.filter((o) => !o.ended);
  }

  #raised(id: string, proposal: string, by: KnownObjection['by']): void {
    if (!this.objections.some((o) => o.id === id)) this.objections.push({ id, proposal, by, ended: false });
  }
}

/** Does everything that one person has planned. */
export async function play(plan: ClientPlan, told: Told, sandbox: Sandbox): Promise<void> {
  const as = personOf(plan, told);
  for (const [i, step] of plan.steps.entries()) {
    if (step.thinks > 0) await pause(step.thinks);
    const act = actOf(step, as, told);
    await submit(
      { deliveryId: `${plan.name}-s${i + 1}`, as, room: told.room, lang: 'fr', ...act },
      step,
      told,
      sandbox,
    );
  }
}

/** Lifts one objection in the name of its author. */
export async function lift(o: KnownObjection, name: string, told: Told, sandbox: Sandbox): Promise<void> {
  const delivery: Delivery = {
    deliveryId: name,
    as: o.by,
    room: told.room,
    action: 'objection.lift',
    target: o.id,
    values: { words: `${name} C’est réglé.` },
    lang: 'fr',
  };
  told.note(delivery, await sandbox.act(delivery));
}

async function submit(delivery: Delivery, step: Step, told: Told, sandbox: Sandbox): Promise<void> {
  const send = async (what: Delivery) => told.note(what, await sandbox.act(what));
  if (step.repeat === 'at-once') {
    await Promise.all([send(delivery), send(delivery)]);
    return;
  }
  await send(delivery);
  if (step.repeat === 'after') await send(delivery);
  if (step.repeat === 'elsewhere')
    await send({ ...delivery, as: { person: 'someone-else', institution: null } });
}

/** A passer-by may claim to speak for an institution; nobody has confirmed it. */
function personOf({ persona, name }: ClientPlan, told: Told): Delivery['as'] {
  const known = told.people[persona];
  if (known) return { person: known.person, institution: known.institution };
  const institutions = [...new Set(told.people.map((p) => p.institution))];
  return { person: `passer-by-${name}`, institution: chosen(institutions, persona) ?? null };
}

type Act = Pick<Delivery, 'action' | 'target' | 'values'>;

function actOf(step: Step, as: Delivery['as'], told: Told): Act {
  const proposal = chosen(told.proposals, step.choice) ?? 'P1';
  const call = chosen(told.calls, step.choice) ?? 'C1';
  const own = told.standing().filter((o) => o.by.person === as.person && o.by.institution === as.institution);
  const objection = (target: string): Act => {
    return { action: 'objection.raise', target, values: { reason: step.words, remedy: step.more } };
  };
  const end = (action: string, target: string): Act => ({ action, target, values: { words: step.words } });
  switch (step.kind) {
    case 'object':
      return objection(proposal);
    case 'object-again':
      return objection(chosen(own, step.choice)?.proposal ?? proposal);
    case 'lift':
    case 'withdraw': {
      const mine = chosen(own, step.choice);
      return mine ? end(`objection.${step.kind}`, mine.id) : objection(proposal);
    }
    case 'lift-foreign': {
      const theirs = told.objections.filter((o) => o.by.person !== as.person);
      return end('objection.lift', chosen(theirs, step.choice)?.id ?? 'O999');
    }
    case 'unknown-target':
      return objection('P999');
    case 'no-right':
      return {
        action: 'institution.register',
        target: null,
        values: { name: step.words?.split('\n')[0] ?? 'Sans droit' },
      };
    case 'missing-value':
      return { action: 'proposal.submit', target: call, values: { title: step.words, summary: '  ' } };
    case 'too-long':
      return { action: 'objection.raise', target: proposal, values: { reason: 'é'.repeat(3001) } };
    case 'propose': {
      const title = `Projet ${step.words?.split('\n')[0] ?? step.choice}`;
      const summary = step.more ?? `Résumé ${step.choice}`;
      const amount = step.choice % 2 ? step.choice * 100 + 0.5 : null;
      return { action: 'proposal.submit', target: call, values: { title, summary, amount } };
    }
  }
}

function chosen<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % Math.max(1, list.length)];
}
