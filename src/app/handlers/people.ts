// Who takes part.

import type { DomainEvent } from '../../domain/events.ts';
import { foldName } from '../../domain/names.ts';
import { type Institution, mandateId, type Profile } from '../../domain/people.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import {
  appoint,
  claimMandate,
  confirmMandate,
  declineMandate,
  describeInstitution,
  endMandate,
  leave,
  registerInstitution,
  release,
  signCharter,
} from '../../domain/roster.ts';
import type { TextRef } from '../../domain/text.ts';
import { acting, type Context, type Handlers, isAlone, named } from '../handling.ts';

export const peopleHandlers: Handlers<
  | 'RegisterInstitution'
  | 'DescribeInstitution'
  | 'SignCharter'
  | 'LeaveAssembly'
  | 'ClaimMandate'
  | 'AdmitPerson'
  | 'AdmitMembers'
  | 'ConfirmMandate'
  | 'DeclineMandate'
  | 'EndMandate'
  | 'AppointCoordinator'
  | 'ReleaseCoordinator'
> = {
  async RegisterInstitution(command, context) {
    const { at, draft } = context;
    const parent = await parentOf(command, context);
    if (isRefusal(parent)) return parent;
    const namesake = await namesakeOf(command.name, null, context);
    const mail = command.contact;
    const contact = mail === null ? null : await draft.contactAt(mail, await draft.wordsOf(command.name));
    return registerInstitution({ ...command, contact }, at, {
      assembly: draft.assembly,
      parent,
      namesake,
    });
  },

  async DescribeInstitution(command, context) {
    const institution = await named(context, 'institution', command.institution);
    if (isRefusal(institution)) return institution;
    const { type: _, institution: __, name: renamed, contact: mail, ...said } = command;
    const { draft } = context;
    const name = renamed ?? institution.name;
    const namesake = renamed ? await namesakeOf(renamed, institution.id, context) : undefined;
    const contact =
      mail === null ? institution.contact : await draft.contactAt(mail, await draft.nameOf({ name }));
    const { legalForm, sectors, rooted, soundAccounts, votesWith } = institution;
    const profile: Profile = { legalForm, sectors, rooted, soundAccounts, votesWith, ...said };
    const parent = await parentOf(profile, context);
    if (isRefusal(parent)) return parent;
    const all = profile.votesWith === null ? [] : await draft.list('institution');
    const shared = all.some((i) => i.votesWith === institution.id);
    const state = { institution, parent, shared, namesake };
    return describeInstitution({ ...profile, name, contact }, context.at, acting(context), state);
  },

  async SignCharter(command, context) {
    const institution = await named(context, 'institution', command.institution);
    if (isRefusal(institution)) return institution;
    const stop = await notTheirs(institution, context);
    return stop ?? signCharter(context.at, acting(context), { institution });
  },

  async LeaveAssembly(command, context) {
    const institution = await named(context, 'institution', command.institution);
    if (isRefusal(institution)) return institution;
    const stop = await notTheirs(institution, context);
    return stop ?? leave(command, context.at, acting(context), { institution });
  },

  async ClaimMandate(command, context) {
    const { at, draft } = context;
    const { person } = acting(context);
    const institution = await named(context, 'institution', command.institution, 'institution');
    if (isRefusal(institution)) return institution;
    const mandate = await draft.get('mandate', mandateId(person, institution.id));
    return claimMandate(at, person, { institution, mandate });
  },

  async AdmitPerson(command, context) {
    const { at, draft } = context;
    const name = await draft.wordsOf(command.name);
    const person = command.mail
      ? await draft.personAt(command.mail, name, command.lang)
      : draft.newPerson(name, command.lang);
    if (command.institution === null) return [];
    const institution = await named(context, 'institution', command.institution, 'institution');
    if (isRefusal(institution)) return institution;
    const mandate = await draft.get('mandate', mandateId(person, institution.id));
    return confirmMandate(at, acting(context), { person, institution, mandate, alone: isAlone(context) });
  },

  /** Whoever speaks for it already stays as they are; for herself she only claims it, unless she is alone. */
  async AdmitMembers({ members, institution: id }, context) {
    const { at, draft } = context;
    const institution = await named(context, 'institution', id, 'institution');
    if (isRefusal(institution)) return institution;
    const by = acting(context);
    const alone = isAlone(context);
    const events: DomainEvent[] = [];
    for (const person of new Set(await Promise.all(members.map((member) => draft.member(member))))) {
      const mandate = await draft.get('mandate', mandateId(person, institution.id));
      const decision =
        person === by.person && !alone
          ? claimMandate(at, person, { institution, mandate })
          : confirmMandate(at, by, { person, institution, mandate, alone });
      if (isRefusal(decision)) return decision;
      events.push(...decision);
    }
    return events;
  },

  async ConfirmMandate(command, context) {
    const { draft, at } = context;
    const meant = draft.idNow(command.mandate);
    const [person = '', id = ''] = meant.split('~');
    const institution = await named(context, 'institution', id, 'institution');
    if (isRefusal(institution)) return institution;
    const mandate = await draft.get('mandate', meant);
    if (!mandate && (await draft.person(person)) !== person)
      return refuse('mandate.unknown', { params: { mandate: command.mandate } });
    return confirmMandate(at, acting(context), { person, institution, mandate, alone: isAlone(context) });
  },

  async DeclineMandate(command, context) {
    const mandate = await named(context, 'mandate', command.mandate);
    if (isRefusal(mandate)) return mandate;
    return declineMandate(command, context.at, acting(context), { mandate });
  },

  async EndMandate(command, context) {
    const { draft, at } = context;
    const mandate = await named(context, 'mandate', command.mandate);
    if (isRefusal(mandate)) return mandate;
    const institution = await draft.must('institution', mandate.institution);
    const own = mandate.person === acting(context).person;
    const stop = await notTheirs(institution, context);
    if (stop && !own) return stop;
    const successor = await personOrNull(command.successor, context, 'successor');
    if (isRefusal(successor)) return successor;
    const next = successor ? await draft.get('mandate', mandateId(successor, institution.id)) : undefined;
    return endMandate({ successor }, at, acting(context), {
      mandate,
      next,
      vouched: !stop,
      alone: isAlone(context),
    });
  },

  async AppointCoordinator(command, context) {
    const person = await personOrNull(command.person, context, 'person');
    if (isRefusal(person) || person === null) return person ?? refuse('person.unknown', { field: 'person' });
    return appoint({ ...command, person }, context.at, acting(context));
  },

  async ReleaseCoordinator(command, context) {
    const person = await personOrNull(command.person, context, 'person');
    if (isRefusal(person) || person === null) return person ?? refuse('person.unknown', { field: 'person' });
    return release({ person }, context.at, acting(context), { assembly: context.draft.assembly });
  },
};

