// A demo told as a story: hour by hour who did what, what the room saw, and what each person received.

import type { Lang } from '../../../src/domain/people.ts';
import { clockTime, dayDate } from '../../../src/ui/format.ts';
import { type MessageKey, type Translator, translator } from '../../../src/ui/translator.ts';
import type { Persona } from '../setup.ts';
import type { DemoLine } from './line.ts';

type Line<T extends DemoLine['type']> = Extract<DemoLine, { type: T }>;

const width = 100;
const zone = 'Europe/Brussels';

export function transcript(lines: readonly DemoLine[], people: readonly Persona[], lang: Lang): string {
  return new Telling(people, translator(lang)).tell(lines);
}

class Telling {
  readonly #t: Translator;
  readonly #names: Map<string, string>;
  readonly #told: string[] = [];
  /** What each card showed when it was last seen, by room and card. */
  readonly #cards = new Map<string, string>();
  /** Private words that have been told: the same ones to somebody else later aren’t repeated. */
  readonly #letters = new Set<string>();
  #day = '';
  #hour = '';

  constructor(people: readonly Persona[], t: Translator) {
    this.#t = t;
    this.#names = new Map(
      people.map((p) => [p.person, p.institutionName ? `${p.name} (${p.institutionName})` : p.name]),
    );
  }

  tell(lines: readonly DemoLine[]): string {
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) return '';
    const params = { from: this.#dayOf(first.at), to: this.#dayOf(last.at) };
    this.#told.push(...wrap(this.#t('demo.title', params), ''), ...wrap(this.#t('demo.intro'), ''));
    for (let i = 0; i < lines.length; ) i += this.#take(lines, i);
    return `${this.#told.join('\n')}\n`;
  }

  /** Tells what stands at `i`, and answers with how many lines that took. */
  #take(lines: readonly DemoLine[], i: number): number {
    const line = lines[i] as DemoLine;
    switch (line.type) {
      case 'scene':
        this.#told.push(
          '',
          ...wrap(this.#t(`demo.scene.${line.scene}` as MessageKey), '').map((l) => `══ ${l}`),
        );
        return 1;
      case 'action':
        return this.#action(lines, i, line);
      case 'sent':
        return this.#sent(lines, i, line);
      case 'outage':
        this.#when(line.from);
        this.#told.push(
          ...wrap(
            this.#t('demo.outage', { from: this.#moment(line.from), to: this.#moment(line.to) }),
            '   ',
          ),
        );
        return 1;
      case 'outcome':
        this.#told.push(...wrap(this.#outcome(line), '   '));
        return 1;
      case 'summary':
        this.#told.push(
          '',
          ...wrap(this.#t('demo.summary', { events: line.events, sent: line.sent, head: line.head }), ''),
        );
        return 1;
      case 'clock':
      case 'event':
        return 1;
    }
  }

  /** The same act on one thing after another is told once. */
  #action(lines: readonly DemoLine[], i: number, first: Line<'action'>): number {
    const acts = first.as.person + first.action + first.result;
    let next = i + 1;
    let times = 1;
    for (; next < lines.length; next += 1) {
      const line = lines[next] as DemoLine;
      if (line.type === 'event' || (line.type === 'sent' && this.#isKnown(line))) continue;
      if (line.type !== 'action' || line.as.person + line.action + line.result !== acts) break;
      times += 1;
    }
    this.#when(first.at);
    const who = this.#name(first.as.person);
    const what = this.#t(
      first.action === 'import' ? 'demo.action.import' : (`action.${first.action}` as MessageKey),
    );
    const target = times === 1 && /^[A-Z]\d+$/.test(first.target ?? '') ? (first.target ?? '') : '';
    const params = { who, what, target, name: first.for ?? '', n: times };
    const told = first.for ? 'demo.acts.for' : times > 1 ? 'demo.acts.times' : 'demo.acts';
    this.#told.push(...wrap(`▸ ${this.#t(told, params)}`, ''));
    if (first.text) this.#told.push(...wrap(this.#t('demo.refused', { text: first.text }), '   '));
    return times > 1 ? next - i : 1;
  }

  /** What one event told several people stands once, with all their names. */
  #sent(lines: readonly DemoLine[], i: number, first: Line<'sent'>): number {
    this.#when(first.at);
    if (first.kind === 'edit' || first.kind === 'post') {
      this.#room(first);
      return 1;
    }
    const to: string[] = [];
    const alike: string[] = [];
    const later: DemoLine[] = [];
    let next = i;
    for (; next < lines.length; next += 1) {
      const line = lines[next] as DemoLine;
      if (line.type === 'event') continue;
      if (line.type !== 'sent' || line.at !== first.at) break;
      if (line.kind !== first.kind || occasion(line) !== occasion(first)) later.push(line);
      else (line.text === first.text ? to : alike).push(this.#name(line.to));
    }
    const known = this.#letters.has(first.text);
    this.#letters.add(first.text);
    const kind = first.kind === 'mail' ? 'demo.mail' : 'demo.private';
    const params = { to: this.#list(to), again: known ? 'yes' : 'no' };
    this.#told.push(...wrap(`→ ${this.#t(kind, params)}`, '   '), ...(known ? [] : quoted(first.text)));
    if (alike.length > 0)
      this.#told.push(...wrap(`→ ${this.#t('demo.alike', { to: this.#list(alike) })}`, '   '));
    for (let at = 0; at < later.length; ) at += this.#take(later, at);
    return next - i;
  }

  #room({ kind, key, to, text }: Line<'sent'>): void {
    const card = `${to} ${key.replace(/:\d+$/, '')}`;
    const before = new Set(this.#cards.get(card)?.split('\n'));
    this.#cards.set(card, text);
    const [title = '', ...rest] = text.split('\n');
    if (kind === 'post') {
      this.#told.push(...wrap(`◆ ${this.#t('demo.room')}`, '   '), ...quoted(text));
      return;
    }
    const fresh = rest.filter((l) => !before.has(l));
    // A card that only lost a line has nothing new to read.
    if (fresh.length === 0) return;
    this.#told.push(
      ...wrap(`◆ ${this.#t('demo.card', { card: title })}`, '   '),
      ...quoted(fresh.join('\n')),
    );
  }

  #outcome({ proposal, reached, answered }: Line<'outcome'>): string {
    const shown = [...this.#cards.values()].findLast((text) => text.startsWith(`${proposal} ·`));
    const [card = proposal, is = ''] = shown?.split('\n') ?? [];
    if (reached === null || answered === null) return this.#t('demo.outcome', { card, is });
    return this.#t('demo.outcome.validated', { card, is, reached, answered });
  }

  #isKnown(line: Line<'sent'>): boolean {
    return line.kind === 'edit';
  }

  #when(at: string): void {
    const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
    this.#newDay(at);
    const hour = clockTime(this.#t.lang, zoned);
    if (hour !== this.#hour) this.#told.push('', hour);
    this.#hour = hour;
  }

  #newDay(at: string): void {
    const day = this.#dayOf(at);
    if (day === this.#day) return;
    this.#told.push('', `── ${day} ${'─'.repeat(40)}`);
    this.#day = day;
    this.#hour = '';
  }

  #dayOf(at: string): string {
    return dayDate(this.#t, Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString());
  }

  #moment(at: string): string {
    return `${this.#dayOf(at)}, ${clockTime(this.#t.lang, Temporal.Instant.from(at).toZonedDateTimeISO(zone))}`;
  }

  #name(person: string): string {
    return this.#names.get(person) ?? person;
  }

  #list(names: string[]): string {
    return new Intl.ListFormat(this.#t.lang, { type: 'conjunction' }).format(names);
  }
}

/** What brought a letter about, whoever gets it. */
function occasion({ key }: Line<'sent'>): string {
  return key.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
}

function quoted(text: string): string[] {
  return text.split('\n').flatMap((line) => wrap(line, '     │ '));
}

/** Broken between words, each line beginning with `lead`. */
function wrap(text: string, lead: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && lead.length + line.length + 1 + word.length > width) {
      lines.push(lead + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, lead + line];
}
