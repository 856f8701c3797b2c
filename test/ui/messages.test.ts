// The messages that people read: complete and alike in three languages, each in its own words.

import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/app/actions.ts';
import { type Lang, langs } from '../../src/domain/people.ts';
import { refusalCodes } from '../../src/domain/refusal.ts';
import { en } from '../../src/ui/messages/en.ts';
import { fr } from '../../src/ui/messages/fr.ts';
import { nl } from '../../src/ui/messages/nl.ts';
import { frenchSpaces, isMessageKey, type MessageKey, translator } from '../../src/ui/translator.ts';

const files: Record<Lang, Record<string, string>> = { fr, nl, en };
const keys = Object.keys(fr) as MessageKey[];
const day = 'mardi 2 mars 2027 à 23 h 59 (heure de Bruxelles)';

/** What each placeholder holds in real use; a placeholder that isn't here has no realistic value yet. */
const samples: Record<string, string> = {
  chosen: 'Le Cairn, L’Orme',
  step: '2',
  id: '12',
  address: 'claire@exemple.be',
  action: 'objection.raise',
  bot: 'Sans Objection',
  code: 'token_revoked',
  link: 'https://discord.com/channels/1/2/3',
  reference: 'M1.concertation',
  scope: 'channels:history',
  seconds: '30',
  after: 'au plus tôt le mercredi 10',
  agenda: 'P3 et P4',
  allowedOn: 'samedi 6 mars',
  all: '5',
  amount: '12 500 €',
  article: '4b',
  card: 'P1 · Permanence sociale du mercredi',
  met: '4',
  n: '7',
  page: '2',
  pages: '5',
  target: 'P3',
  sent: '259',
  head: '54d93e3c4b720ce5',
  again: 'no',
  events: '197',
  is: 'à compléter',
  answered: '2',
  reached: '58',
  at: day,
  base: 'des voix exprimées',
  before: 'la convocation est partie le mardi 2 mars 2027',
  by: 'Claire, référente de quartier',
  call: 'A2',
  cap: 'sept jours',
  cell: 'C4',
  cells: 'B4:B6',
  charter: 'colignon-2024',
  chase: 'H2',
  closedAt: day,
  closesAt: day,
  column: 'Courriel',
  columns: 'nom et institution',
  command: '/concertation propositions P3',
  competition: 'K1',
  concern: 'R4',
  consenting: 'Tom',
  count: 'cinq',
  counting: 'en comptant du lundi au vendredi, hors jours fériés',
  criterion: 'partnership',
  data: 'colignon',
  date: 'mardi 2 mars 2027',
  day: 'mardi',
  days: 'cinq jours',
  decisions: 'les membres',
  delay: 'deux jours',
  deputy: 'deux jours',
  earliest: day,
  earliestOn: 'mardi 9 mars 2027',
  example: '09:30',
  expected: 'un nombre entier',
  file: 'charters/colignon-2024.json',
  first: 'lundi',
  form: 'asbl',
  formerly: day,
  frameEndsAt: day,
  found: '"cinq"',
  from: day,
  fund: '50 000 €',
  funds: 'les membres',
  ground: 'calendrier',
  hour: '9',
  how: 'téléphone',
  incident: '7f3a-91',
  institution: 'Maison médicale L’Orme',
  into: 'P2',
  key: 'days',
  known: 'colignon-2024, cass',
  label: 'Délai de convocation',
  last: 'vendredi',
  left: 'dans 3 jours',
  length: '3012',
  line: '7',
  list: 'lundi, mercredi et samedi',
  max: '3000',
  meant: 'ancrage local',
  meeting: 'M1',
  merge: 'G1',
  min: '1',
  minute: '30',
  minutes: 'les membres',
  months: 'douze mois',
  name: 'propositions',
  names: '« Permanence » (P1)',
  near: '1.2 (Les acteurs de terrain mutualisent leurs ressources)',
  next: 'avis du comité de pilotage',
  need: 'N3',
  now: day,
  number: '2',
  objection: 'O7',
  objective: '3.2.9',
  objector: 'Nadia',
  of: 'le CPAS',
  openedOn: 'mardi 2 mars 2027',
  opensAt: day,
  others: '« Un jardin » (P2)',
  percent: '60 %',
  periods: 'du 15 juillet au 15 août',
  person: 'Yasmina Bouzid',
  place: 'rue du Moulin 4',
  plan: 'Plan d’action 2022-2025',
  present: '52',
  problem: 'rules.notice',
  proposal: 'P3',
  proposals: '« Un jardin » (P2) et « Un café » (P3)',
  proposalsUntil: day,
  purposes: 'choisir entre des propositions',
  question: 'Q5',
  ref: 'P3',
  answers: 'un accord, l’objection O2',
  remind: 'un jour',
  requested: '62 500 €',
  room: 'colignon',
  rule: 'notice',
  rules: '43',
  rungs: 'un consensus',
  seats: 'quatre sièges',
  second: 'Dénomination',
  send: 'trois jours',
  sectors: 'social et santé',
  sentOn: 'mardi 2 mars 2027',
  share: 'la moitié',
  sheets: '2025 et Archives',
  source: 'charte, article 4b',
  stages: 'sept jours et deux jours',
  startsAt: 'mardi 9 mars 2027 à 9 h 00',
  standing: '"1.2"',
  state: 'rempli (calculé)',
  status: 'levée',
  steps: '4',
  subject: '« Un jardin » (P2)',
  successor: 'Tom Verhaegen',
  suggestion: 'days',
  talk: 'T6',
  assumed: '35',
  adopted: '12',
  until: day,
  text: "C'est l'horaire {du soir} qui pose problème.",
  time: '23 h 59',
  times: 'six fois',
  title: 'Permanence « santé » place Colignon',
  titles: 'Téléphone et Adresse',
  to: day,
  tolerance: 'une heure',
  value: 'info@orme',
  values: '"clear", "working"',
  version: '1',
  via: 'discord',
  week: 'du lundi au vendredi, hors jours fériés',
  what: 'une objection',
  where: 'règle « Délai de convocation » (notice)',
  who: 'Yasmina Bouzid (Maison médicale L’Orme)',
  why: 'la convocation part le mardi 2 mars 2027 ; dix jours francs ; au plus tôt le samedi 13.',
  word: 'propositons',
  zone: 'Europe/Paris',
};
const counts = [0, 1, 2, 12];

