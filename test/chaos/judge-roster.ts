// Who takes part and who runs the process, as the judge reads it: only coordinators, and those confirmed for
// an institution, change anything there.

import type { Actor, Book, Data, Steps } from './judge-book.ts';
import { joinPersons } from './judge-joined.ts';

export const rosterSteps: Steps = {
  AssemblyOpened(d, book) {
    for (const person of d.coordinators) book.coordinators.add(person);
    for (const person of d.deputies) book.deputies.set(person, null);
    return [];
  },

  CharterAdopted(d, book) {
    book.charters.set(d.charter, d.text);
    book.charter = d.charter;
    for (const { rule } of d.assumptions ?? []) book.adopted.add(rule);
    return [];
  },

  AssumptionAdopted(d, book, at) {
    const stop = book.desk(d.by, at);
    const rules = book.charters.get(d.charter)?.rules ?? {};
    const stray = d.rules.find((rule: string) => !rules[rule]?.source.assumption);
    const twice = d.rules.find((rule: string) => book.adopted.has(rule));
    for (const rule of d.rules) book.adopted.add(rule);
    return [
      stop,
      d.charter !== book.charter && 'that charter is not in force',
      d.rules.length === 0 && 'nothing was adopted',
      stray !== undefined && `the charter assumes nothing for ${stray}`,
      twice !== undefined && `${twice} had been adopted`,
      d.on > at && 'the group decides that only later',
    ];
  },

  RoomOpened(d, book, at) {
    const twice = book.rooms.includes(d.room);
    // Whoever sets the assembly up opens its first room; further ones are added by a coordinator.
    const stranger = d.by && book.rooms.length > 0 && book.desk(d.by, at);
    book.rooms.push(d.room);
    for (const { id, status } of book.calls.values())
      if (status === 'closed') book.missed.add(`${d.room} ${id}`);
    return [stranger, twice && 'the room exists already'];
  },

  PersonsJoined(d, book) {
    joinPersons(book, d.from, d.into);
    return [d.from === d.into && 'nobody is joined with themselves'];
  },

  CoordinatorAppointed(d, book, at) {
    const stop = book.desk(d.by, at);
    if (d.role === 'coordinator') book.coordinators.add(d.person);
    else book.deputies.set(d.person, d.until);
    return [stop, d.until !== null && d.until <= at && 'their time is over already'];
  },

  CoordinatorReleased(d, book, at) {
    const stop = book.desk(d.by, at);
    const was = d.role === 'deputy' ? book.deputies.delete(d.person) : book.coordinators.delete(d.person);
    return [
      stop,
      !was && `${d.person} was no ${d.role}`,
      book.coordinators.size === 0 && 'nobody is coordinator any more',
    ];
  },

  InstitutionRegistered(d, book, at) {
    const stray = book.next(d.institution);
    const faulty = sharesWrongly(d, book);
    book.institutions.set(d.institution, {
      ...known(d),
      present: true,
      since: at,
      signed: false,
      contact: d.contact,
    });
    return [stray, faulty];
  },

  InstitutionDescribed(d, book, at) {
    const institution = book.institutions.get(d.institution);
    if (!institution) return ['there is no such institution'];
    const faulty = sharesWrongly(d, book);
    Object.assign(institution, known(d), { contact: d.contact });
    return [book.desk(d.by, at), faulty];
  },

  InstitutionSigned(d, book, at) {
    const institution = book.institutions.get(d.institution);
    if (!institution) return ['there is no such institution'];
    const twice = institution.signed;
    institution.signed = true;
    return [twice && 'it had signed', actsFor(d.by, d.institution, book, at)];
  },

  InstitutionLeft(d, book, at) {
    const institution = book.institutions.get(d.institution);
    if (!institution) return ['there is no such institution'];
    const gone = !institution.present;
    institution.present = false;
    return [gone && 'it had left', actsFor(d.by, d.institution, book, at)];
  },

  MandateClaimed(d, book) {
    const state = book.mandates.get(d.mandate)?.state;
    set(d, 'claimed', book);
    return [
      state === 'declined' && 'a coordinator had declined it',
      (state === 'claimed' || state === 'confirmed') && 'it was known already',
      !book.institutions.get(d.institution)?.present && 'the institution is not there',
    ];
  },

  MandateConfirmed(d, book, at) {
    const twice = book.confirmed(d.person, d.institution);
    set(d, 'confirmed', book);
    const handedOver = book.handedOver === d.mandate;
    return [
      twice && 'it was confirmed already',
      !handedOver && book.desk(d.by, at),
      d.by.person === d.person &&
        book.coordination(at).some((other) => other !== d.person) &&
        'its own person confirms it, and others run the process too',
      !book.institutions.has(d.institution) && 'there is no such institution',
    ];
  },

  MandateDeclined(d, book, at) {
    set(d, 'declined', book);
    return [book.desk(d.by, at), !d.reason && 'without a reason'];
  },

  MandateEnded(d, book, at) {
    const spoke = book.speaks(d.person, d.institution);
    // Only somebody whom a coordinator has confirmed can vouch for whoever follows.
    const vouches = book.confirmed(d.by.person, d.institution) || book.coordinates(d.by.person, at);
    book.handedOver = vouches ? `${d.successor}~${d.institution}` : null;
    const own = d.by.person === d.person;
    const stop = own ? false : actsFor(d.by, d.institution, book, at);
    set(d, 'ended', book);
    return [!spoke && 'there was nothing to end', stop];
  },

  RosterImported: (d, book, at) => [book.desk(d.by, at)],
};

function known(d: Data) {
  const { legalForm, sectors, rooted, soundAccounts, votesWith } = d;
  return { legalForm, sectors, rooted, soundAccounts, votesWith };
}

function set({ mandate, person, institution }: Data, state: string, book: Book): void {
  book.mandates.set(mandate, { person, institution, state });
}

/** A service shares the vote of a parent that is there and has one of its own. */
function sharesWrongly({ institution, votesWith }: Data, book: Book): string | false {
  if (votesWith === null) return false;
  const parent = book.institutions.get(votesWith);
  if (!parent || votesWith === institution) return `${votesWith} is no parent for it`;
  if (parent.votesWith !== null) return `${votesWith} has no vote of its own`;
  const children = [...book.institutions.values()].some((i) => i.votesWith === institution);
  return children && 'others share the vote that it gives away';
}

function actsFor(by: Actor, institution: string, book: Book, at: string): string | false {
  const may = book.coordinates(by.person, at) || book.confirmed(by.person, institution);
  return !may && `${by.person} does not act for ${institution}`;
}
