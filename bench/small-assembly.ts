// A small assembly with one open call and one proposal, made through the executor as anything is.

import { readFile } from 'node:fs/promises';
import { genesis, textDigest } from '../src/app/chain.ts';
import type { Executor } from '../src/app/execute.ts';
import { randomIds } from '../src/app/ids.ts';
import type { Job } from '../src/app/job.ts';
import type { Content, Store } from '../src/app/ports.ts';
import { newAssembly } from '../src/domain/assembly.ts';
import { charterSchema } from '../src/domain/charter.ts';
import type { Command } from '../src/domain/commands.ts';
import { isRefusal } from '../src/domain/refusal.ts';

const charterFile = new URL('../charters/essai-2026.json', import.meta.url);
const charter = charterSchema.parse(JSON.parse(await readFile(charterFile, 'utf8')));

export interface SmallAssembly {
  store: Store;
  executor: Executor;
  id: string;
  /** The instant at which everything happens, and that at which the call closes. */
  now: string;
  closesAt: string;
  /** Where it lives: in the local room, where nothing else is said. */
  place?: { platform: string; tenant: string; channel: string };
  /** How many institutions know of the call, the first of which carries the proposal; one, if nothing else is said. */
  institutions?: number;
}

export async function openSmallAssembly({
  store,
  executor,
  id,
  now,
  closesAt,
  place = { platform: 'sandbox', tenant: 'local', channel: id },
  institutions = 1,
}: SmallAssembly): Promise<void> {
  const coordinator = randomIds.uuid();
  await store.transact((tx) =>
    tx.write({
      heads: [{ assembly: id, seq: 0, hash: genesis, doc: newAssembly(id) }],
      events: [],
      contents: [],
      receipts: [],
      aggregates: [],
      persons: [{ id: coordinator, name: 'Claire', lang: 'fr' }],
      identities: [
        { platform: 'sandbox', tenant: 'local', externalId: id, person: coordinator, linkedAt: null },
      ],
      joined: [],
      timersSet: [],
      timersDone: [],
      letters: [],
      handed: [],
      at: now,
    }),
  );
  let steps = 0;
  const run = async (command: Command, source: Job['source']) => {
    const end = await executor.execute({
      assembly: id,
      at: now,
      delivery: `step-${++steps}`,
      commands: [command],
      source,
    });
    if (isRefusal(end)) throw new Error(`${command.type} was refused: ${end.refused}`);
  };
  const act = (command: Command, contents: Content[], institution: string | null = null) =>
    run(command, {
      kind: 'person',
      contents,
      ids: randomIds,
      action: 'setup',
      behalf: null,
      who: {
        platform: 'sandbox',
        tenant: 'local',
        externalId: id,
        newPerson: coordinator,
        name: null,
        lang: null,
        institution,
      },
    });
  const words = (text: string) => {
    const content: Content = {
      id: randomIds.uuid(),
      assembly: id,
      author: null,
      salt: randomIds.salt(),
      text,
    };
    return { content, ref: { id: content.id, sha256: textDigest(content.salt ?? '', text) } };
  };
  const [title, project, summary] = [
    words('Propositions d’actions de l’automne'),
    words('Permanence sociale du mercredi'),
    words('Chaque mercredi après-midi, une assistante sociale reçoit sans rendez-vous.'),
  ] as const;

  const setup = { kind: 'setup' } as const;
  await run(
    { type: 'OpenAssembly', charter, assumptions: [], coordinators: [coordinator], deputies: [] },
    setup,
  );
  await run({ type: 'OpenRoom', ...place, lang: 'fr', by: null }, setup);
  const unknown = { contact: null, sectors: [], rooted: null, soundAccounts: null, votesWith: null };
  for (let n = 0; n < institutions; n++) {
    const name = words(n === 0 ? 'Maison des Trois Tilleuls' : `Association du quartier n° ${n}`);
    const institution = { name: name.ref, legalForm: 'asbl' as const, ...unknown };
    await act({ type: 'RegisterInstitution', ...institution }, [name.content]);
  }
  const open = {
    frame: null,
    fund: null,
    frameEndsAt: null,
    objectives: [],
    criteria: [],
    proposalsUntil: null,
  };
  await act({ type: 'OpenCall', title: title.ref, closesAt, ...open }, [title.content]);
  const said = { title: project.ref, summary: summary.ref };
  const content = { ...said, amount: 1_250_000, carrierShare: null, partners: [] };
  const proposal = { call: 'C1', content, objectives: [] };
  await act({ type: 'SubmitProposal', ...proposal }, [project.content, summary.content], 'I1');
}
