// Everything that people read, in every language: letters and forms as stories bring them about, what each
// typed word is answered, the refusals, the mails, and the journal.

import type { DemoService } from '../../adapters/sandbox/demo/service.ts';
import { type Played, play, type Stage } from '../../adapters/sandbox/demo/stage.ts';
import { playCall, start } from '../../adapters/sandbox/demo/story.ts';
import { type Action, actions } from '../../src/app/actions.ts';
import type { Render } from '../../src/app/announcer.ts';
import { belgianHolidays } from '../../src/app/holidays.ts';
import type { Letter } from '../../src/app/ports.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import { type RefusalCode, refusalCodes } from '../../src/domain/refusal.ts';
import { type Card, type Form, plainText } from '../../src/ui/card.ts';
import type { Role } from '../../src/ui/command-table.ts';
import { typedCommands } from '../../src/ui/command-table.ts';
import { subjectOf } from '../../src/ui/desk/mails.ts';
import { readerOf } from '../../src/ui/form-readers.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { openCommand } from '../../src/ui/open-command.ts';
import { openForm } from '../../src/ui/opened-form.ts';
import { type RefusalText, refusalText } from '../../src/ui/refusals.ts';
import { Scene } from '../../src/ui/scene.ts';
import { translator } from '../../src/ui/translator.ts';
import { monday, playContrary, playTurns } from './further-stories.ts';
import { refusalSamples } from './refusal-samples.ts';

export type InEvery<T> = Record<Lang, T>;

export interface ShownLetter {
  view: string;
  /** Where it appears. */
  where: 'room, card' | 'room, news' | 'private' | 'desk' | 'by mail';
  cards: InEvery<Card>;
  /** The instant of which it tells, for deadlines. */
  now: string;
}

export interface ShownForm {
  action: string;
  opensFor: string;
  forms: InEvery<Form>;
}

export interface ShownCommand {
  /** What was typed. */
  typed: InEvery<string>;
  id: string;
  role: Role;
  answers: InEvery<Answer>;
  now: string;
}

export type Answer =
  | { kind: 'form'; action: string; target: string | null }
  | { kind: 'cards'; cards: Card[] }
  | { kind: 'refused'; code: RefusalCode; said: RefusalText };

export interface Collected {
  letters: ShownLetter[];
  forms: ShownForm[];
  commands: ShownCommand[];
  refusals: { code: RefusalCode; said: InEvery<RefusalText> }[];
  mails: { view: string; mail: InEvery<{ subject: string; text: string }> }[];
  journal: InEvery<string>[];
}

/** Plays every story and keeps what they show. The same each time. */
export async function collect(): Promise<Collected> {
  const shown = new Shown();
  const colignon = { now: monday, lang: null };
  await playing(shown, { data: 'members', now: start, lang: null }, (s) => playCall(s));
  await playing(shown, { ...colignon, data: 'members' }, (s, at) =>
    playTurns(s, async () => {
      await at.forms(shown.forms);
      await at.commands(shown.commands, null);
      await at.mails();
    }),
  );
  const charter = 'contraire-2026';
  await playing(shown, { ...colignon, charter, data: 'empty' }, async (s, at) => {
    await playContrary(s);
    await at.form(shown.forms, 'objection.raise', 'Nadia', 'P1', charter);
    await at.commands(shown.commands, 'charter');
  });
  return shown.all();
}

type Options = Parameters<typeof play>[0];

function playing(
  shown: Shown,
  options: Options,
  script: (s: Stage, at: Behind) => Promise<void>,
): Promise<Played> {
  const story = async (s: Stage, service: DemoService) => {
    const behind = new Behind(service, shown);
    shown.begin();
    await script(s, behind);
    await behind.mails();
    await behind.journal();
    shown.end();
  };
  return play(options, story, shown.render);
}

class Shown {
  readonly byHand: ShownLetter[] = [];
  readonly forms: ShownForm[] = [];
  readonly commands: ShownCommand[] = [];
  readonly mails = new Map<string, Collected['mails'][number]>();
  readonly journal = new Map<string, InEvery<string>[]>();
  readonly #left = new Map<string, { order: string; kind: Letter['kind']; shown: ShownLetter }>();
  /** Which story is being played; 0 for none. */
  story = 0;
  #stories = 0;

  begin(): void {
    this.#stories += 1;
    this.story = this.#stories;
  }

  end(): void {
    this.story = 0;
  }

