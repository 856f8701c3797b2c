// The meetings of an assembly in the calendar of its Discord server.

import { PermissionFlagsBits as may } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileOfNotice, type MeetingNotice } from '../../../src/ui/convocation-file.ts';
import { endOf, letter } from '../../contracts/announcer.ts';
import { type DiscordGround, discordGround, discordStart } from '../../support/discord/ground.ts';

let ground: DiscordGround;
beforeEach(async () => {
  ground = await discordGround();
});
afterEach(async () => {
  expect(ground.server.violations).toEqual([]);
  await ground.server.close();
});

const toCreate = 'POST /guilds/:guild/scheduled-events';
const attempted = { under: null, since: discordStart };
const convened: MeetingNotice = {
  meeting: 'M1',
  assembly: 'concertation',
  on: true,
  sequence: 7,
  title: 'Concertation extraordinaire en plénière M1',
  startsAt: '2026-12-08T08:00:00.000Z',
  endsAt: '2026-12-08T10:00:00.000Z',
  zone: 'Europe/Brussels',
  place: null,
  description: 'À l’ordre du jour :\n– « Permanence *sociale* » (P1) : une objection',
};

let n = 0;
function notice(change: Partial<MeetingNotice> = {}): string {
  const key = `k${++n}`;
  const said = { ...convened, sequence: n, ...change };
  ground.notices.set(key, { notice: said, file: fileOfNotice(said, 'fr', discordStart) });
  return key;
}

const tell = (change: Partial<MeetingNotice> = {}, to = ground.room) =>
  ground.announcer.post(to, letter(notice(change), 'Convocation'));
/** Those that are to come, or going on. */
const events = () => [...ground.guild.events.values()].filter(({ status }) => status <= 2);
const [placed, moved] = [
  { place: 'rue du Moulin 4' },
  { startsAt: '2026-12-09T13:00:00.000Z', endsAt: '2026-12-09T15:00:00.000Z' },
];

it('a meeting that is convened is an event of the server: when, where, what for, and where its notice stands', async () => {
  const id = await tell();
  expect(events()).toMatchObject([
    {
      name: convened.title,
      start: convened.startsAt,
      end: convened.endsAt,
      location: 'Lieu à préciser',
      creator: ground.server.world.bot.user,
    },
  ]);
  const said = events()[0]?.description?.replaceAll('\u00a0', ' ').split('\n');
  expect(said?.slice(0, 2)).toEqual([
    'À l’ordre du jour :',
    '– « Permanence \\*sociale\\* » (P1) : une objection',
  ]);
  expect(said?.[2]).toBe(
    `La convocation : https://discord.com/channels/${ground.guild.id}/${id.replace(':', '/')}`,
  );
});

it('a place and another date change the same event; a cancellation takes it away', async () => {
  await tell();
  const [first] = events();
  await tell(placed);
  await tell({ ...placed, ...moved });
  expect(events()).toMatchObject([{ id: first?.id, location: placed.place, start: moved.startsAt }]);
  await tell({ on: false, description: 'Elle est annulée.' });
  expect(events()).toEqual([]);
  await tell();
  expect(events()).toHaveLength(1);
});

it('the same said again changes nothing, and two rooms of one server have one event', async () => {
  await tell();
  const before = ground.server.calls.length;
  const other = ground.server.world.channel(ground.guild, 'bureau');
  const there = { ...ground.room, room: { ...ground.room.room, channel: other.id } };
  await Promise.all([tell({}, there), tell({ meeting: 'M2' }, there), tell({ meeting: 'M2' })]);
  expect(events().map((e) => e.description?.split(/\s/).at(-1))).toEqual([
    'M1.concertation',
    'M2.concertation',
  ]);
  expect(ground.server.calls.slice(before).filter((c) => c.route === toCreate)).toHaveLength(1);
});

it('whose answer was lost isn’t made twice, after a restart either, and its notice isn’t said twice', async () => {
  ground.server.faults.set(toCreate, [{ kind: 'answer-lost' }]);
  const key = notice();
  expect(await endOf(ground.announcer.post(ground.room, letter(key, 'Convocation')))).toBe('uncertain');
  const id = await ground.again().find(ground.room, key, attempted);
  expect(id).toBe(`${ground.channel.id}:${ground.standing()[0]?.id}`);
  expect(await ground.announcer.find(ground.room, key, attempted)).toBe(id);
  expect([events().length, ground.standing().length]).toEqual([1, 1]);
});

it('the app’s own event is told by what it wrote down, or by its last words, and never somebody else’s', async () => {
  await tell();
  const [ours] = events();
  if (!ours) throw new Error('there is no event');
  ours.description = 'Venez nombreux';
  await tell(placed);
  expect(events()).toHaveLength(1);
  ours.creator = ground.driss.id;
  await tell(moved);
  expect(events()).toHaveLength(2);
});

it('a meeting that has begun is announced in no calendar any more', async () => {
  ground.later(Date.parse('2026-12-08T08:30:00.000Z') - Date.parse(discordStart));
  await tell();
  expect(events()).toEqual([]);
  expect(ground.told).toEqual([]);
});

it.each([
  ['without the permission', () => withhold(may.CreateEvents | may.ManageEvents), '50013'],
  ['where the server has too many', () => Object.assign(ground.guild, { eventCap: 0 }), '30038'],
])(
  '%s the notice counts all the same, and the référente is told why there is no event',
  async (_, given, code) => {
    given();
    await tell();
    expect(ground.standing()).toHaveLength(1);
    expect(ground.told.map(({ obstacle }) => obstacle)).toEqual([
      { message: 'discord.aside.event', params: { code }, everywhere: false },
    ]);
    expect(ground.log.lines.join('\n')).toMatch(/event of the meeting/);
  },
);

it('where not everybody sees the room, the event says no more than that there is a meeting', async () => {
  ground.channel.overwrites.push({ id: ground.guild.id, type: 'role', allow: 0n, deny: may.ViewChannel });
  const bot = ground.server.world.bot.user;
  ground.channel.overwrites.push({ id: bot, type: 'member', allow: may.ViewChannel, deny: 0n });
  await tell(placed);
  expect(events()).toMatchObject([{ location: 'Voir la convocation', name: convened.title }]);
  expect(events()[0]?.description).not.toMatch(/Permanence|Moulin/);
});

it('an agenda or a place that Discord has no room for is said as far as it goes, and where the rest is', async () => {
  const items = Array.from({ length: 60 }, (_, i) => `– « Une proposition qui a un long nom ${i} » (P${i})`);
  const place = `Maison de quartier, ${'au fond du couloir, '.repeat(10)}`;
  await tell({ place, description: ['À l’ordre du jour :', ...items].join('\n') });
  const [event] = events();
  expect(event?.description?.length).toBeLessThanOrEqual(1_000);
  expect(event?.location).toBe('Voir la description');
  expect(event?.description).toMatch(/^Lieu.*Maison de quartier/);
  expect(event?.description).toMatch(/La suite est dans la convocation\.\n/);
});

/** Takes permissions away from the app in the whole server. */
function withhold(rights: bigint): void {
  for (const role of ground.guild.roles.values()) role.permissions &= ~rights;
}
