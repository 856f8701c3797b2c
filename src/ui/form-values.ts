// What a form shows when it opens: what stands already, as people write it.

import type { Action } from '../app/actions.ts';
import { earliestMeeting, type Holidays } from '../domain/calendar.ts';
import { lastDeadline } from '../domain/period.ts';
import type { TextRef } from '../domain/text.ts';
import { handMails } from './desk/mails.ts';
import { mayRead, type Reader } from './form-readers.ts';
import type { Scene } from './scene.ts';
import { isMessageKey, type Translator } from './translator.ts';

/** By the field’s name, as it would be typed or chosen; several where several may be chosen. */
export type FormValues = Record<string, string | string[]>;

/** The instant of opening, and what a date of a meeting is reckoned with. */
export interface Present {
  now: string;
  holidays: Holidays;
}

/**
 * What stands already, for an action that changes it: a proposal’s text, an objection’s grounds, what is
 * known of an institution, and the date of a plenary as it would be convened now (on the clocks of the
 * assembly’s zone). Empty for any other action, and for what the reader may not read.
 */
export async function valuesFor(
  scene: Scene,
  action: Action,
  target: string,
  reader: Reader,
  t: Translator,
  present: Present,
): Promise<FormValues> {
  switch (action.name) {
    case 'proposal.revise':
    case 'merge.offer':
      return proposalValues(scene, target, reader);
    case 'objection.explain':
      return objectionValues(scene, target);
    case 'institution.describe':
      return institutionValues(scene, target, t);
    case 'letter.sent':
      return { letters: await waitingLetters(scene, present.now) };
    case 'meeting.confirm':
      return meetingValues(scene, target, present);
    default:
      return {};
  }
}

/**
 * What was filled in, without what stands already: of a proposal, an objection or an institution, only the
 * change is sent, and what isn’t sent stays.
 */
export function changes(action: string, former: FormValues, filled: FormValues): FormValues {
  if (!isChange(action)) return filled;
  return Object.fromEntries(
    Object.entries(filled).filter(([name, value]) => comparable(value) !== comparable(former[name] ?? '')),
  );
}

/** Whether it changes what stands already, so that its form has to know that. */
export function isChange(action: string): boolean {
  return changing.has(action);
}

const changing = new Set(['proposal.revise', 'merge.offer', 'objection.explain', 'institution.describe']);

/** A browser sends line breaks of its own, and the chosen in the order of the list. */
function comparable(value: string | string[]): string {
  if (typeof value !== 'string') return value.toSorted().join('\n');
  return value.replaceAll('\r\n', '\n').trim();
}

async function proposalValues(scene: Scene, id: string, reader: Reader): Promise<FormValues> {
  const proposal = await scene.find('proposal', id);
  if (!proposal || !(await mayRead(scene, proposal, reader))) return {};
  const { title, summary, amount, carrierShare, partners } = proposal;
  return {
    ...(await worded(scene, { title, summary })),
    amount: eurosTyped(amount),
    carrierShare: eurosTyped(carrierShare),
    partners,
  };
}

async function objectionValues(scene: Scene, id: string): Promise<FormValues> {
  const objection = await scene.find('objection', id);
  if (!objection) return {};
  const { ground, reason, remedy } = objection;
  return { ground: ground ?? '', ...(await worded(scene, { reason, remedy })) };
}

async function institutionValues(scene: Scene, id: string, t: Translator): Promise<FormValues> {
  const institution = await scene.find('institution', id);
  if (!institution) return {};
  const { name, legalForm, sectors, rooted, soundAccounts, votesWith } = institution;
  return {
    ...(await worded(scene, { name })),
    legalForm,
    sectors: sectors.map((s) => sectorName(s, t)).join(', '),
    rooted: yesNo(rooted),
    soundAccounts: yesNo(soundAccounts),
    votesWith: votesWith ?? '',
  };
}

async function meetingValues(scene: Scene, id: string, { now, holidays }: Present): Promise<FormValues> {
  const meeting = await scene.find('meeting', id);
  if (!meeting) return {};
  const call = await scene.must('call', meeting.call);
  const charter = await scene.charterOf(call);
  const agenda = await Promise.all(meeting.agenda.map((ref) => scene.must('proposal', ref)));
  const earliest = earliestMeeting(charter, holidays, now, lastDeadline(call, agenda, charter)).at;
  const startsAt = meeting.startsAt && meeting.startsAt > earliest ? meeting.startsAt : earliest;
  const zone = (await scene.must('charter', scene.assembly.charter)).text.zone;
  const local = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone).toPlainDateTime();
  return {
    startsAt: local.toString({ smallestUnit: 'minute' }),
    ...(await worded(scene, { place: meeting.place })),
  };
}

async function worded(scene: Scene, refs: Record<string, TextRef | null>): Promise<FormValues> {
  const texts = await scene.texts(Object.values(refs));
  return Object.fromEntries(
    Object.entries(refs).map(([name, ref]) => [name, (ref && texts.get(ref.id)) ?? '']),
  );
}

/** The numbers of all that wait: whoever notes them as sent takes out those that aren’t. */
async function waitingLetters(scene: Scene, now: string): Promise<string> {
  const mails = await handMails(scene.reads, scene.assembly.id, now);
  return mails.map(({ id }) => `${id}`).join(', ');
}

/** Cents as euros: '12500', '12500,50'. */
function eurosTyped(cents: number | null): string {
  if (cents === null) return '';
  return cents % 100 === 0 ? `${cents / 100}` : (cents / 100).toFixed(2).replace('.', ',');
}

function yesNo(known: boolean | null): string {
  if (known === null) return '';
  return known ? 'yes' : 'no';
}

function sectorName(sector: string, t: Translator): string {
  const key = `sector.${sector}`;
  return isMessageKey(key) ? t(key) : sector;
}