/** Another institution present that bears this name, however it is written. */
async function namesakeOf(
  ref: TextRef,
  self: string | null,
  { draft }: Context,
): Promise<string | undefined> {
  const others = (await draft.list('institution')).filter((i) => i.status === 'present' && i.id !== self);
  const words = await draft.words(others.map((i) => i.name));
  const name = foldName(await draft.wordsOf(ref));
  return name === '' ? undefined : others.find((i) => foldName(words.get(i.name.id) ?? '') === name)?.id;
}

async function parentOf(
  { votesWith }: Pick<Profile, 'votesWith'>,
  context: Context,
): Promise<Institution | undefined | Refusal> {
  if (votesWith === null) return undefined;
  return named(context, 'institution', votesWith, 'votesWith');
}

/** A coordinator, or somebody confirmed for that institution, acts for it. Refuses `rights.coordinator-only`. */
async function notTheirs(institution: Institution, context: Context): Promise<Refusal | undefined> {
  const { draft, at } = context;
  const { person } = acting(context);
  if (draft.coordinates(person, at)) return undefined;
  const mandate = await draft.get('mandate', mandateId(person, institution.id));
  return mandate?.status === 'confirmed' ? undefined : refuse('rights.coordinator-only');
}

async function personOrNull(
  named: string | null,
  { draft }: Context,
  field: string,
): Promise<string | null | Refusal> {
  if (named === null) return null;
  const known = await draft.person(named);
  return known ?? refuse('person.unknown', { field, params: { person: named } });
}
