// Who takes part: institutions, mandates, coordinators.

import { type LegalForm, legalForms, type Profile } from '../../domain/people.ts';
import type { Action } from '../actions.ts';
import { choice, type Field, long, moment, pick, text, type Values } from '../fields.ts';
import { codeDigest } from '../linking.ts';

const yesNo = ['yes', 'no'] as const;

const profile: readonly Field[] = [
  choice('legalForm', legalForms),
  { name: 'sectors', kind: 'codes', most: 10, required: false },
  choice('rooted', yesNo),
  choice('soundAccounts', yesNo),
  pick('votesWith', 'institution'),
];

/** What was filled in; the rest isn't said. */
function said(v: Values): Partial<Profile> {
  return {
    ...(v.has('legalForm') && { legalForm: v.string('legalForm') as LegalForm }),
    ...(v.has('sectors') && { sectors: v.strings('sectors').map(sector) }),
    ...(v.has('rooted') && { rooted: v.string('rooted') === 'yes' }),
    ...(v.has('soundAccounts') && { soundAccounts: v.string('soundAccounts') === 'yes' }),
    ...(v.has('votesWith') && { votesWith: v.string('votesWith') }),
  };
}

/** 'Santé', 'gezondheid' and 'health' are one sector, as 'sociaal' and 'social' are; others stand as they are. */
function sector(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (['sante', 'gezondheid', 'health', 'soins', 'zorg'].includes(plain)) return 'health';
  return ['social', 'sociaal', 'action sociale', 'welzijn'].includes(plain) ? 'social' : plain;
}

export const peopleActions: readonly Action[] = [
  {
    name: 'institution.register',
    target: null,
    desk: true,
    fields: [text('name', 200, true), ...profile, { name: 'mail', kind: 'mail', required: false }],
    command: (_, v) => ({
      type: 'RegisterInstitution',
      name: v.text('name'),
      contact: v.stringOrNull('mail'),
      ...{ legalForm: 'unknown', sectors: [], rooted: null, soundAccounts: null, votesWith: null },
      ...said(v),
    }),
  },
  {
    name: 'institution.describe',
    target: 'institution',
    desk: true,
    fields: [text('name', 200), ...profile, { name: 'mail', kind: 'mail', required: false }],
    command: (institution, v) => ({
      type: 'DescribeInstitution',
      institution,
      name: v.textOrNull('name'),
      contact: v.stringOrNull('mail'),
      ...said(v),
    }),
  },
  {
    name: 'institution.sign',
    target: 'institution',
    fields: [],
    command: (institution) => ({ type: 'SignCharter', institution }),
  },
  {
    name: 'institution.leave',
    target: 'institution',
    fields: [long('words', 3000)],
    command: (institution, v) => ({ type: 'LeaveAssembly', institution, words: v.textOrNull('words') }),
  },
  {
    name: 'person.admit',
    target: null,
    desk: true,
    fields: [
      text('personName', 120, true),
      pick('institution', 'institution'),
      { name: 'mail', kind: 'mail', required: false },
      choice('personLang', ['fr', 'nl', 'en']),
    ],
    command: (_, v) => ({
      type: 'AdmitPerson',
      name: v.text('personName'),
      institution: v.stringOrNull('institution'),
      mail: v.stringOrNull('mail'),
      lang: v.stringOrNull('personLang') as 'fr' | 'nl' | 'en' | null,
    }),
  },
  {
    name: 'members.admit',
    target: null,
    desk: true,
    fields: [
      { name: 'members', kind: 'member', many: true, required: true },
      pick('institution', 'institution', true),
    ],
    command: (_, v) => ({
      type: 'AdmitMembers',
      members: v.strings('members'),
      institution: v.string('institution'),
    }),
  },
  {
    name: 'mandate.confirm',
    target: 'mandate',
    desk: true,
    fields: [],
    command: (mandate) => ({ type: 'ConfirmMandate', mandate }),
  },
  {
    name: 'mandate.decline',
    target: 'mandate',
    desk: true,
    fields: [long('reason', 3000, true)],
    command: (mandate, v) => ({ type: 'DeclineMandate', mandate, reason: v.text('reason') }),
  },
  {
    name: 'mandate.end',
    target: 'mandate',
    fields: [pick('successor', 'person')],
    command: (mandate, v) => ({ type: 'EndMandate', mandate, successor: v.stringOrNull('successor') }),
  },
  {
    name: 'person.link',
    target: null,
    own: true,
    fields: [{ name: 'code', kind: 'codes', most: 1, required: false }],
    command: (_, v) => {
      const [code] = v.strings('code');
      return { type: 'JoinPersons', code: code === undefined ? null : codeDigest(code) };
    },
  },
  {
    name: 'coordinator.appoint',
    target: null,
    desk: true,
    fields: [
      pick('person', 'person', true),
      choice('role', ['coordinator', 'deputy'], true),
      moment('until'),
    ],
    command: (_, v) => ({
      type: 'AppointCoordinator',
      person: v.string('person'),
      role: v.string('role') as 'coordinator' | 'deputy',
      until: v.stringOrNull('until'),
    }),
  },
  {
    name: 'coordinator.release',
    target: null,
    desk: true,
    fields: [pick('person', 'person', true)],
    command: (_, v) => ({ type: 'ReleaseCoordinator', person: v.string('person') }),
  },
];
