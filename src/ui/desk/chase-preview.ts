// What a chase would say, and to how many, before anything is sent.

import { isRunning } from '../../domain/calling.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { owed } from '../../domain/reminders.ts';
import { typedText } from '../../domain/text.ts';
import type { Card } from '../card.ts';
import type { Reader } from '../form-readers.ts';
import { reminder } from '../letters/calls.ts';
import { Telling } from '../letters/telling.ts';
import type { Scene } from '../scene.ts';
import type { Translator } from '../translator.ts';
import { shown } from '../views/words.ts';

export interface ChasePreview {
  /** As the first of those who owe an answer will read it, in the language of whoever looks. */
  card: Card;
  institutions: string[];
  persons: number;
}

/** Refuses `rights.coordinator-only`, `call.unknown`, `chase.nobody`. Changes nothing. */
export async function chasePreview(
  scene: Scene,
  reader: Reader,
  t: Translator,
  { call: ref, words }: { call: string; words: string },
  now: string,
): Promise<ChasePreview | Refusal> {
  if (!reader.coordinates || reader.person === null) return refuse('rights.coordinator-only');
  const call = await scene.find('call', ref);
  if (!call || !isRunning(call)) return refuse('call.unknown', { params: { call: ref } });
  const all = owed(now, await scene.owing(call));
  const [first] = all;
  if (!first) return refuse('chase.nobody', { params: { call: ref } });
  const institutions = await Promise.all(
    all.map(async ({ institution }) => shown(t, await scene.institution(institution))),
  );
  const letter = { subject: 'preview', room: first.persons[0] ?? '', params: { call: ref } };
  const x = new Telling(scene, letter, t, now);
  const head = t('writes-to-you', { who: await x.who({ person: reader.person, institution: null }) });
  const card = await reminder(x, { type: 'quote', head, lines: [typedText(words)] });
  if (!card) throw new Error('whoever owes an answer has nothing to be reminded of');
  return { card, institutions, persons: new Set(all.flatMap((o) => o.persons)).size };
}
