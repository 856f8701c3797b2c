// What people type is understood in three languages, and what isn't understood is never carried out.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lang, langs } from '../../src/domain/people.ts';
import { plainText } from '../../src/ui/card.ts';
import {
  type CommandId,
  inBox,
  opensFor,
  type Role,
  type TypedBefore,
  typedCommands,
} from '../../src/ui/command-table.ts';
import { complete, meaningOf, type Parsed, parseCommand, refIn } from '../../src/ui/commands.ts';
import { translator } from '../../src/ui/translator.ts';
import { helpCard, unknownCommandCard } from '../../src/ui/views/help-card.ts';

const roles: Role[] = ['coordinator', 'partner'];
const allNames = typedCommands.flatMap(({ id, names }) =>
  langs.flatMap((lang) => names[lang].map((name) => ({ id, lang, name }))),
);

/** Without the words that answer a proposal, which the help tells on one line. */
const listed = typedCommands.filter((c) => !c.answers);

const meant = (text: string, lang: Lang = 'fr') => {
  const parsed = parseCommand(text, lang);
  return parsed.kind === 'command' ? parsed.id : parsed.kind;
};

describe('each word in each language', () => {
  const promised: Record<CommandId, string[]> = {
    call: ['appel', 'oproep', 'call'],
    propose: ['proposer', 'indienen', 'voorstellen-doen', 'propose'],
    proposals: ['propositions', 'voorstellen', 'proposals'],
    me: ['moi', 'mes tâches', 'ik', 'me'],
    criteria: ['critères', 'criteria'],
    'follow-up': ['suivi', 'opvolging', 'follow-up'],
    chase: ['relancer', 'herinneren', 'chase'],
    convene: ['convoquer', 'uitnodigen', 'bijeenroepen', 'convene'],
    import: ['importer', 'import', 'invoeren'],
    members: ['membres', 'leden', 'members'],
    charter: ['charte', 'charter'],
    need: ['besoin', 'behoefte', 'need'],
    needs: ['besoins', 'behoeften', 'needs'],
    mails: ['courriels', 'brieven', 'mails', 'e-mails'],
    question: ['question', 'demander', 'vraag', 'vragen', 'ask'],
    consent: ['accord', 'd’accord', 'akkoord', 'agree'],
    object: ['objecter', 'objection', 'bezwaar', 'object'],
    remark: ['remarque', 'opmerking', 'remark'],
    interest: ['intérêt', 'interesse', 'interest'],
    link: ['relier', 'koppelen', 'link'],
    help: ['aide', 'hulp', 'help', '?'],
  };

  test.each(Object.entries(promised))('%s', (id, words) => {
    for (const word of words) for (const lang of langs) expect([word, meant(word, lang)]).toEqual([word, id]);
  });

  test('every other name is understood too, whatever the reader’s language', () => {
    for (const { id, name } of allNames) {
      for (const lang of langs) expect([name, meant(name, lang)]).toEqual([name, id]);
    }
  });

  test('no word means two things, but one and several needs', () => {
    const worn = (name: string) =>
      name
        .normalize('NFD')
        .toLowerCase()
        .replaceAll(/[^a-z?]|s$/g, '');
    const meanings = new Map<string, Set<CommandId>>();
    for (const { id, name } of allNames) {
      meanings.set(worn(name), (meanings.get(worn(name)) ?? new Set()).add(id));
    }
    const twice = [...meanings].filter(([, ids]) => ids.size > 1);
    expect(twice.map(([, ids]) => [...ids])).toEqual([
      ['need', 'needs'],
      ['need', 'needs'],
    ]);
  });
});

