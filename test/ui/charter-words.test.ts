import { describe, expect, it, test } from 'vitest';
import { type Charter, type RuleName, ruleNames } from '../../src/domain/charter.ts';
import { notYetApplied } from '../../src/domain/not-yet-applied.ts';
import { langs } from '../../src/domain/people.ts';
import { plainText } from '../../src/ui/card.ts';
import { translator } from '../../src/ui/translator.ts';
import { charterCard } from '../../src/ui/views/charter-card.ts';
import { ruleInWords, ruleLabel } from '../../src/ui/views/charter-words.ts';
import { charterNamed, charterNames } from '../support/charters.ts';
import { charterWith } from '../support/given.ts';

const fr = translator('fr');
const colignon = charterNamed('colignon-2024');
const contrary = charterNamed('contraire-2026');

/** A rule as it is read aloud: plain spaces. */
const said = (charter: Charter, name: RuleName, t = fr) => spoken(ruleInWords(t, charter, name));
const spoken = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('les règles de Colignon, lues à voix haute', () => {
  it.each<[RuleName, string]>([
    ['membership', 'Participation : le groupe est ouvert, toute personne peut participer.'],
    [
      'silence',
      'Silence : sans objection dans les temps impartis, une proposition qui répond aux critères est validée.',
    ],
    [
      'notice',
      'Délai de convocation : entre l’envoi de la convocation et la réunion, il s’écoule au moins cinq jours, en comptant du lundi au vendredi, hors jours fériés.',
    ],
    [
      'reminders',
      'Rappels : les institutions qui n’ont pas répondu reçoivent un rappel sept jours puis deux jours avant l’échéance.',
    ],
    ['downtime', 'Pannes : une panne qui dépasse une heure prolonge le délai d’autant, sept jours au plus.'],
    [
      'ladder',
      'Façon de décider : la plénière décide par un consensus sur la proposition modifiée ; à défaut, par un vote pour choisir entre des propositions et statuer sur une objection, à plus de la moitié des voix exprimées.',
    ],
    ['tie', 'Égalité des voix : en cas d’égalité, rien ne change.'],
    ['conveningHours', 'Heures de réunion : une réunion commence entre 9 h et 17 h.'],
    [
      'analysis',
      'Analyse en plénière : la plénière examine l’urgence, la temporalité et les critères de base.',
    ],
    [
      'pathway',
      'Parcours de validation : après la validation par la concertation viennent encore : l’avis du comité de pilotage de la CASS, la validation du Conseil de l’Action Sociale et la validation des ministres de la Cocom chargé·e·s de la santé et du social.',
    ],
  ])('%s', (name, words) => {
    expect(said(colignon, name)).toBe(words);
  });

  it('the 40 % of the CPAS are in the criterion of the carrier', () => {
    expect(said(colignon, 'criteria')).toContain('par le CPAS (40 % au plus du montant alloué au projet)');
  });
});

