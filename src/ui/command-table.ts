// The words that people type after `/concertation`: their names in three languages, and what each opens.

import type { Lang } from '../domain/people.ts';

export type CommandId =
  | 'call'
  | 'propose'
  | 'proposals'
  | 'me'
  | 'criteria'
  | 'follow-up'
  | 'chase'
  | 'convene'
  | 'import'
  | 'members'
  | 'charter'
  | 'need'
  | 'needs'
  | 'mails'
  | 'question'
  | 'consent'
  | 'object'
  | 'remark'
  | 'interest'
  | 'link'
  | 'help';

/** A coordinator (or deputy) of the assembly, or anybody else who takes part. */
export type Role = 'coordinator' | 'partner';

/** What a reference must name for a form to open on it: C2, P3, M1. */
export type TargetKind = 'call' | 'proposal' | 'meeting';

export type Opens =
  /** `onProposal`: what it opens in place of `action` where a proposal is named first. */
  | { kind: 'form'; action: string; target: TargetKind | null; onProposal?: string }
  | { kind: 'view'; view: CommandId; target: TargetKind | null };

export interface TypedCommand {
  id: CommandId;
  /** The first name is the one that is shown; the others are understood. */
  names: Record<Lang, readonly [string, ...string[]]>;
  /** Null where someone in that role may not use it. */
  opens: Record<Role, Opens | null>;
  /** Understood, and told on one line of the help together with the others like it: an answer to a proposal. */
  answers?: true;
}

/** What stands before a word where it is typed. */
export type TypedBefore = (id: CommandId) => string;

export const inChat: TypedBefore = () => '/concertation ';
/** A command box takes the word alone. */
export const inBox: TypedBefore = () => '';

/** Opens the form that brings a file in: no action of the catalogue, since what becomes of it depends on the file. */
export const importing = 'import';

/** What a button names that opens no form, but what awaits whoever taps it. */
export const awaiting = 'mine';

