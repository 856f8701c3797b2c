// What people mistype, in the room of the data set with a second proposal: each with its refusal.

import type { RefusalCode } from '../../src/domain/refusal.ts';

type Values = Record<string, unknown>;
export interface Mistake {
  what: string;
  act: [person: string, action: string, target: string | null, values: Values];
  code: RefusalCode;
  field: string | null;
  /** In French. */
  says: RegExp;
  next: RegExp;
}

export const idea = { title: 'Jardin', summary: 'Un potager' };
const call = { title: 'Été', closesAt: '2027-04-30T12:00' };

const proposing = (values: Values): Mistake['act'] => [
  'nadia',
  'proposal.submit',
  'C1',
  { ...idea, ...values },
];
const calling = (values: Values): Mistake['act'] => ['referente', 'call.open', null, { ...call, ...values }];
const registering = (values: Values): Mistake['act'] => [
  'referente',
  'institution.register',
  null,
  { name: 'Atelier', ...values },
];

const amounts = [
  -1,
  '-1',
  0,
  '1e309',
  'NaN',
  'Infinity',
  '12 500 000 000 000',
  '1,234',
  'beaucoup',
  {},
  true,
];
const days = ['2027-04-31T12:00', '2027-02-29T12:00', '2027-04-30T25:00', 'vendredi', '30/04/2027', 20270430];

