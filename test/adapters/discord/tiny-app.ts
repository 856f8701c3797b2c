// A tiny app of discord.js: it has one of everything that a person can meet, and says what it heard.

import { once } from 'node:events';
import {
  type BaseInteraction,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  Routes,
} from 'discord.js';
import type { DiscordChannel, DiscordGuild, Json } from '../../support/discord/guild.ts';
import { type Person, personIn } from '../../support/discord/person.ts';
import { type DiscordServer, discordServer } from '../../support/discord/server.ts';

export interface Ground {
  discord: DiscordServer;
  guild: DiscordGuild;
  room: DiscordChannel;
  claire: Person;
  bernard: Person;
  client: Client<true>;
  /** What the app heard, as discord.js understood it. */
  heard: Interaction[];
  /** What it does with what it hears; unless set, it opens a form for commands and answers 'reçu'. */
  onInteraction(act: (interaction: Interaction) => Promise<unknown>): void;
  /** A message of the app in the room. */
  says(...components: Json[]): Promise<string>;
  close(): Promise<void>;
}

export const components = MessageFlags.IsComponentsV2;
export const text = (content: string): Json => ({ type: 10, content });
export const row = (...inside: Json[]): Json => ({ type: 1, components: inside });
export const button = (label: string, custom_id = label): Json => ({ type: 2, style: 2, label, custom_id });
export const label = (label: string, component: Json, description?: string): Json => ({
  type: 18,
  label,
  ...(description && { description }),
  component,
});

/** A field of every kind that a modal of five may hold. */
export const objection = {
  custom_id: 'form',
  title: 'Déposer une objection',
  components: [
    label(
      'Motif',
      { type: 4, style: 2, custom_id: 'reason', min_length: 3, max_length: 40 },
      'En peu de mots.',
    ),
    label('Fondement', {
      type: 3,
      custom_id: 'ground',
      placeholder: 'Choisir',
      options: [
        { label: 'Charte', value: 'c', description: 'article 4' },
        { label: 'Budget', value: 'b' },
      ],
    }),
    label('Avec qui', { type: 5, custom_id: 'with', required: false, max_values: 2 }),
    label('Où', { type: 8, custom_id: 'where', required: false }),
    label('Pièce', { type: 19, custom_id: 'file', required: false }),
  ],
};

export const commands = [
  {
    name: 'concertation',
    description: 'La concertation',
    options: [
      {
        type: 1,
        name: 'call',
        name_localizations: { fr: 'appel' },
        description: 'Lancer un appel',
        options: [
          {
            type: 3,
            name: 'title',
            name_localizations: { fr: 'titre' },
            description: 'Le titre',
            required: true,
          },
          { type: 3, name: 'proposal', description: 'La proposition', autocomplete: true },
        ],
      },
    ],
  },
  { name: 'coordination', description: 'Pour la référente', default_member_permissions: '32' },
  { name: 'Poser une question', type: 3 },
];

export async function ground(now?: () => number): Promise<Ground> {
  const discord = await discordServer(now ? { now } : {});
  const { world } = discord;
  const guild = world.guild('Bruxelles');
  const room = world.channel(guild, 'concertation');
  const [claire, bernard] = ['Claire', 'Bernard'].map((name) => {
    const user = world.user(name);
    world.joins(guild, user);
    return personIn(discord, user);
  });
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    rest: { api: discord.apiUrl, retries: 0 },
  });
  const heard: Interaction[] = [];
  let act: (interaction: Interaction) => Promise<unknown> = answers;
  client.on(Events.InteractionCreate, (interaction) => {
    heard.push(interaction);
    act(interaction).catch(() => {});
  });
  const ready = once(client, Events.ClientReady);
  await client.login(world.bot.token);
  await ready;
  await client.rest.put(Routes.applicationCommands(world.bot.application), { body: commands });
  return {
    discord,
    guild,
    room,
    claire: claire as Person,
    bernard: bernard as Person,
    client: client as Client<true>,
    heard,
    onInteraction(next) {
      act = next;
    },
    async says(...inside) {
      const body = { flags: components, components: inside };
      const { id } = (await client.rest.post(Routes.channelMessages(room.id), { body })) as { id: string };
      return id;
    },
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}

/** To a raw interaction, by its own callback. */
export function answer(
  { client, id, token }: BaseInteraction,
  type: number,
  data: object = {},
): Promise<unknown> {
  return client.rest.post(Routes.interactionCallback(id, token), { auth: false, body: { type, data } });
}

async function answers(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete())
    return interaction.respond([
      { name: 'Frigo partagé', value: 'P1' },
      { name: 'Jardin', value: 'P2' },
    ]);
  if (interaction.isCommand()) return answer(interaction, 9, objection);
  return answer(interaction, 4, { flags: components | 64, components: [text('reçu')] });
}
