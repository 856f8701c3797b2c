// Who takes part: institutions, who speaks for them, who runs the process.

import { coordination } from '../../domain/assembly.ts';
import { type Institution, type Mandate, speaks } from '../../domain/people.ts';
import type { Block, Button, Card } from '../card.ts';
import { commandOf, importing, type TypedBefore } from '../command-table.ts';
import type { Reader } from '../form-readers.ts';
import { listOf } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { button, folded, shown, text } from '../views/words.ts';

/** How many institutions are shown one by one, each with what can be done there. */
const mostApart = 5;

/**
 * For everybody; names as their owners gave them. Whoever coordinates finds there what they can do: for all,
 * and for each institution once part of its name, or its reference, is typed.
 *
 * @param about what was typed after the word; '' for all
 * @param typedBefore what stands before a word here
 */
export async function membersCards(
  scene: Scene,
  reader: Reader,
  t: Translator,
  now: string,
  about: string,
  typedBefore: TypedBefore,
): Promise<Card[]> {
  const all = (await scene.list('institution')).filter((i) => i.status === 'present');
  const named = await Promise.all(
    all.map(async (state) => ({ state, name: shown(t, await scene.words(state.name)) })),
  );
  const meant = about.trim() === '' ? [] : named.filter((i) => isMeant(i, about));
  const mandates = (await scene.list('mandate')).filter(speaks);
  if (meant.length > 0 && meant.length <= mostApart)
    return Promise.all(meant.map((i) => institutionCard(scene, reader, t, i, mandates)));
  const shownHere = meant.length > 0 ? meant : named;
  const blocks: Block[] = [];
  for (const i of shownHere) {
    blocks.push(...folded(headOf(i), [await institutionBlock(scene, t, i, mandates)]));
  }
  const runners = await Promise.all(
    coordination(scene.assembly, now).map(async (p) => (await scene.person(p)) ?? t('unnamed')),
  );
  const command = `${typedBefore('members')}${commandOf('members').names[t.lang][0]} ${shownHere[0]?.name ?? ''}`;
  const how = reader.coordinates && shownHere.length > 0 ? [text(t('members.change', { command }))] : [];
  return [
    {
      subject: 'members',
      lang: t.lang,
      title: t('members.title'),
      status: null,
      blocks: [
        { type: 'fact', label: t('members.coordination'), value: listOf(t, runners) },
        ...how,
        text(t('members.count', { n: shownHere.length })),
        ...blocks,
      ],
      buttons: reader.coordinates ? forAll.map((action) => button(t, action, '')) : [],
    },
  ];
}

const forAll = ['institution.register', 'person.admit', 'coordinator.appoint', 'coordinator.release'];

/**
 * The same cards, where the platform lets one choose its own people and takes files: with the ways to bring many in
 * at once, for whoever coordinates.
 */
export async function withManyAtOnce(
  cards: readonly Card[],
  scene: Scene,
  reader: Reader,
  t: Translator,
): Promise<Card[]> {
  if (!reader.coordinates) return [...cards];
  const present = (await scene.list('institution')).some((i) => i.status === 'present');
  const ways: Button[] = [
    ...(present ? [button(t, 'members.admit', '')] : []),
    { action: importing, target: '', label: t('page.import'), style: 'plain' },
  ];
  return cards.map((card) =>
    card.subject === 'members' ? { ...card, buttons: [...card.buttons, ...ways] } : card,
  );
}

interface Named {
  state: Institution;
  name: string;
}

/** Its reference, or part of its name, whatever its accents and capitals. */
function isMeant({ state, name }: Named, about: string): boolean {
  return plain(state.id) === plain(about) || plain(name).includes(plain(about));
}

function plain(words: string): string {
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

async function institutionCard(
  scene: Scene,
  reader: Reader,
  t: Translator,
  named: Named,
  mandates: Mandate[],
): Promise<Card> {
  const { id } = named.state;
  const buttons: Button[] = [];
  if (reader.coordinates) {
    buttons.push(button(t, 'institution.describe', id));
    for (const m of mandates.filter((m) => m.institution === id)) {
      const person = (await scene.person(m.person)) ?? t('unnamed');
      buttons.push({ ...button(t, 'mandate.end', m.id), label: t('members.end', { person }) });
    }
  }
  const blocks = [await institutionBlock(scene, t, named, mandates)];
  return { subject: `members:${id}`, lang: t.lang, title: '', status: null, blocks, buttons };
}

async function institutionBlock(
  scene: Scene,
  t: Translator,
  { state, name }: Named,
  mandates: Mandate[],
): Promise<Block> {
  const people = await Promise.all(
    mandates
      .filter((m) => m.institution === state.id)
      .map(async (m) => {
        const person = (await scene.person(m.person)) ?? t('unnamed');
        return m.status === 'confirmed' ? person : t('members.claimed', { person });
      }),
  );
  const spoken = people.length > 0 ? listOf(t, people) : t('members.nobody');
  return { type: 'quote', head: headOf({ state, name }), lines: [profileLine(t, state), spoken] };
}

function headOf({ state, name }: Named): string {
  return `${state.id} · ${name}`;
}

function profileLine(t: Translator, institution: Institution): string {
  const parts = [t('members.form', { form: t(`legalForm.${institution.legalForm}`) })];
  parts.push(
    institution.sectors.length > 0
      ? t('members.sectors', {
          sectors: listOf(
            t,
            institution.sectors.map((s) => sectorWord(t, s)),
          ),
        })
      : t('members.sectors.unknown'),
  );
  if (institution.rooted === true) parts.push(t('members.rooted'));
  if (institution.votesWith !== null) parts.push(t('members.votes-with', { ref: institution.votesWith }));
  if (institution.signedAt !== null) parts.push(t('members.signed'));
  return `${parts.join(' ; ')}.`;
}

function sectorWord(t: Translator, sector: string): string {
  if (sector === 'social' || sector === 'health') return t(`sector.${sector}`);
  return sector;
}