export const mistakes: Mistake[] = [
  {
    what: 'a title of 10,000 characters',
    act: proposing({ title: 'a'.repeat(10_000) }),
    code: 'values.too-long',
    field: 'title',
    says: /^Ce texte compte 10000 caractères, pour 150 au plus\.$/,
    next: /^Raccourcissez-le/,
  },
  {
    what: 'a summary of 5,000 characters that each take two places',
    act: proposing({ summary: '𝒜'.repeat(5_000) }),
    code: 'values.too-long',
    field: 'summary',
    says: /compte 5000 caractères, pour 4000 au plus/,
    next: /^Raccourcissez-le/,
  },
  {
    what: 'a deadline yesterday',
    act: calling({ closesAt: '2026-11-22T12:00' }),
    code: 'call.deadline-past',
    field: 'closesAt',
    says: /^Cette échéance est déjà passée\.$/,
    next: /à venir/,
  },
  {
    what: 'a deadline in three years',
    act: calling({ closesAt: '2029-11-30T12:00' }),
    code: 'call.deadline-far',
    field: 'closesAt',
    says: /plus de deux ans/,
    next: /plus proche/,
  },
  {
    what: 'proposals until after the end of objections',
    act: calling({ proposalsUntil: '2027-05-01T12:00' }),
    code: 'call.deadlines-crossed',
    field: 'proposalsUntil',
    says: /jusqu’après la fin du délai/,
    next: /avant la fin du délai d’objection/,
  },
  ...days.map(
    (closesAt): Mistake => ({
      what: `the date ${JSON.stringify(closesAt)}`,
      act: calling({ closesAt }),
      code: 'values.not-a-date',
      field: 'closesAt',
      says: /^Cette date n’existe pas/,
      next: /par exemple 2027-03-03T23:59/,
    }),
  ),
  ...amounts.map(
    (amount): Mistake => ({
      what: `an amount of ${JSON.stringify(amount)}`,
      act: proposing({ amount }),
      code: 'values.not-an-amount',
      field: 'amount',
      says: /^Ce montant ne peut pas être lu, ou n’est pas compris entre un centime et un milliard/,
      next: /par exemple 12 500 ou 12 500,50/,
    }),
  ),
  {
    what: 'a share greater than the amount',
    act: proposing({ amount: '100', carrierShare: '100,01' }),
    code: 'proposal.share-beyond',
    field: 'carrierShare',
    says: /dépasse le montant demandé/,
    next: /^Vérifiez les deux montants/,
  },
  {
    what: 'an emoji as a title',
    act: proposing({ title: '🌱🌱' }),
    code: 'values.no-letter',
    field: 'title',
    says: /ni lettre ni chiffre/,
    next: /^Écrivez un nom ou un titre/,
  },
  {
    what: 'an emoji as a name',
    act: registering({ name: '👍' }),
    code: 'values.no-letter',
    field: 'name',
    says: /ni lettre ni chiffre/,
    next: /^Écrivez un nom ou un titre/,
  },
  {
    what: 'a title of nothing but marks that turn the direction',
    act: proposing({ title: '\u202e\u2066 \u2069' }),
    code: 'values.missing',
    field: 'title',
    says: /^Ce champ est obligatoire\.$/,
    next: /^Complétez-le/,
  },
  {
    what: 'a title of half a character',
    act: proposing({ title: '\ud83c' }),
    code: 'values.missing',
    field: 'title',
    says: /obligatoire/,
    next: /^Complétez-le/,
  },
  {
    what: 'a partner that doesn’t exist',
    act: proposing({ partners: ['I2', 'I404'] }),
    code: 'institution.unknown',
    field: 'partners',
    says: /« I404 » n’est pas inscrite/,
    next: /^Choisissez une institution de la liste/,
  },
  {
    what: 'oneself as a partner',
    act: proposing({ partners: ['I1'] }),
    code: 'proposal.own-partner',
    field: 'partners',
    says: /sa propre partenaire/,
    next: /^Retirez-la/,
  },
  {
    what: 'a competitor that doesn’t exist',
    act: ['lise', 'competition.declare', 'P1', { with: 'P404', reason: 'Même local' }],
    code: 'proposal.unknown',
    field: 'with',
    says: /P404/,
    next: /^Choisissez l’une des propositions/,
  },
  {
    what: 'a proposal that competes with itself',
    act: ['lise', 'competition.declare', 'P1', { with: 'P1', reason: 'Même local' }],
    code: 'competition.alone',
    field: 'with',
    says: /au moins deux propositions/,
    next: /^Choisissez une autre proposition/,
  },
  {
    what: 'a criterion that doesn’t exist',
    act: ['referente', 'criterion.check', 'P1', { criterion: 'beauté', met: 'yes' }],
    code: 'criterion.unknown',
    field: 'criterion',
    says: /« beauté » ne figure ni dans la charte ni dans cet appel/,
    next: /^Critères connus : /,
  },
  {
    what: 'a ground that the charter doesn’t have',
    act: ['lise', 'objection.raise', 'P1', { ground: 'mauvaise humeur' }],
    code: 'objection.ground-unknown',
    field: 'ground',
    says: /ne figure pas parmi ceux de la charte/,
    next: /laisser ce champ vide/,
  },
  {
    what: 'a person whom nobody knows',
    act: ['referente', 'coordinator.appoint', null, { person: 'personne', role: 'deputy' }],
    code: 'person.unknown',
    field: 'person',
    says: /n’est pas connue/,
    next: /^Choisissez-la dans la liste/,
  },
  {
    what: 'eleven criteria',
    act: calling({ criteria: Array.from({ length: 11 }, (_, i) => `critère ${i}`).join('\n') }),
    code: 'values.too-many',
    field: 'criteria',
    says: /^Vous en indiquez 11, pour 10 au plus\.$/,
    next: /^Retirez-en/,
  },
  {
    what: 'a criterion of 301 characters',
    act: calling({ criteria: ['a'.repeat(301)] }),
    code: 'values.too-long',
    field: 'criteria',
    says: /compte 301 caractères, pour 300 au plus/,
    next: /^Raccourcissez-le/,
  },
  {
    what: 'sixty-one objectives',
    act: calling({ objectives: Array.from({ length: 61 }, (_, i) => `O.${i}`).join(', ') }),
    code: 'values.too-many',
    field: 'objectives',
    says: /61, pour 60 au plus/,
    next: /^Retirez-en/,
  },
  {
    what: 'a sentence as the code of an objective',
    act: calling({ objectives: '<b>tout</b>' }),
    code: 'values.invalid',
    field: 'objectives',
    says: /forme attendue/,
    next: /^Vérifiez ce champ/,
  },
  ...['contact', 'a@b', 'a b@asbl.example', '@asbl.example', 'a@asbl.example, b@asbl.example', 7].map(
    (mail): Mistake => ({
      what: `the mail address ${JSON.stringify(mail)}`,
      act: registering({ mail }),
      code: 'values.not-a-mail',
      field: 'mail',
      says: /^Cette adresse électronique/,
      next: /prenom\.nom@asbl\.example/,
    }),
  ),
  {
    what: 'an option that isn’t one',
    act: registering({ legalForm: 'sprl' }),
    code: 'values.invalid',
    field: 'legalForm',
    says: /forme attendue/,
    next: /^Vérifiez ce champ/,
  },
  {
    what: 'a field that the form doesn’t have',
    act: proposing({ status: 'validated' }),
    code: 'values.invalid',
    field: 'status',
    says: /forme attendue/,
    next: /^Vérifiez ce champ/,
  },
  {
    what: 'no reason where one is needed',
    act: ['lise', 'concern.raise', 'P1', { remark: ' \n ' }],
    code: 'values.missing',
    field: 'remark',
    says: /obligatoire/,
    next: /^Complétez-le/,
  },
];