  /** Renders in every language whatever leaves, once a story has begun. */
  readonly render: Render = async (reads, letter, lang, now) => {
    const card = await renderLetter(reads, letter, lang, now);
    const fr = lang === 'fr' ? card : await renderLetter(reads, letter, 'fr', now);
    if (card === null || fr === null || this.story === 0) return card;
    const { kind, view, room, key } = letter;
    const like = `${kind} ${view} ${gist(kind, fr)}`;
    // Letters of one moment leave in any order: of those alike, the first by its key is shown.
    const order = `${this.story} ${now} ${key}`;
    if ((this.#left.get(like)?.order ?? '~') <= order) return card;
    const head = await reads.head(letter.assembly);
    const desk = [...(head?.doc.coordinators ?? []), ...(head?.doc.deputies ?? [])].includes(room);
    const cards = await inEvery(async (other) => (await renderLetter(reads, letter, other, now)) ?? card);
    const shown = { view, where: desk ? 'desk' : places[kind], cards, now } as const;
    if ((this.#left.get(like)?.order ?? '~') > order) this.#left.set(like, { order, kind, shown });
    return card;
  };

  /** Those that left, in their order, and not too many of a kind; then those that nobody could deliver. */
  #letters(): ShownLetter[] {
    const all = [...this.#left.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
    const kinds = Map.groupBy(all, ({ kind, shown }) => `${kind} ${shown.view}`);
    const left = [...kinds.values()].flatMap((like) => like.slice(0, mostOf[like[0]?.kind ?? 'post']));
    const views = new Set(left.map(({ shown }) => shown.view));
    return [...left.map(({ shown }) => shown), ...this.byHand.filter(({ view }) => !views.has(view))];
  }

  all(): Collected {
    const zone = 'Europe/Brussels';
    const refusals = refusalCodes.map((code) => {
      const refusal = { refused: code, params: refusalSamples[code] ?? {} };
      return { code, said: perLang((lang) => refusalText(translator(lang), refusal, zone)) };
    });
    const { forms, commands } = this;
    const letters = this.#letters();
    const journal = [...this.journal.values()].flat();
    return { letters, forms, commands, refusals, mails: [...this.mails.values()], journal };
  }
}

const places = { card: 'room, card', post: 'room, news', private: 'private' } as const satisfies Record<
  Letter['kind'],
  ShownLetter['where']
>;
/** How many of each view are shown. */
const mostOf: Record<Letter['kind'], number> = { card: 40, post: 5, private: 5 };
const partner = 'farid';

/**
 * What it says without names, numbers and quotations; of a room's card, which parts it has. Letters of one view
 * that differ in this differ in kind.
 */
function gist(kind: Letter['kind'], { title, status, blocks, buttons }: Card): string {
  const parts = blocks.map((b) => {
    if (b.type === 'text') return kind === 'card' ? '' : b.text;
    if (kind !== 'card') return b.type;
    return 'label' in b ? b.label : b.type === 'list' ? b.head : b.type;
  });
  const said = [status?.label, kind === 'card' ? '' : title, ...parts].join(' ');
  const kept = said.replaceAll(/«[^»]*»|\S*\d\S*|\p{Lu}\p{L}+|\p{L}+di|(nov|déc)embre|juin|juillet/gu, '');
  return `${kept.replaceAll(/\s+/g, ' ')} ${buttons.map((b) => b.action)}`;
}

/** Looks behind a story while it is played. */
class Behind {
  readonly #app: DemoService['app'];
  readonly #service: DemoService;
  readonly #shown: Shown;

  constructor(service: DemoService, shown: Shown) {
    this.#app = service.app;
    this.#service = service;
    this.#shown = shown;
  }

  /** Every action's form, on what it would be done to by whoever would do it. */
  async forms(into: ShownForm[]): Promise<void> {
    for (const action of actions.values()) {
      const [person, target] = situations[action.name] ?? usual(action);
      await this.form(into, action.name, person, await this.#named(target));
    }
    await this.form(into, 'objection.raise', 'referente', 'P1', 'for somebody who telephoned');
    await this.form(into, 'objection.raise', 'Zoé', 'P1', 'for somebody whom nobody knows yet');
  }

  async form(
    into: ShownForm[],
    action: string,
    person: string,
    target: string | null,
    more = '',
  ): Promise<void> {
    const { scene, reader, now } = await this.#standing(person);
    const forms = await inEvery(async (lang) => {
      const present = { now, holidays: belgianHolidays };
      const opened = await openForm(scene, translator(lang), action, target, reader, present);
      if (!opened) throw new Error(`no form for ${action}`);
      return opened.form;
    });
    into.push({ action, opensFor: [person, more].filter((part) => part !== '').join(', '), forms });
  }

  /** What every word is answered, to a coordinator and to a partner; or one word alone. */
  async commands(into: ShownCommand[], only: string | null): Promise<void> {
    for (const [role, person] of [
      ['coordinator', 'referente'],
      ['partner', partner],
    ] as const) {
      for (const { id, names } of typedCommands.filter((c) => only === null || c.id === only))
        await this.#command(into, id, role, person, (lang) => names[lang][0]);
      if (only !== null) continue;
      const name = (id: string, lang: Lang) => typedCommands.find((c) => c.id === id)?.names[lang][0] ?? '';
      const aside: [string, (lang: Lang) => string][] = [
        ['proposals, one', (lang) => `${name('proposals', lang)} P2`],
        ['proposals, none', (lang) => `${name('proposals', lang)} P99`],
        ['criteria, one', (lang) => `${name('criteria', lang)} P2`],
        ['a misspelling', (lang) => ({ fr: 'propositons', nl: 'voorstelen', en: 'propsals' })[lang]],
        ['an unknown word', () => 'xyzzy'],
        ['nothing', () => ''],
      ];
      for (const [id, typed] of aside) await this.#command(into, id, role, person, typed);
    }
  }

  async #command(
    into: ShownCommand[],
    id: string,
    role: Role,
    person: string,
    words: (lang: Lang) => string,
  ): Promise<void> {
    const { scene, reader, now } = await this.#standing(person);
    const answers = await inEvery(async (lang): Promise<Answer> => {
      const t = translator(lang);
      const opened = await openCommand(scene, reader, t, words(lang), now, '/concertation ');
      if (opened.kind !== 'refused') return opened;
      const said = refusalText(t, opened.refusal, 'Europe/Brussels');
      return { kind: 'refused', code: opened.refusal.refused, said };
    });
    into.push({ id, role, typed: perLang(words), answers, now });
  }

  /** One mail of each kind that waits for the référente to send it. */
  async mails(): Promise<void> {
    const { store, clock } = this.#app;
    const { mails, byHand } = this.#shown;
    for (const letter of await store.letters({ assembly, status: ['by-hand'] }, 1_000)) {
      const { view } = letter;
      const now = clock.now();
      const card = await renderLetter(store, letter, 'fr', now);
      if (card === null || mails.has(view)) continue;
      const cards = await inEvery(async (lang) => (await renderLetter(store, letter, lang, now)) ?? card);
      mails.set(view, {
        view,
        mail: perLang((lang) => ({ subject: subjectOf(cards[lang]), text: plainText(cards[lang]) })),
      });
      byHand.push({ view, where: 'by mail', cards, now });
    }
  }

  /** Two lines of the journal for each thing that can happen. */
  async journal(): Promise<void> {
    type Line = { seq: number; name: string; text: string };
    const lines = await inEvery(async (lang) => {
      const all = await this.#service.get(`/chronicle?lang=${lang}`);
      return all as unknown as Line[];
    });
    lines.fr.forEach(({ name }, i) => {
      const known = this.#shown.journal.get(name) ?? [];
      const said = perLang((lang) => lines[lang][i]?.text ?? '');
      if (known.length < 3 && !known.some((k) => k.fr === said.fr))
        this.#shown.journal.set(name, [...known, said]);
    });
  }

  async #standing(person: string) {
    const { store, clock } = this.#app;
    const [head] = await store.heads();
    if (!head) throw new Error('nothing is furnished');
    const scene = new Scene(store, head.doc);
    const known = await store.identity('sandbox', 'local', person);
    const reader = await readerOf(scene, known?.person ?? null, clock.now());
    return { scene, reader, now: clock.now() };
  }

  /** A mandate goes by the id of its person. */
  async #named(target: string | null): Promise<string | null> {
    const [person, institution] = target?.split('~') ?? [];
    if (institution === undefined) return target;
    return `${(await this.#app.store.identity('sandbox', 'local', person ?? ''))?.person}~${institution}`;
  }
}

const assembly = 'concertation';

/** Who opens the form, and on what, where it isn’t the usual. */
const situations: Record<string, [person: string, target: string]> = {
  'call.publish': ['referente', 'C2'],
  'call.drop': ['referente', 'C2'],
  'proposal.publish': ['lise', 'P5'],
  'proposal.revise': ['nadia', 'P1'],
  'proposal.withdraw': ['nadia', 'P1'],
  'proposal.contest-editorial': ['farid', 'P1'],
  'merge.offer': ['nadia', 'P1'],
  'merge.accept': ['amina', 'G2'],
  'merge.decline': ['amina', 'G2'],
  'question.answer': ['farid', 'Q1'],
  'objection.explain': ['nadia', 'O1'],
  'objection.lift': ['nadia', 'O1'],
  'objection.withdraw': ['nadia', 'O1'],
  'concern.resolve': ['habitante', 'R1'],
  'mandate.end': ['nadia', 'nadia~I1'],
  'mandate.confirm': ['referente', 'Omar~I6'],
  'mandate.decline': ['referente', 'Omar~I6'],
  'coordinator.answer': ['referente', 'T2'],
};

const firstOf = {
  call: 'C1',
  proposal: 'P2',
  objection: 'O1',
  concern: 'R1',
  question: 'Q1',
  competition: 'K1',
  merge: 'G2',
  meeting: 'M1',
  institution: 'I5',
  mandate: 'Omar~I6',
  chase: 'H1',
  talk: 'T1',
  need: 'N1',
} as const satisfies Record<NonNullable<Action['target']>, string>;

function usual({ desk, target }: Action): [person: string, target: string | null] {
  return [desk ? 'referente' : 'lise', target && firstOf[target]];
}

function perLang<T>(make: (lang: Lang) => T): InEvery<T> {
  return Object.fromEntries(langs.map((lang) => [lang, make(lang)])) as InEvery<T>;
}

async function inEvery<T>(make: (lang: Lang) => Promise<T>): Promise<InEvery<T>> {
  const made = await Promise.all(langs.map(async (lang) => [lang, await make(lang)]));
  return Object.fromEntries(made) as InEvery<T>;
}
