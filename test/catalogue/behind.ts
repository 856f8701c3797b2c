// A look behind a story while it is played: the forms, what typed words are answered, the mails, the journal.

import type { DemoService } from '../../adapters/sandbox/demo/service.ts';
import { type Action, actions } from '../../src/app/actions.ts';
import { belgianHolidays } from '../../src/app/holidays.ts';
import { tellOfUnsent } from '../../src/app/unsent.ts';
import type { Lang } from '../../src/domain/people.ts';
import { plainText } from '../../src/ui/card.ts';
import type { Role } from '../../src/ui/command-table.ts';
import { inChat, typedCommands } from '../../src/ui/command-table.ts';
import { subjectOf } from '../../src/ui/desk/mails.ts';
import { readerOf } from '../../src/ui/form-readers.ts';
import { renderLetter } from '../../src/ui/letters.ts';
import { openCommand } from '../../src/ui/open-command.ts';
import { openForm } from '../../src/ui/opened-form.ts';
import { refusalText } from '../../src/ui/refusals.ts';
import { Scene } from '../../src/ui/scene.ts';
import { translator } from '../../src/ui/translator.ts';

import { type Answer, inEvery, perLang, type Shown, type ShownCommand, type ShownForm } from './shown.ts';

const partner = 'farid';

/** Looks behind a story while it is played. */
export class Behind {
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
      const opened = await openCommand(scene, reader, t, words(lang), now, inChat);
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

  /** What the coordination is told of a channel that was archived. */
  async unsent(): Promise<void> {
    const { store, clock, outbox } = this.#app;
    const [letter] = (await store.letters({ assembly }, 50)).filter(({ kind }) => kind === 'card');
    if (!letter) throw new Error('no card was ever sent');
    const params = { code: 'is_archived', bot: 'Sans Objection', scope: '', seconds: 0 };
    const obstacle = { message: 'slack.trouble.archived', params, everywhere: false };
    const end = { status: 'dead', error: JSON.stringify(obstacle), at: clock.now() } as const;
    await tellOfUnsent(store, [{ letter, end }], clock.now());
    outbox.kick();
    await outbox.idle();
  }

  /** What somebody is told whose two accounts are one person from now on. */
  async linked(): Promise<void> {
    const { clock, outbox } = this.#app;
    const submit = (externalId: string, values: Record<string, unknown>) =>
      this.#app.submit({
        ...{ deliveryId: `linked-${externalId}`, receivedAt: clock.now(), institution: null, target: null },
        ...{ as: { platform: 'sandbox', tenant: 'local', externalId, name: 'Pieter' }, lang: 'nl' },
        ...{ room: 'sandbox:local:salon', action: 'person.link', values },
      });
    const asked = await submit('pieter', {});
    const code = 'notes' in asked && asked.notes?.[0]?.params.code;
    const end = await submit('pieter-thuis', { code });
    if ('refused' in end) throw new Error(end.refused);
    outbox.kick();
    await outbox.idle();
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