describe('the way it is typed doesn’t matter', () => {
  test.each([
    ['the slash and the name of the command', '/concertation critères P3', 'criteria'],
    ['its name alone', 'Concertation : critères', 'criteria'],
    ['a slash before the word', '/concertation /critères', 'criteria'],
    ['capitals without accents', 'CRITERES', 'criteria'],
    ['accents taken apart, as a Mac types them', 'crite\u0300res', 'criteria'],
    ['the singular', 'critère', 'criteria'],
    ['the plural', 'appels', 'call'],
    ['a space for a hyphen', 'Follow up', 'follow-up'],
    ['neither', 'followup', 'follow-up'],
    ['a straight apostrophe', "ce qui m'attend", 'me'],
    ['punctuation', 'propositions ?!', 'proposals'],
    ['guillemets', '« propositions »', 'proposals'],
    ['a no-break space', 'mes\u00a0tâches', 'me'],
    ['inclusive writing', 'participant·e·s', 'members'],
    ['marks of direction around it', '\u202emoi\u200f', 'me'],
  ])('%s', (_, text, id) => {
    expect(meant(text)).toBe(id);
  });

  test('under any mix of accents, capitals and blanks the same command is meant', () => {
    const name = fc.constantFrom(...allNames);
    const lead = fc.constantFrom('', '/', '/concertation ', 'CONCERTATION ', '  /concertation\t');
    const end = fc.constantFrom('', '.', ' …', ' !', '  ', ' :');
    const wear = fc.constantFrom<(s: string) => string>(
      (s) => s.toUpperCase(),
      (s) => s.normalize('NFD').replaceAll(/\p{M}/gu, ''),
      (s) => s.replaceAll(' ', '-'),
      (s) => s.replaceAll('-', ' '),
      (s) => s.replaceAll('’', "'"),
    );
    fc.assert(
      fc.property(
        name,
        lead,
        end,
        wear,
        fc.constantFrom(...langs),
        ({ id, name }, before, after, f, lang) => {
          expect(meant(`${before}${f(name)}${after}`, lang)).toBe(id);
        },
      ),
    );
  });

  test('nothing but the command’s own name, blanks or dots asks for nothing', () => {
    for (const text of ['', '   ', '/', '/concertation', 'Concertation.', '…', '\u200f\n']) {
      expect([text, parseCommand(text, 'fr')]).toEqual([text, { kind: 'empty' }]);
    }
  });
});

describe('what follows the word', () => {
  test('is kept as it was typed, over several lines', () => {
    expect(parseCommand('besoin : Un local chauffé,\n  le samedi — 👩‍👧 !', 'fr')).toEqual({
      kind: 'command',
      id: 'need',
      rest: 'Un local chauffé,\n  le samedi — 👩‍👧 !',
      target: null,
    });
  });

  test.each([
    ['critères P3', 'P3'],
    ['critères p 3', 'P3'],
    ['critères #P3.', 'P3'],
    ['critères de P\u00a012 svp', 'P12'],
    ['critères p-07', 'P7'],
    ['critères C1 P3', 'P3'],
    ['proposer comme dans P3, pour C2', 'C2'],
    ['convoquer m2', 'M2'],
    ['question à propos de O4', 'O4'],
    ['critères', null],
    ['critères P0', null],
    ['critères du CO2', null],
    ['critères P3bis', null],
    ['critères trop 3', null],
  ])('%s → %s', (text, target) => {
    expect(parseCommand(text, 'fr')).toMatchObject({ kind: 'command', target });
  });

  test('a reference alone shows what it names', () => {
    expect(parseCommand('/concertation p 3', 'fr')).toMatchObject({ id: 'proposals', target: 'P3' });
  });

  test('a reference is found inside any sentence, and nothing is found where there is none', () => {
    expect(refIn('Je m’oppose à la proposition p3, pas à P4.')).toBe('P3');
    expect(refIn('Rendez-vous à 3 h, au 4e étage.')).toBeNull();
  });
});