test.each(langs)('%s says each thing in one place: no key stands in two areas', (lang) => {
  const folder = new URL(`../../src/ui/messages/${lang}/`, import.meta.url);
  const all = readdirSync(folder).flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  );
  expect(all.length).toBe(new Set(all).size);
  expect(all.sort()).toEqual(Object.keys(files[lang]).sort());
});

test.each(langs)('%s has every message that French has, in the same order, and no other', (lang) => {
  expect(Object.keys(files[lang])).toEqual(Object.keys(fr));
});

test.each(langs)('each message in %s holds the variables that the French one holds, used alike', (lang) => {
  for (const key of keys) {
    expect([key, ...placeholders(files[lang][key])]).toEqual([key, ...placeholders(fr[key])]);
  }
});

describe.each(langs)('every message in %s', (lang) => {
  test('comes out whole, with everything it was given', () => {
    for (const key of keys) {
      for (const params of realistic(files[lang][key])) {
        const said = translator(lang)(key, params);
        const missing = argumentsOf(files[lang][key]).filter((name) => !said.includes(String(params[name])));
        const own = Object.values(params).reduce<string>((left, v) => left.replaceAll(String(v), ''), said);
        expect(missing, key).toEqual([]);
        expect(own, key).not.toMatch(/[{}#]/);
        expect(said, key).not.toBe('');
      }
    }
  });

  test('never loses a variable to a straight apostrophe', () => {
    expect(offending(lang, /'/)).toEqual([]);
  });

  test('neither shouts nor winks: no exclamation mark, no emoji', () => {
    expect(offending(lang, /!|\p{Extended_Pictographic}/u)).toEqual([]);
  });

  test('has tidy spaces', () => {
    expect(offending(lang, /^ | $| {2}|[\u00a0\u202f]/)).toEqual([]);
  });

  test('is written in that language alone', () => {
    const foreign = langs.filter((other) => other !== lang).flatMap((other) => ownWords[other]);
    const strays = keys.flatMap((key) =>
      words(files[lang][key])
        .filter((word) => foreign.includes(word))
        .map((word) => `${key}: ${word}`),
    );
    expect(strays).toEqual([]);
  });
});

/** Frequent words that one of the three languages uses and the other two don't have ('pas', 'on', 'is' do). */
const ownWords: Record<Lang, string[]> = {
  fr: (
    'le la du des un une et ou où est sont être été vous votre vos pour avec cette ces ne que qui aux au à ' +
    'sa il elle déjà jour jours heure'
  ).split(' '),
  nl: (
    'het een van voor niet geen dat deze uw wordt worden zijn naar aan bij ook nog al wie wat kan kunt ' +
    'moet hebt heeft er tot uit om op uur dag dagen'
  ).split(' '),
  en: (
    'the and you your are this that these has have been with from which not by will can cannot it its there ' +
    'to for any what who does do day days hours'
  ).split(' '),
};

/** Messages that read the same in several languages, and why they may. */
const sameOnPurpose: Partial<Record<MessageKey, string>> = {
  'app.name': 'the name of the service isn’t translated',
  'page.title': 'a room’s name and the name of the service',
  'field.code': 'a word that the three languages share',
  'call.fund': 'a word that Dutch and English share',
  'call.title': 'a reference and the words of whoever wrote it',
  'proposal.title': 'a reference and the words of whoever wrote it',
  'sector.social': 'one word in French and English',
  'someone.of': 'two names',
  'needs.line': 'a reference, a name and what they said; Dutch and English share the colon',
  'choice.label': 'a reference and a name',
  'call.line': 'a reference, a title and a status; Dutch and English share the colon',
  'date.left': 'a date and how far away it is',
  'demo.acts': 'who did what; Dutch and English share the colon',
  'demo.outcome': 'a proposal and how it stands; Dutch and English share the colon',
  labelled: 'a name and what is said of it; Dutch and English share the colon',
  'proposal.version': 'a word that French and English share',
  'calendar.join': 'two parts of a sentence; Dutch and English share the semicolon',
  'charter.title': 'a title; French and English share the word',
  'charter.rule.silence': 'a word that French and English share',
  'charter.rule.questions': 'a word that French and English share',
  'charter.rule.quorum': 'a word that all three share',
  'discord.named': 'a name in quotation marks; Dutch and English share these',
  'charter.line': 'the name of a rule and its sentence; Dutch and English share the colon',
};

test('no message was left untranslated', () => {
  const alike = keys.filter((key) => new Set(langs.map((lang) => files[lang][key])).size < langs.length);
  expect(alike.sort()).toEqual(Object.keys(sameOnPurpose).sort());
});

test('what is forgotten is noticed: a message without one of its variables is never sent', () => {
  for (const lang of langs) expect(() => translator(lang)('page.clock')).toThrow(/now/);
});

describe('French as the charter speaks', () => {
  test.each([
    ['veuillez', /veuillez/i],
    ['jours ouvrables, which may include Saturday', /ouvrables?/i],
    ['fenêtre de consentement', /fenêtre/i],
    ['tu', /(?<!\p{L})(tu|ton|tes|toi)(?!\p{L})/iu],
    ['an English word where French has one', /(?<!\p{L})(deadline|feedback|meeting|check|digital)/iu],
  ])('never says %s', (_, pattern) => {
    expect(keys.filter((key) => pattern.test(spoken(fr[key])))).toEqual([]);
  });

  test('a button says what will happen: it begins with a verb', () => {
    const isButton =
      /^action\.|^form\.cancel$|^page\.(back|as\.(switch|window)|move\.(eve|reminder|after|day)|act\.open|outage|reset)$/;
    const buttons = keys.filter((key) => isButton.test(key));
    expect(buttons.length).toBeGreaterThanOrEqual(actions.size + 3);
    expect(buttons.filter((key) => !/^\p{Lu}\p{Ll}*(er|ir|re)\b/u.test(fr[key]))).toEqual([]);
  });

  test('a line never breaks before « : », « ; », « ? » or inside guillemets', () => {
    for (const key of keys) {
      for (const params of realistic(fr[key], 'x')) {
        const said = translator('fr')(key, params).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d/, '');
        expect([key, said.match(/(?<!\u00a0)[:»]|(?<!\u202f)[;?!]|«(?!\u00a0)/)]).toEqual([key, null]);
      }
    }
  });

  test('the space before a mark is the one that printers put there', () => {
    expect(frenchSpaces('Quand : « ici » ; ou là ?')).toBe(
      'Quand\u00a0: «\u00a0ici\u00a0»\u202f; ou là\u202f?',
    );
    expect(translator('fr')('page.commands')).toBe('Que voulez-vous faire\u202f?');
    expect(translator('fr')('refusal.charter.unknown', { charter: 'cass' })).toBe(
      'La charte «\u00a0cass\u00a0» n’existe pas ici.',
    );
  });

  test('somebody’s own words are left as they were typed', () => {
    expect(translator('fr')('objection.reason', { text: 'non : trop cher ?' })).toBe(
      'Motif\u00a0: non : trop cher ?',
    );
  });
});

test.each(['nl', 'en'] as const)('%s puts no space before its marks and no guillemets', (lang) => {
  expect(offending(lang, /\s[:;?]|[«»]/)).toEqual([]);
});

describe('whoever is refused learns why and what to do next', () => {
  test.each(refusalCodes)('%s', (code) => {
    expect(isMessageKey(`refusal.${code}`)).toBe(true);
    expect(isMessageKey(`refusal.${code}.next`)).toBe(true);
  });

  test('and no sentence is kept for a refusal that no longer exists', () => {
    const known = refusalCodes.flatMap((code) => [`refusal.${code}`, `refusal.${code}.next`]);
    expect(keys.filter((key) => key.startsWith('refusal.') && !known.includes(key))).toEqual([]);
  });
});

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** All parts of a message, those inside its plurals included. */
function parts(message: string | undefined): Part[] {
  return flatten(new IntlMessageFormat(String(message), 'fr').getAst());
}

function flatten(ast: Part[]): Part[] {
  return ast.flatMap((part) =>
    'options' in part ? [part, ...Object.values(part.options).flatMap((o) => flatten(o.value))] : [part],
  );
}

/** Numbers that the parser gives to the kinds of part used here. */
const kind = { literal: 0, argument: 1, plural: 6, pound: 7 };

/** 'argument title', 'plural n =0 one other': each variable once, in alphabetical order. */
function placeholders(message: string | undefined): string[] {
  const names = Object.fromEntries(Object.entries(kind).map(([name, type]) => [type, name]));
  const found = parts(message).flatMap((part) => {
    if (part.type === kind.literal || part.type === kind.pound) return [];
    const cases = 'options' in part ? Object.keys(part.options).sort() : [];
    return [[names[part.type] ?? `kind ${part.type}`, 'value' in part ? part.value : '', ...cases].join(' ')];
  });
  return [...new Set(found)].sort();
}

/** The variables that stand in a message as they are. */
function argumentsOf(message: string | undefined): string[] {
  const plain = parts(message).filter((part) => part.type === kind.argument);
  return plain.flatMap((part) => ('value' in part ? [part.value] : []));
}

/** Parameters for a message as the service would give them, for several counts where it counts. */
function realistic(message: string | undefined, text?: string): Record<string, string | number>[] {
  const texts = argumentsOf(message).map((name) => {
    const value = text ?? samples[name];
    if (value === undefined) throw new Error(`no realistic value for {${name}} in: ${message}`);
    return [name, value];
  });
  const counted = parts(message).flatMap((part) => ('options' in part ? [part.value] : []));
  const runs = counted.length === 0 ? [0] : counts;
  return runs.map((n) => Object.fromEntries([...texts, ...counted.map((name) => [name, n])]));
}

/** The words of a message without its variables. */
function spoken(message: string | undefined): string {
  const literals = parts(message).filter((part) => part.type === kind.literal);
  return literals.map((part) => ('value' in part ? part.value : '')).join(' ');
}

function words(message: string | undefined): string[] {
  const found = spoken(message)
    .toLowerCase()
    .matchAll(/\p{L}+/gu);
  return [...found].map(([word]) => word);
}

function offending(lang: Lang, pattern: RegExp): string[] {
  return keys.filter((key) => pattern.test(String(files[lang][key])));
}
