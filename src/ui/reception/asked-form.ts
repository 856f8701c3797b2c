// A form as it is asked of somebody on a platform: of an action, of a file to bring in, or of a step of setting up.

import { belgianHolidays } from '../../app/holidays.ts';
import { importing } from '../command-table.ts';
import { formOf } from '../forms.ts';
import { importForm } from '../import-form.ts';
import { type OpenedForm, openForm } from '../opened-form.ts';
import { setupForm } from '../setup/setup-form.ts';
import type { Translator } from '../translator.ts';
import type { Visit } from '../visit.ts';
import { type Guest, type Host, tongueAtHand, visit } from './guest.ts';
import { setupIn } from './reading.ts';

/** Which form, about what; `room` is one of the assembly, or of the channel that is being set up. */
export interface Wanted {
  action: string;
  target: string | null;
  room: string;
}

/** A form open before somebody, in their language. */
export interface Open {
  opened: OpenedForm;
  t: Translator;
  zone: string;
  /** Null while a concertation is being set up. */
  visit: Visit | null;
}

/** Undefined where its room has no assembly, or its action doesn’t exist, or has nothing to ask yet. */
export async function opened(host: Host, guest: Guest, wanted: Wanted): Promise<Open | undefined> {
  const { action, target, room } = wanted;
  if (isSetup(action)) return setupOpened(host, guest, wanted);
  const there = await visit(host, guest, room);
  if (!there) return undefined;
  const { scene, reader, t, zone, now } = there;
  if (action === importing) return { opened: await importForm(scene, t), t, zone, visit: there };
  const form = await openForm(scene, t, action, target, reader, { now, holidays: belgianHolidays });
  return form && { opened: form, t, zone, visit: there };
}

export function isSetup(action: string): boolean {
  return action.startsWith('setup.');
}

/** Of setting up, what is done at once, as it asks for nothing. */
export const steps: readonly string[] = ['setup.begin', 'setup.adopt', 'setup.adopt-all'];

/** The channel in which a form of setting up is filled in. */
export function channelOf(room: string): string {
  return room.split(':')[2] ?? '';
}

async function setupOpened(
  host: Host,
  guest: Guest,
  { action, target, room }: Wanted,
): Promise<Open | undefined> {
  const { scene, t } = await setupIn(host, guest, channelOf(room));
  const drawn = setupForm(t, scene, action, target);
  const zone = scene.standing.charter?.zone ?? 'Europe/Brussels';
  const whole = drawn && { ...drawn, asksSpeaker: false, speaksFor: null };
  return whole && { opened: whole, t, zone, visit: null };
}

/**
 * The form as it can be asked without a look at the store: what is chosen from a list otherwise is typed. Undefined
 * where it asks nothing that is known beforehand.
 */
export function openedBare(
  host: Host,
  guest: Guest,
  { action, target }: Pick<Wanted, 'action' | 'target'>,
): Open | undefined {
  const t = tongueAtHand(host, guest);
  const form = formOf(t, action, target, target ?? '');
  if (!form) return undefined;
  const opened = { form, values: {}, asksSpeaker: false, speaksFor: null, bare: true } as const;
  return { opened, t, zone: 'Europe/Brussels', visit: null };
}
