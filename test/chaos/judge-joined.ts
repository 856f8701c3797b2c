// Two persons who turn out to be one, as the judge reads it: whatever was either’s is the one’s who stays.

import type { Book } from './judge-book.ts';

const strength = ['ended', 'declined', 'claimed', 'confirmed'];

export function joinPersons(book: Book, from: string, into: string): void {
  if (book.coordinators.delete(from)) book.coordinators.add(into);
  const [theirs, own] = [book.deputies.get(from), book.deputies.get(into)];
  if (theirs !== undefined) {
    const endless = theirs === null || own === null;
    const last = [theirs, own].filter((until) => typeof until === 'string').toSorted();
    book.deputies.set(into, endless ? null : (last.at(-1) ?? null));
    book.deputies.delete(from);
  }
  for (const [id, mandate] of [...book.mandates]) {
    if (mandate.person !== from) continue;
    const moved = `${into}~${mandate.institution}`;
    const state = book.mandates.get(moved)?.state ?? 'ended';
    const stronger = strength.indexOf(mandate.state) > strength.indexOf(state) ? mandate.state : state;
    book.mandates.set(moved, { ...mandate, person: into, state: stronger });
    book.mandates.set(id, { ...mandate, state: 'ended' });
  }
  const said = [
    ...[...book.answers].map(({ by }) => by),
    ...[...book.objections.values()].map(({ author }) => author),
    ...[...book.questions.values()].map(({ author }) => author),
    ...[...book.remarks.values()].map(({ author }) => author),
    ...[...book.needs.values()].map(({ author }) => author),
    ...book.talks.values(),
    ...[...book.competitions.values()].flatMap(({ by }) => by ?? []),
  ];
  for (const actor of said) if (actor.person === from) actor.person = into;
  for (const proposal of book.proposals.values())
    for (const carrying of [proposal, ...proposal.joint])
      if (carrying.submitter === from) carrying.submitter = into;
  for (const institution of book.institutions.values())
    if (institution.contact === from) institution.contact = into;
}
