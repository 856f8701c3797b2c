// What a typed word opens for its reader: a form on something, or cards to read.

import { actions } from '../app/actions.ts';
import type { Call } from '../domain/call.ts';
import { assumptionsOf, type RuleName } from '../domain/charter.ts';
import { isLive } from '../domain/proposal.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Button, Card } from './card.ts';
import { type CommandId, opensFor, type TargetKind, type TypedBefore } from './command-table.ts';
import { leadingProposal, parseCommand, withoutReference } from './commands.ts';
import { criteriaCard } from './desk/criteria-card.ts';
import { gridCard } from './desk/grid.ts';
import { mailsCards } from './desk/mails-cards.ts';
import { membersCards } from './desk/members.ts';
import { mineCards } from './desk/mine.ts';
import { ownButtons } from './desk/own-buttons.ts';
import { mayRead, type Reader } from './form-readers.ts';
import type { FormValues } from './form-values.ts';
import { dayDate, localDay } from './format.ts';
import { subjectCard } from './letters.ts';
import type { Scene } from './scene.ts';
import type { MessageKey, Translator } from './translator.ts';
import { type AdoptedBy, charterCard } from './views/charter-card.ts';
import { helpCard, unknownCommandCard } from './views/help-card.ts';
import { needsCard } from './views/needs-card.ts';
import { button, shown } from './views/words.ts';

export type Opened =
  /** `values`: what was typed after the word, in the field that asks for words. */
  | { kind: 'form'; action: string; target: string | null; values: FormValues }
  | { kind: 'cards'; cards: Card[] }
  | { kind: 'refused'; refusal: Refusal };

/**
 * Answers a typed command. Where a form needs something to work on and none, or more than one, is meant, the
 * candidates are shown with their buttons.
 *
 * Refuses `rights.coordinator-only` and the `*.unknown` of a reference that names nothing.
 *
 */
export async function openCommand(
  scene: Scene,
  reader: Reader,
  t: Translator,
  text: string,
  now: string,
  typedBefore: TypedBefore,
): Promise<Opened> {
  const parsed = parseCommand(text, t.lang);
  const role = reader.coordinates ? 'coordinator' : 'partner';
  if (parsed.kind === 'empty') return cards(helpCard(t, role, typedBefore));
  if (parsed.kind === 'unknown') return cards(unknownCommandCard(t, parsed, typedBefore));
  const opens = opensFor(parsed.id, role);
  if (!opens) return { kind: 'refused', refusal: refuse('rights.coordinator-only') };
  const named =
    opens.target && parsed.target && letters[opens.target] === parsed.target[0] ? parsed.target : null;
  if (named && opens.target && !(await visible(scene, reader, opens.target, named)))
    return {
      kind: 'refused',
      refusal: refuse(`${opens.target}.unknown`, { params: { [opens.target]: named } }),
    };
  if (opens.kind === 'view')
    return {
      kind: 'cards',
      cards: await viewed(opens.view, named, parsed.rest, scene, reader, t, now, typedBefore),
    };
  const { action, target, onProposal } = opens;
  const first = onProposal === undefined ? null : leadingProposal(parsed.rest);
  if (onProposal !== undefined && first !== null) {
    if (await visible(scene, reader, 'proposal', first)) return form(onProposal, first, parsed.rest);
    return { kind: 'refused', refusal: refuse('proposal.unknown', { params: { proposal: first } }) };
  }
  if (target === null) return form(action, null, parsed.rest);
  if (named) return form(action, named, parsed.rest);
  const found = await candidates(scene, target, action);
  const [only] = found;
  if (only && found.length === 1) return form(action, only.ref, parsed.rest);
  return cards(choiceCard(t, action, target, found));
}

/** The field that holds what somebody wants to say; undefined where the action asks for no words. */
export function wordsField(action: string): string | undefined {
  return actions.get(action)?.fields.find(({ kind }) => kind === 'long' || kind === 'text')?.name;
}

function form(action: string, target: string | null, rest: string): Opened {
  const field = typedField(action);
  const words = target === null ? rest : withoutReference(rest);
  return {
    kind: 'form',
    action,
    target,
    values: field !== undefined && words !== '' ? { [field]: words } : {},
  };
}

/** The field that takes what stands behind a word: what they want to say, else the one code that is asked for. */
export function typedField(action: string): string | undefined {
  const code = actions.get(action)?.fields.find((field) => field.kind === 'codes' && field.most === 1);
  return wordsField(action) ?? code?.name;
}

const letters = { call: 'C', proposal: 'P', meeting: 'M' } as const;

function cards(...all: Card[]): Opened {
  return { kind: 'cards', cards: all };
}

async function visible(scene: Scene, reader: Reader, kind: TargetKind, ref: string): Promise<boolean> {
  if (kind !== 'proposal') return (await scene.find(kind, ref)) !== undefined;
  const proposal = await scene.find('proposal', ref);
  return proposal !== undefined && mayRead(scene, proposal, reader);
}

