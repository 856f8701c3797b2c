// The app's manifest as tests read it, and the part of it that they look at.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Manifest {
  display_information: {
    name: string;
    description: string;
    long_description: string;
    background_color: string;
  };
  features: {
    app_home: Record<string, boolean>;
    bot_user: { display_name: string };
    slash_commands: { command: string; description: string; usage_hint: string; url?: string }[];
    shortcuts: { name: string; type: 'global' | 'message'; callback_id: string; description: string }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string };
    socket_mode_enabled: boolean;
  };
}

export const manifestText = readFileSync(
  new URL('../../../adapters/slack/manifest.yaml', import.meta.url),
  'utf8',
);

export function manifestOf(text: string): Manifest {
  return parse(text) as Manifest;
}