describe('a mistyped word', () => {
  test.each<[string, Lang, string, CommandId]>([
    ['propositons', 'fr', 'propositions', 'proposals'],
    ['relncer C2', 'fr', 'relancer', 'chase'],
    ['convqouer', 'fr', 'convoquer', 'convene'],
    ['mes tahces', 'fr', 'mes tâches', 'me'],
    ['voorstelen', 'nl', 'voorstellen', 'proposals'],
    ['bijeenropen', 'nl', 'bijeenroepen', 'convene'],
    ['folow-up', 'en', 'follow-up', 'follow-up'],
    ['chartter', 'en', 'charter', 'charter'],
  ])('%s (%s): %s is suggested, not carried out', (typed, lang, name, suggestion) => {
    expect(parseCommand(typed, lang)).toMatchObject({ kind: 'unknown', name, suggestion });
  });

  test('of two words equally near, the reader’s language has the right one', () => {
    const nearest = (lang: Lang) => (parseCommand('membr', lang) as { name?: string }).name;
    expect([nearest('fr'), nearest('en')]).toEqual(['membres', 'members']);
  });

  test.each(['bonjour', 'oui', 'non', 'ok', 'vote', 'budget', 'merci beaucoup', '🎉', 'ja', 'hello'])(
    '%s is near nothing, and nothing is suggested',
    (typed) => {
      expect(parseCommand(typed, 'fr')).toMatchObject({ kind: 'unknown', suggestion: null, name: null });
    },
  );

  test('a very long word is told back short, no sign cut in two', () => {
    const parsed = parseCommand('👩‍👧'.repeat(1000), 'fr');
    expect(parsed).toEqual({ kind: 'unknown', word: `${'👩‍👧'.repeat(39)}…`, suggestion: null, name: null });
  });

  test('whatever is typed, one of three answers comes, soon, and only right words are carried out', () => {
    const signs = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom(...'/concertation p3?!:-«’\u202e\u200f\ud83d🎉\n é'),
        maxLength: 300,
      }),
      fc.constantFrom('?', '-.', 'p 3 ', 'a', ' ', '\u202e', '🎉').map((sign) => sign.repeat(10_000)),
    );
    fc.assert(
      fc.property(signs, fc.constantFrom(...langs), (text, lang) => {
        const parsed = parseCommand(text, lang);
        expect(['command', 'unknown', 'empty']).toContain(parsed.kind);
        if (parsed.kind !== 'unknown') return;
        expect(parsed.word).not.toBe('');
        expect(parsed.word.length).toBeLessThanOrEqual(400);
        if (parsed.name !== null) expect(meant(parsed.name, lang)).toBe(parsed.suggestion);
        expect(plainText(unknownCommandCard(translator(lang), parsed))).toContain(parsed.word);
      }),
    );
  });
});

describe('who may do what', () => {
  const reserved: CommandId[] = ['call', 'follow-up', 'chase', 'convene', 'import', 'mails'];

  test('calling, following up, chasing, convening, importing and sending by hand are for whoever coordinates', () => {
    const barred = typedCommands.filter(({ id }) => opensFor(id, 'partner') === null).map(({ id }) => id);
    expect(barred).toEqual(reserved);
    expect(typedCommands.filter(({ id }) => opensFor(id, 'coordinator') === null)).toEqual([]);
  });

  test('the coordinator checks criteria; the others read them', () => {
    expect(opensFor('criteria', 'coordinator')).toMatchObject({ kind: 'form', action: 'criterion.check' });
    expect(opensFor('criteria', 'partner')).toMatchObject({ kind: 'view', view: 'criteria' });
    expect(meaningOf('criteria', 'fr', 'coordinator')).toBe('vérifier les critères d’une proposition');
    expect(meaningOf('criteria', 'fr', 'partner')).toBe('voir si une proposition répond aux critères');
  });
});

