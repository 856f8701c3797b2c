// What a form is about: the thing that its action is done to, and what that is called.

import type { Action, Target } from '../app/actions.ts';
import type { Call } from '../domain/call.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { TextRef } from '../domain/text.ts';
import { mayRead, type Reader } from './form-readers.ts';
import { listOf } from './format.ts';
import type { Scene } from './scene.ts';
import type { Translator } from './translator.ts';
import { shown } from './views/words.ts';

/**
 * What a target is called in the introduction of its form. What the reader may not read, and what doesn’t
 * exist, is called as it was typed.
 */
export async function titleOf(
  scene: Scene,
  t: Translator,
  action: Action,
  target: string,
  reader: Reader,
): Promise<string> {
  return (action.target && (await titles[action.target](scene, t, target, reader))) ?? target;
}

type TitleOf = (scene: Scene, t: Translator, id: string, reader: Reader) => Promise<string | undefined>;

const titles: Record<Target, TitleOf> = {
  async call(scene, t, id, reader) {
    const call = await scene.find('call', id);
    if (!call || (call.status === 'draft' && !reader.coordinates)) return undefined;
    return shown(t, await scene.words(call.title));
  },
  async proposal(scene, t, id, reader) {
    const proposal = await scene.find('proposal', id);
    if (!proposal || !(await mayRead(scene, proposal, reader))) return undefined;
    return shown(t, await scene.words(proposal.title));
  },
  async objection(scene, t, id, reader) {
    const objection = await scene.find('objection', id);
    return objection && titles.proposal(scene, t, objection.proposal, reader);
  },
  async concern(scene, t, id) {
    const concern = await scene.find('concern', id);
    return concern?.reason ? excerpt(scene, t, concern.reason) : undefined;
  },
  async question(scene, t, id) {
    const question = await scene.find('question', id);
    return question && excerpt(scene, t, question.text);
  },
  async institution(scene, t, id) {
    const institution = await scene.find('institution', id);
    return institution && shown(t, await scene.words(institution.name));
  },
  async mandate(scene, t, id) {
    const mandate = await scene.find('mandate', id);
    return mandate && personName(scene, t, mandate.person, mandate.institution);
  },
  async competition(scene, t, id) {
    const competition = await scene.find('competition', id);
    return competition && proposalNames(scene, t, competition.proposals);
  },
  async merge(scene, t, id) {
    const merge = await scene.find('merge', id);
    return merge && proposalNames(scene, t, [merge.into, merge.from]);
  },
  async meeting(scene, t, id) {
    const meeting = await scene.find('meeting', id);
    return meeting && proposalNames(scene, t, meeting.agenda);
  },
  async chase(scene, t, id, reader) {
    const chase = await scene.find('chase', id);
    return chase && titles.call(scene, t, chase.call, reader);
  },
  async need(scene, t, id) {
    const need = await scene.find('need', id);
    return need && excerpt(scene, t, need.text);
  },
  async talk(scene, t, id, reader) {
    const talk = reader.coordinates ? await scene.find('talk', id) : undefined;
    return talk && personName(scene, t, talk.author.person, talk.author.institution);
  },
};

/** The proposal that an action concerns, where it concerns one, and its call. */
export async function concerned(
  scene: Scene,
  action: Action,
  target: string,
): Promise<{ proposal?: Proposal; call?: Call }> {
  if (action.target === 'call') {
    const call = await scene.find('call', target);
    return call ? { call } : {};
  }
  const objection = action.target === 'objection' ? await scene.find('objection', target) : undefined;
  const named = action.target === 'proposal' ? target : objection?.proposal;
  const proposal = named === undefined ? undefined : await scene.find('proposal', named);
  return proposal ? { proposal, call: await scene.must('call', proposal.call) } : {};
}

/** 'Yasmina Bouzid (Maison médicale L’Orme)'; the name alone where they speak for nobody. */
export async function personName(
  scene: Scene,
  t: Translator,
  id: string,
  institution: string | null,
): Promise<string> {
  const person = (await scene.speaker({ person: id, institution: null })).person ?? t('unnamed');
  if (institution === null) return person;
  return t('someone.of', { person, institution: shown(t, await scene.institution(institution)) });
}

async function proposalNames(scene: Scene, t: Translator, ids: readonly string[]): Promise<string> {
  const states = await Promise.all(ids.map((id) => scene.must('proposal', id)));
  const texts = await scene.texts(states.map((p) => p.title));
  return listOf(
    t,
    states.map((p) => t('proposal.title', { ref: p.id, title: shown(t, texts.get(p.title.id) ?? null) })),
  );
}

/** The beginning of somebody’s words, enough to recognise them by. */
async function excerpt(scene: Scene, t: Translator, ref: TextRef): Promise<string> {
  const words = [...shown(t, await scene.words(ref)).replaceAll(/\s+/gu, ' ')];
  return words.length > excerptLength ? `${words.slice(0, excerptLength).join('')}…` : words.join('');
}

const excerptLength = 120;
