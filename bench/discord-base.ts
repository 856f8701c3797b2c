// The base of the benches of Discord, a process of its own: a client of discord.js that does nothing but answer. Given
// a recording, it first writes the rows of the objection that the form raises, in one transaction; it opens on each
// tap the same form, which was drawn before.

import { createServer } from 'node:http';
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { noteMessage } from '../adapters/discord/components/message.ts';
import { tapOf } from '../adapters/discord/components/taps.ts';
import { translator } from '../src/ui/translator.ts';
import { objectionForm } from './discord-workload.ts';
import { writerAt } from './written.ts';

const { PORT, HOST, DISCORD_BOT_TOKEN = '', DISCORD_API_URL = '', RAW: raw } = process.env;
const write = raw === undefined ? undefined : writerAt(JSON.parse(raw));
const t = translator('fr');
const { components } = noteMessage([t('page.done')], t);
const modal = objectionForm('P1', 'ready');
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: DISCORD_API_URL } });

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isButton()) await interaction.showModal(modal);
  if (!interaction.isModalSubmit()) return;
  const tap = tapOf(interaction.customId);
  if (tap?.kind !== 'form') throw new Error(`no form is called ${interaction.customId}`);
  write?.(tap.deliveryId);
  await interaction.reply({ components, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral });
});
client.once(Events.ClientReady, () => {
  createServer((_, response) => response.end()).listen(Number(PORT), HOST);
});
await client.login(DISCORD_BOT_TOKEN);
process.once('SIGTERM', () => process.exit(0));