describe('the help', () => {
  const linesOf = (lang: Lang, role: Role, before?: TypedBefore) =>
    helpCard(translator(lang), role, before).blocks.flatMap((b) => (b.type === 'fact' ? [b] : []));

  test('a partner reads in French what they can type, and how to object', () => {
    const said = plainText(helpCard(translator('fr'), 'partner'));
    expect(said).toContain('/concertation proposer C2\u00a0: déposer une proposition');
    expect(said).toContain('/concertation besoin un local chauffé le samedi\u00a0: noter un nouveau besoin');
    expect(said).toContain('écrivez accord, objecter, remarque ou intérêt, puis sa référence');
    expect(said).toContain('/concertation objecter P3');
    expect(said).not.toMatch(/relancer|convoquer|coordonner/);
  });

  test('the coordinator reads first what only she can do', () => {
    const said = plainText(helpCard(translator('fr'), 'coordinator'));
    const order = [
      'Pour coordonner',
      'critères P3',
      'relancer C2',
      'convoquer M1',
      'Pour tout le monde',
      'moi',
    ];
    const places = order.map((words) => said.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  test.each(langs)('every example in %s can be typed as it stands and is what that person may do', (lang) => {
    for (const role of roles) {
      const lines = linesOf(lang, role);
      const may = typedCommands.filter(({ id, answers }) => opensFor(id, role) && !answers);
      expect(lines.map(({ label }) => meant(label, lang)).sort()).toEqual(may.map(({ id }) => id).sort());
      for (const { label, value } of lines) expect(value).toBe(meaningOf(commandIn(label), lang, role));
    }
  });

  test('in a box that is for commands nothing needs to stand before the word', () => {
    expect(linesOf('nl', 'partner', inBox)[0]?.label).toBe('indienen C2');
  });

  function commandIn(text: string): CommandId {
    return (parseCommand(text, 'fr') as Extract<Parsed, { kind: 'command' }>).id;
  }
});

describe('the answer to an unknown word', () => {
  const answer = (text: string, lang: Lang) =>
    plainText(unknownCommandCard(translator(lang), parseCommand(text, lang) as never));

  test('says it, suggests the nearest word, and tells where all words are', () => {
    expect(answer('propositons', 'fr').replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      '« propositons » n’est pas une commande connue.\n' +
        'Vouliez-vous dire « propositions » ? Dans ce cas, écrivez /concertation propositions\n' +
        'Rien n’a été fait. Pour voir tout ce que vous pouvez écrire : /concertation aide',
    );
  });

  test('suggests nothing where nothing is near', () => {
    expect(answer('bonjour', 'nl')).toBe(
      '“bonjour” is geen bekend commando.\nEr is niets gebeurd. Alles wat u kunt typen, vindt u met /concertation hulp',
    );
  });
});

describe('while typing', () => {
  const names = (prefix: string, lang: Lang, role: Role = 'coordinator') =>
    complete(prefix, lang, role).map(({ name }) => name);

  test('words of one’s own language come first, then the others, each command once', () => {
    expect(names('pro', 'fr')).toEqual(['proposer', 'propositions']);
    expect(names('c', 'en')).toEqual([
      'call',
      'criteria',
      'chase',
      'convene',
      'charter',
      'coordinator',
      'consent',
      'comment',
      'commands',
      'ce qui m’attend',
      'courriels',
    ]);
    expect(names('h', 'fr')).toEqual(['herinneren', 'hulp']);
  });

  test('accents, capitals and the command’s own name change nothing', () => {
    expect(names('/concertation CRIT', 'fr')).toEqual(['critères']);
    expect(names('A faire', 'fr')).toEqual(['à faire']);
  });

  test('each word comes with what it does, in the language of whoever types', () => {
    expect(complete('oproep', 'fr', 'coordinator')).toEqual([
      { name: 'oproep', meaning: 'lancer un appel à propositions' },
    ]);
  });

  test('nobody is offered what they may not do', () => {
    expect(names('relan', 'fr', 'partner')).toEqual([]);
    expect(names('', 'fr', 'partner')).toHaveLength(listed.length - 6);
    expect(names('', 'fr')).toEqual(listed.map((c) => c.names.fr[0]));
    expect(names('obj', 'fr')).toEqual(['objecter']);
  });

  test('what begins no word is completed by nothing, and nothing breaks', () => {
    expect(names('🎉', 'fr')).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.constantFrom(...langs), (text, lang) => {
        for (const name of names(text, lang)) expect(['command']).toContain(parseCommand(name, lang).kind);
      }),
    );
  });
});
