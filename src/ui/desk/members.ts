// Who takes part: institutions, who speaks for them, who runs the process.

import { coordination } from '../../domain/assembly.ts';
import { type Institution, speaks } from '../../domain/people.ts';
import type { Block, Card } from '../card.ts';
import { listOf } from '../format.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { shown } from '../views/words.ts';

/** For everybody; names as their owners gave them. */
export async function membersCard(scene: Scene, t: Translator, now: string): Promise<Card> {
  const institutions = (await scene.list('institution')).filter((i) => i.status === 'present');
  const mandates = (await scene.list('mandate')).filter(speaks);
  const runners = coordination(scene.assembly, now);
  const names = async (persons: string[]) =>
    listOf(t, await Promise.all(persons.map(async (p) => (await scene.person(p)) ?? t('unnamed'))));
  const blocks: Block[] = [
    { type: 'fact', label: t('members.coordination'), value: await names(runners) },
    { type: 'text', text: t('members.count', { n: institutions.length }) },
  ];
  for (const institution of institutions) {
    const theirs = mandates.filter((m) => m.institution === institution.id);
    const people = await Promise.all(
      theirs.map(async (m) => {
        const person = (await scene.person(m.person)) ?? t('unnamed');
        return m.status === 'confirmed' ? person : t('members.claimed', { person });
      }),
    );
    const spoken = people.length > 0 ? listOf(t, people) : t('members.nobody');
    const head = `${institution.id} · ${shown(t, await scene.words(institution.name))}`;
    blocks.push({ type: 'quote', head, lines: [profileLine(t, institution), spoken] });
  }
  return { subject: 'members', lang: t.lang, title: t('members.title'), status: null, blocks, buttons: [] };
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
