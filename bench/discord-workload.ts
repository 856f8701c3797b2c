// What people do in Discord, as its gateway tells it: taps and forms, in the forms that the service draws.

import { type Modal, modalOf } from '../adapters/discord/components/modal.ts';
import { idOf } from '../adapters/discord/components/taps.ts';
import type { IdentityKey } from '../src/app/ports.ts';
import type { FormValues } from '../src/ui/form-values.ts';
import { formOf, speakerField } from '../src/ui/forms.ts';
import { translator } from '../src/ui/translator.ts';
import type { Act } from './clients.ts';
import { application, guild, type TinyDiscord } from './tiny-discord.ts';
import { room as localRoom } from './workload.ts';

/** A channel of a server. */
export interface DiscordPlace {
  guild: string;
  channel: string;
}

/** Where it is done where nothing else is said; what it is about then stands in the local room. */
const somewhere: DiscordPlace = { guild, channel: '1300000000000000002' };
const firstUser = 1_300_000_000_000_100_000n;

/** The settings of a service that this Discord reaches. */
export function discordSettings({ apiUrl }: TinyDiscord): Record<string, string> {
  return { DISCORD_BOT_TOKEN: `${btoa(application)}.bench0.bench-token-of-discord`, DISCORD_API_URL: apiUrl };
}

/** Who somebody of the local room’s workload is in Discord. */
export function inDiscord(person: string): IdentityKey {
  return { platform: 'discord', tenant: guild, externalId: userOf(person) };
}

/** The act as its form, sent. @param place where its room is, if it isn’t the local one */
export function formSent(act: Act, place?: DiscordPlace): object {
  const { deliveryId, as, action, target = '', values } = act;
  const modal = modalIn(action, target, deliveryId, place === undefined ? localRoom : null);
  const filled: FormValues = { institution: as.institution ?? '' };
  for (const [name, value] of Object.entries(values)) filled[name] = String(value);
  const components = modal.components.map((top, n) => submitted(top, filled, 2 * n + 1));
  return {
    type: 5,
    data: { custom_id: modal.custom_id, components },
    ...sender(as.person, place),
  };
}

/** A tap on the button of a card that opens the act’s form. */
export function tapped({ as, action, target = '' }: Act): object {
  const custom_id = idOf({ kind: 'do', action, target, of: { room: localRoom, words: null } });
  const button = { type: 2, id: 3, style: 2, label: 'Déposer une objection', custom_id };
  const { channel } = somewhere;
  const message = {
    id: '1300000000000000009',
    channel_id: channel,
    type: 0,
    flags: 32_768,
    author: { id: application, username: 'sans-objection', discriminator: '0', avatar: null, bot: true },
    content: '',
    embeds: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    timestamp: '2026-11-22T09:00:00.000000+00:00',
    components: [{ type: 17, id: 1, components: [{ type: 1, id: 2, components: [button] }] }],
  };
  return { type: 3, data: { custom_id, component_type: 2, id: 3 }, message, ...sender(as.person) };
}

/** The form of an objection as it opens for somebody who speaks for several institutions. */
export function objectionForm(proposal: string, deliveryId: string): Modal {
  return modalIn('objection.raise', proposal, deliveryId, localRoom);
}

const t = translator('fr');
const done = t('page.done');

/** Throws where the answer doesn’t say that it is recorded. */
export function mustBeRecorded(body: string): void {
  if (!body.includes(done)) throw new Error(`a form was not answered as recorded: ${body.slice(0, 500)}`);
}

/** Throws where the answer isn’t a form. */
export function mustBeOpen(body: string): void {
  if (!body.startsWith('{"type":9')) throw new Error(`a tap opened no form: ${body.slice(0, 500)}`);
}

export function userOf(person: string): string {
  const [digits = ''] = /\d+$/.exec(person) ?? [];
  return String(firstUser + BigInt(digits));
}

function modalIn(action: string, target: string, deliveryId: string, room: string | null): Modal {
  const form = formOf(t, action, target, 'Permanence sociale');
  if (!form) throw new Error(`no form for ${action}`);
  const asks = speakerField(t, [{ value: 'I1', label: 'Association du quartier n° 1' }], false);
  const opened = {
    form: { ...form, fields: [asks, ...form.fields] },
    values: {},
    asksSpeaker: true,
    speaksFor: null,
  };
  const speaker = { asked: true, for: null };
  const place = { action, target, room, speaker, lang: 'fr' as const };
  return modalOf(opened, t, {
    hand: { deliveryId, step: 0, page: 0, place },
    zone: 'Europe/Brussels',
    values: {},
  });
}

/** A part of a modal as it comes back. */
function submitted(top: Modal['components'][number], filled: FormValues, id: number): object {
  if (!('component' in top)) return { type: top.type, id };
  const { type, custom_id } = top.component as { type: number; custom_id: string };
  const value = filled[custom_id.split(':')[0] ?? ''] ?? '';
  const held = type === 4 ? { value } : { values: [value].flat().filter((one) => one !== '') };
  return { type: 18, id, component: { type, id: id + 1, custom_id, ...held } };
}

function sender(person: string, { guild, channel }: DiscordPlace = somewhere) {
  const id = userOf(person);
  const user = {
    id,
    username: person,
    global_name: person,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
  };
  return {
    version: 1,
    application_id: application,
    guild_id: guild,
    guild: { id: guild, locale: 'fr', features: [] },
    guild_locale: 'fr',
    channel_id: channel,
    channel: {
      id: channel,
      type: 0,
      guild_id: guild,
      name: 'concertation',
      flags: 0,
      permissions: '2248473465835073',
    },
    member: {
      user,
      nick: null,
      avatar: null,
      roles: [],
      joined_at: '2026-01-01T09:00:00.000000+00:00',
      premium_since: null,
      deaf: false,
      mute: false,
      flags: 0,
      pending: false,
      communication_disabled_until: null,
      permissions: '2248473465835073',
    },
    locale: 'fr',
    app_permissions: '2248473465835073',
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { 0: guild },
    context: 0,
    entitlements: [],
  };
}