export const typedCommands: readonly TypedCommand[] = [
  {
    id: 'call',
    names: {
      fr: ['appel', 'appel à propositions', 'appel à projets', 'nouvel appel', 'lancer un appel'],
      nl: ['oproep', 'oproepen', 'oproep tot voorstellen', 'nieuwe oproep', 'oproep lanceren'],
      en: ['call', 'call for proposals', 'new call', 'open a call'],
    },
    opens: { coordinator: form('call.open'), partner: null },
  },
  {
    id: 'propose',
    names: {
      fr: ['proposer', 'nouvelle proposition', 'déposer une proposition', 'soumettre une proposition'],
      nl: ['indienen', 'voorstellen doen', 'voorstel doen', 'nieuw voorstel', 'voorstel indienen'],
      en: ['propose', 'new proposal', 'submit a proposal', 'submit proposal'],
    },
    opens: both(form('proposal.submit', 'call')),
  },
  {
    id: 'proposals',
    names: {
      fr: ['propositions', 'voir les propositions', 'projets'],
      nl: ['voorstellen', 'voorstel', 'projecten', 'project'],
      en: ['proposals'],
    },
    opens: both(view('proposals', 'proposal')),
  },
  {
    id: 'me',
    names: {
      fr: ['moi', 'pour moi', 'à faire', 'mes tâches', 'ce qui m’attend'],
      nl: ['ik', 'mij', 'voor mij', 'te doen', 'mijn taken'],
      en: ['me', 'for me', 'to do', 'my tasks'],
    },
    opens: both(view('me')),
  },
  {
    id: 'criteria',
    names: {
      fr: ['critères', 'vérifier les critères', 'cocher les critères'],
      nl: ['criteria', 'criterium', 'criteria nakijken'],
      en: ['criteria', 'criterion', 'check criteria'],
    },
    opens: { coordinator: form('criterion.check', 'proposal'), partner: view('criteria', 'proposal') },
  },
  {
    id: 'follow-up',
    names: {
      fr: ['suivi', 'tableau de suivi', 'grille de suivi', 'qui a répondu'],
      nl: ['opvolging', 'opvolgen', 'overzicht', 'wie heeft geantwoord'],
      en: ['follow-up', 'tracking', 'overview', 'who answered'],
    },
    opens: { coordinator: view('follow-up', 'call'), partner: null },
  },
  {
    id: 'chase',
    names: {
      fr: ['relancer', 'relance', 'rappel', 'rappeler', 'envoyer un rappel'],
      nl: ['herinneren', 'herinnering', 'herinneringen', 'herinnering sturen'],
      en: ['chase', 'remind', 'reminder', 'send a reminder'],
    },
    opens: { coordinator: form('call.chase', 'call'), partner: null },
  },
  {
    id: 'convene',
    names: {
      fr: ['convoquer', 'convocation', 'convoquer la plénière'],
      nl: ['uitnodigen', 'bijeenroepen', 'uitnodiging', 'uitnodigingen'],
      en: ['convene', 'convene the plenary', 'notice of meeting'],
    },
    opens: { coordinator: form('meeting.confirm', 'meeting'), partner: null },
  },
  {
    id: 'import',
    names: {
      fr: ['importer', 'importer un fichier', 'importer une liste'],
      nl: ['invoeren', 'importeren', 'bestand invoeren'],
      en: ['import', 'import a file', 'import a list'],
    },
    opens: { coordinator: form(importing), partner: null },
  },
  {
    id: 'members',
    names: {
      fr: ['membres', 'participants', 'participant·e·s', 'partenaires', 'institutions', 'qui participe'],
      nl: ['leden', 'lid', 'deelnemers', 'partners', 'organisaties', 'wie doet mee'],
      en: ['members', 'participants', 'partners', 'organisations', 'organizations', 'who takes part'],
    },
    opens: both(view('members')),
  },
  {
    id: 'charter',
    names: {
      fr: ['charte', 'règles', 'règlement'],
      nl: ['charter', 'regels', 'reglement'],
      en: ['charter', 'rules'],
    },
    opens: both(view('charter')),
  },
  {
    id: 'need',
    names: {
      fr: ['besoin', 'nouveau besoin', 'noter un besoin', 'signaler un besoin'],
      nl: ['behoefte', 'nood', 'nieuwe behoefte'],
      en: ['need', 'new need'],
    },
    opens: both(form('need.note')),
  },
  {
    id: 'needs',
    names: {
      fr: ['besoins', 'liste des besoins', 'voir les besoins'],
      nl: ['behoeften', 'noden', 'lijst van behoeften'],
      en: ['needs', 'list of needs'],
    },
    opens: both(view('needs')),
  },
  {
    id: 'mails',
    names: {
      fr: ['courriels', 'courriels à envoyer', 'lettres', 'courrier', 'e-mails'],
      nl: ['brieven', 'te verzenden brieven', 'e-mails', 'mails'],
      en: ['mails', 'mails to send', 'letters', 'e-mails'],
    },
    opens: { coordinator: view('mails'), partner: null },
  },
  {
    id: 'question',
    names: {
      fr: ['question', 'poser une question', 'demander', 'référente', 'référent·e', 'contact'],
      nl: ['vraag', 'vragen', 'vraag stellen', 'een vraag stellen', 'wijkreferent', 'contact'],
      en: ['question', 'ask', 'ask a question', 'coordinator', 'contact'],
    },
    opens: both({ kind: 'form', action: 'coordinator.ask', target: null, onProposal: 'question.ask' }),
  },
  {
    id: 'consent',
    names: {
      fr: ['accord', 'd’accord', 'être d’accord', 'donner notre accord', 'approuver'],
      nl: ['akkoord', 'akkoord gaan', 'instemmen', 'instemming'],
      en: ['agree', 'agreement', 'consent'],
    },
    opens: both(form('consent.give', 'proposal')),
    answers: true,
  },
  {
    id: 'object',
    names: {
      fr: ['objecter', 'objection', 'déposer une objection', 's’opposer', 'm’opposer'],
      nl: ['bezwaar', 'bezwaren', 'bezwaar indienen', 'bezwaar maken'],
      en: ['object', 'objection', 'raise an objection'],
    },
    opens: both(form('objection.raise', 'proposal')),
    answers: true,
  },
  {
    id: 'remark',
    names: {
      fr: ['remarque', 'laisser une remarque', 'commentaire', 'commenter'],
      nl: ['opmerking', 'opmerkingen', 'opmerking maken', 'een opmerking maken'],
      en: ['remark', 'leave a remark', 'comment'],
    },
    opens: both(form('concern.raise', 'proposal')),
    answers: true,
  },
  {
    id: 'interest',
    names: {
      fr: ['intérêt', 'marquer notre intérêt', 'intéressé·e', 'intéressé'],
      nl: ['interesse', 'interesse tonen', 'geïnteresseerd'],
      en: ['interest', 'register interest', 'interested'],
    },
    opens: both(form('interest.show', 'proposal')),
    answers: true,
  },
  {
    id: 'link',
    names: {
      fr: ['relier', 'relier un compte', 'lier', 'joindre un autre salon'],
      nl: ['koppelen', 'account koppelen', 'verbinden'],
      en: ['link', 'link an account', 'link a channel'],
    },
    opens: both(form('person.link')),
  },
  {
    id: 'help',
    names: {
      fr: ['aide', '?', 'commandes', 'que puis-je faire', 'mode d’emploi'],
      nl: ['hulp', '?', 'help', 'commando’s', 'wat kan ik doen'],
      en: ['help', '?', 'commands', 'what can I do', 'menu'],
    },
    opens: both(view('help')),
  },
];

/** What the word opens for someone in this role; null when it isn’t theirs to use. */
export function opensFor(id: CommandId, role: Role): Opens | null {
  return commandOf(id).opens[role];
}

export function commandOf(id: CommandId): TypedCommand {
  const command = typedCommands.find((c) => c.id === id);
  if (!command) throw new Error(`no command is called ${id}`);
  return command;
}

function form(action: string, target: TargetKind | null = null): Opens {
  return { kind: 'form', action, target };
}

function view(id: CommandId, target: TargetKind | null = null): Opens {
  return { kind: 'view', view: id, target };
}

function both(opens: Opens): Record<Role, Opens> {
  return { coordinator: opens, partner: opens };
}
