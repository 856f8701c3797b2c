// The columns that a file of institutions, people or proposals can have, and how people title them.

import { foldName } from '../domain/names.ts';
import { type Lang, langs } from '../domain/people.ts';
import { nearness } from '../ui/nearness.ts';

export type RosterKind = 'institutions' | 'people' | 'proposals';

export interface Column {
  required: boolean;
  /** First the French, Dutch and English title, then what people also write. */
  titles: readonly [fr: string, nl: string, en: string, ...string[]];
}

const column = (titles: Column['titles']): Column => ({ required: false, titles });
const required = (titles: Column['titles']): Column => ({ required: true, titles });

const mail = column(['courriel', 'e-mailadres', 'email', 'e-mail', 'mail', 'adresse électronique']);

export const rosterColumns = {
  institutions: {
    name: required(['nom', 'naam', 'name', 'institution', 'association', 'organisatie', 'organisation']),
    legalForm: column(['forme juridique', 'rechtsvorm', 'legal form', 'forme', 'statut juridique']),
    sectors: column(['secteurs', 'sectoren', 'sectors', 'secteur', 'sector']),
    rooted: column(['ancrage local', 'lokale verankering', 'rooted locally', 'ancrage', 'verankering']),
    soundAccounts: column(['assise comptable', 'boekhoudkundige basis', 'sound accounts']),
    votesWith: column(['vote avec', 'stemt met', 'votes with']),
    mail,
  },
  people: {
    name: required(['nom', 'naam', 'name', 'personne', 'persoon', 'person', 'nom complet', 'full name']),
    firstName: column(['prénom', 'voornaam', 'first name']),
    mail,
    institution: required(['institution', 'organisatie', 'organisation', 'instelling', 'association']),
    lang: column(['langue', 'taal', 'language']),
    role: column(['rôle', 'rol', 'role', 'fonction', 'functie']),
  },
  proposals: {
    title: required(['titre', 'titel', 'title']),
    summary: required(['résumé', 'samenvatting', 'summary', 'description', 'beschrijving']),
    carrier: required(['institution porteuse', 'projectdrager', 'lead organisation', 'porteur', 'porteuse']),
    amount: column(['montant', 'bedrag', 'amount']),
    partners: column(['partenaires', 'partners', 'partner organisations']),
    objectives: column(['objectifs', 'doelstellingen', 'objectives']),
  },
} as const satisfies Record<RosterKind, Record<string, Column>>;

/** What the titles of a file say. */
export interface Layout {
  kind: RosterKind;
  /** Where each known column stands, from 0. */
  places: Map<string, number>;
  /** Titles that mean the same as one before: [the earlier, the later]. */
  doubled: [string, string][];
  missing: string[];
  /** Titles that mean nothing here. */
  ignored: string[];
}

/**
 * What a file is about, by its titles: the kind that most of them belong to, and of several the one whose
 * required columns are all there. So a list of people without the column of their institution isn’t taken for
 * a list of institutions. Null when no title is known.
 */
export function layoutOf(header: readonly string[]): Layout | null {
  const layouts = (['proposals', 'people', 'institutions'] as const).map((kind) => layoutAs(kind, header));
  const rank = (l: Layout) => 2 * l.places.size + (l.missing.length === 0 ? 1 : 0);
  const best = layouts.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  return best.places.size > 0 ? best : null;
}

function layoutAs(kind: RosterKind, header: readonly string[]): Layout {
  const layout: Layout = { kind, places: new Map(), doubled: [], missing: [], ignored: [] };
  const columns = Object.entries<Column>(rosterColumns[kind]);
  header.forEach((title, place) => {
    const id = columns.find(([, { titles }]) => titles.some((t) => titleKey(t) === titleKey(title)))?.[0];
    const earlier = id === undefined ? undefined : layout.places.get(id);
    if (id === undefined) layout.ignored.push(title);
    else if (earlier === undefined) layout.places.set(id, place);
    else layout.doubled.push([header[earlier] as string, title]);
  });
  layout.missing = columns.filter(([id, c]) => c.required && !layout.places.has(id)).map(([id]) => id);
  layout.ignored = layout.ignored.filter((title) => titleKey(title) !== '');
  return layout;
}

/**
 * The title that was probably meant by one that means nothing here: written with a slip, or the first word of
 * a title of that kind. In the reader's language; null when none is near.
 */
export function nearestTitle(typed: string, kind: RosterKind, lang: Lang): string | null {
  const key = titleKey(typed);
  const near = (title: string) =>
    nearness(key, titleKey(title)) !== undefined ||
    (key.length >= 5 && titleKey(title).startsWith(`${key} `));
  const meant = Object.values<Column>(rosterColumns[kind]).find(({ titles }) => titles.some(near));
  return meant?.titles[langs.indexOf(lang)] ?? null;
}

/** 'Montant (€) *' and 'MONTANT' are one title. */
function titleKey(title: string): string {
  return foldName(title.replaceAll(/\([^)]*\)/g, ''))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