describe('une valeur, une phrase', () => {
  const other = <R extends RuleName>(name: R, value: Parameters<typeof charterWith<R>>[1]) =>
    said(charterWith(name, value), name).replace(/^[^:]* : /, '');

  test.each([
    [other('notice', { days: 10, unit: 'clear' }), /au moins dix jours francs ; ni le jour de l’envoi/],
    [other('notice', { days: 1, unit: 'working' }), /au moins un jour, en comptant du lundi au vendredi/],
    [other('notice', { days: 8, unit: 'calendar' }), /^la réunion a lieu au plus tôt huit jours après/],
    [other('notice', { days: 0, unit: 'working' }), /sans délai\.$/],
    [other('workingDays', [1, 3, 5]), /les jours suivants : lundi, mercredi et vendredi\.$/],
    [other('workingDays', [6, 2, 4, 3, 5]), /du mardi au samedi\.$/],
    [
      other('recess', [{ from: '12-24', to: '01-01' }]),
      /^personne n’est convoqué du 24 décembre au 1er janvier\.$/,
    ],
    [other('quietHours', { from: '20:30', to: '08:00' }), /entre 20 h 30 et 8 h,/],
    [other('reminders', { daysBefore: [] }), /^aucun rappel/],
    [
      other('reminders', { daysBefore: [3, 0] }),
      / trois jours avant l’échéance\. Un dernier rappel part le jour même\.$/,
    ],
    [other('reminders', { daysBefore: [0] }), /le jour de l’échéance\.$/],
    [
      other('reach', { minimumPercent: 60, hoursBefore: 36 }),
      /que si 60 % au moins des institutions .* 36 heures au moins avant l’échéance\.$/,
    ],
    [other('reach', { minimumPercent: 0, hoursBefore: 24 }), /un jour au moins avant l’échéance\.$/],
    [other('reach', { minimumPercent: 0, hoursBefore: 0 }), /l’appel est parvenu avant l’échéance\.$/],
    [
      other('downtime', { toleranceMinutes: 15, capHours: 36 }),
      /qui dépasse 15 minutes .* 36 heures au plus\.$/,
    ],
    [other('downtime', { toleranceMinutes: 0, capHours: 24 }), /^toute panne .* un jour au plus\.$/],
    [other('downtime', { toleranceMinutes: 60, capHours: 0 }), /ne prolonge pas/],
    [
      other('period', { kind: 'rolling', days: 14, minimumDays: 0 }),
      /^chaque proposition a son propre délai : 14 jours à partir de son dépôt\.$/,
    ],
    [other('quorum', { percent: 50, of: 'seats' }), /50 % au moins des sièges/],
    [other('minimumPerYear', 1), /au moins une fois par an\.$/],
    [
      other('ladder', [
        { kind: 'majority', threshold: [3, 5], reached: true, base: 'members', decides: ['any'] },
      ]),
      /à 3\/5 au moins de tous les membres\.$/,
    ],
    [
      other('visibility', { decisions: 'public', minutes: 'members', funds: 'public' }),
      /les décisions sont visibles pour tout le monde, les PV pour les membres, les fonds pour tout le monde/,
    ],
  ])('%s', (words, expected) => {
    expect(words).toMatch(expected);
  });

  it('votes about different things don’t stand in for each other', () => {
    expect(said(contrary, 'ladder')).toMatch(
      /deux tiers au moins des présent·e·s ; par un vote pour changer la charte .* ; à défaut, par un consensus\.$/,
    );
  });

  it('automatic convocation that is off is said to be off', () => {
    expect(said(contrary, 'convocation')).toMatch(/La convocation ne part jamais d’elle-même\.$/);
    expect(said(colignon, 'convocation')).toMatch(/et la convocation part d’elle-même après trois jours,/);
  });
});

describe.each(langs)('chaque règle de chaque charte, en %s', (lang) => {
  const t = translator(lang);

  it.each(charterNames)('%s: one sentence a rule, its name first, whole', (name) => {
    for (const rule of ruleNames) {
      const words = ruleInWords(t, charterNamed(name), rule);
      expect(words.startsWith(ruleLabel(t, rule)), rule).toBe(true);
      expect(words, rule).toMatch(/\.$/);
      expect(words, rule).not.toMatch(/[{}]|undefined|NaN|null| {2}/);
    }
  });

  it.each(charterNames)('%s: its card has every rule once, with its article or its assumption', (name) => {
    const charter = charterNamed(name);
    const facts = charterCard(t, charter).blocks.filter((block) => block.type === 'fact');
    expect(facts.map((f) => f.label).sort()).toEqual(ruleNames.map((rule) => ruleLabel(t, rule)).sort());
    for (const rule of ruleNames) {
      const { source } = charter.rules[rule];
      const value = spoken(facts.find((f) => f.label === ruleLabel(t, rule))?.value ?? '');
      if (source.assumption) expect(value, rule).toContain(source.assumption[lang].slice(1));
      if ('article' in source) expect(value, rule).toContain(source.article.split(', ')[0]);
      expect(value.includes(spoken(t('charter.not-yet'))), rule).toBe(notYetApplied.includes(rule));
    }
  });
});

describe('la carte de la charte', () => {
  it('says how much of the charter is assumed, and what the group can do about it', () => {
    const text = spoken(plainText(charterCard(fr, colignon)));
    expect(text).toContain('Voici vos 45 règles. Parmi elles, 35 reposent');
    expect(text).toContain('(charte, articles 7 et 8)');
  });

  it('says that a charter is under discussion, and when it is looked at again', () => {
    expect(charterCard(fr, contrary).status?.label).toBe('en discussion, à revoir après 12 mois');
    expect(charterCard(fr, colignon).status).toEqual({ tone: 'good', label: 'en vigueur' });
  });
});