async function viewed(
  view: CommandId,
  named: string | null,
  rest: string,
  scene: Scene,
  reader: Reader,
  t: Translator,
  now: string,
  typedBefore: TypedBefore,
): Promise<Card[]> {
  switch (view) {
    case 'me':
      return mineCards(scene, reader, t, now);
    case 'members':
      return membersCards(scene, reader, t, now, rest, typedBefore);
    case 'charter':
      return [await charterInForce(scene, reader, t)];
    case 'needs':
      return [await needsCard(scene, t)];
    case 'mails':
      return mailsCards(scene, t, now);
    case 'proposals':
      return named ? [await proposalFor(scene, reader, named, t, now)] : callCards(scene, t, now);
    case 'criteria':
      return named ? [await criteriaCard(scene, named, t, reader)] : allCriteria(scene, reader, t);
    case 'follow-up': {
      const calls = named ? [await scene.must('call', named)] : await currentCalls(scene);
      const grids = await Promise.all(calls.map((call) => gridCard(scene, call, t, now)));
      if (grids.length > 0) return grids;
      return [
        {
          ...nothing(t, 'nothing.calls'),
          buttons: [button(t, 'call.open', ''), button(t, 'call.draft', '')],
        },
      ];
    }
    default:
      return [helpCard(t, reader.coordinates ? 'coordinator' : 'partner', typedBefore)];
  }
}

/** The card that its room shows, and what only this reader can do to it. */
export async function proposalFor(
  scene: Scene,
  reader: Reader,
  ref: string,
  t: Translator,
  now: string,
): Promise<Card> {
  const card = await subjectCard(scene, ref, t, now);
  const own = await ownButtons(scene, reader, t, await scene.must('proposal', ref));
  const isGiven = own.some(({ action }) => action === 'consent.withdraw');
  const offered = card.buttons.filter(({ action }) => !(isGiven && action === 'consent.give'));
  return { ...card, buttons: [...offered, ...own] };
}

async function charterInForce(scene: Scene, reader: Reader, t: Translator): Promise<Card> {
  const { text, assumptions } = await scene.must('charter', scene.assembly.charter);
  const adopted = new Map<RuleName, AdoptedBy>();
  for (const rule of assumptionsOf(text)) {
    const by = assumptions[rule];
    if (!by) continue;
    const who = (await scene.person(by.by)) ?? t('unnamed');
    const words = by.words && shown(t, await scene.words(by.words));
    adopted.set(rule, { date: dayDate(t, localDay(by.at, text.zone)), who, words });
  }
  return charterCard(t, text, { adopted, mayAdopt: reader.coordinates });
}

/** The calls that run, each with its proposals; that there is none. */
export async function callCards(scene: Scene, t: Translator, now: string): Promise<Card[]> {
  const all = await Promise.all(
    (await currentCalls(scene)).map((call) => subjectCard(scene, call.id, t, now)),
  );
  return all.length > 0 ? all : [nothing(t, 'nothing.calls')];
}

async function allCriteria(scene: Scene, reader: Reader, t: Translator): Promise<Card[]> {
  const live = (await scene.list('proposal')).filter(isLive);
  if (live.length === 0) return [nothing(t, 'nothing.proposals')];
  return Promise.all(live.map((p) => criteriaCard(scene, p.id, t, reader)));
}

/** Those that run; when none does, the last one. */
async function currentCalls(scene: Scene): Promise<Call[]> {
  const opened = (await scene.list('call')).filter((c) => c.status !== 'draft' && c.status !== 'dropped');
  const running = opened.filter((c) => c.status !== 'closed');
  return running.length > 0 ? running : opened.slice(-1);
}

interface Candidate {
  ref: string;
  name: string;
}

/** What a command may be about, and what each is called. */
export async function candidates(scene: Scene, kind: TargetKind, action: string): Promise<Candidate[]> {
  switch (kind) {
    case 'call': {
      const open = (await scene.list('call')).filter((c) =>
        action === 'proposal.submit'
          ? c.status === 'collecting'
          : c.status === 'collecting' || c.status === 'reviewing',
      );
      return Promise.all(open.map(async (c) => ({ ref: c.id, name: (await scene.words(c.title)) ?? '' })));
    }
    case 'proposal': {
      const live = (await scene.list('proposal')).filter(isLive);
      return Promise.all(live.map(async (p) => ({ ref: p.id, name: (await scene.words(p.title)) ?? '' })));
    }
    case 'meeting': {
      const open = (await scene.list('meeting')).filter(
        (m) => m.status === 'prepared' || m.status === 'convened',
      );
      return open.map((m) => ({ ref: m.id, name: m.agenda.join(', ') }));
    }
  }
}

function choiceCard(t: Translator, action: string, kind: TargetKind, found: Candidate[]): Card {
  if (found.length === 0) return nothing(t, `nothing.${kind}s`);
  const buttons: Button[] = found.map(({ ref, name }) => ({
    action,
    target: ref,
    label: name === '' ? ref : t('choice.label', { ref, name }),
    style: 'plain',
  }));
  return {
    subject: `choice:${action}`,
    lang: t.lang,
    title: t(`action.${action}` as MessageKey),
    status: null,
    blocks: [{ type: 'text', text: t('choice.which') }],
    buttons,
  };
}

function nothing(t: Translator, key: `nothing.${'calls' | 'proposals' | 'meetings'}`): Card {
  const blocks = [{ type: 'text', text: t(key) } as const];
  return { subject: key, lang: t.lang, title: '', status: null, blocks, buttons: [] };
}
