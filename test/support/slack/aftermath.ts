// What Slack does with the answer of an app to a person: follows it, or says what went wrong in its own words.

import type { Heard } from './line.ts';
import { changed, gone, pushed } from './methods-views.ts';
import { listOf } from './reading.ts';
import { answered } from './response-url.ts';
import type { SlackServer } from './server.ts';
import type { SlackChannel, SlackUser, SlackView, Workspace } from './workspace.ts';

/** What Slack says to the person instead; undefined where all is well. */
export type Trouble = string | undefined;

export function afterCommand(
  slack: SlackServer,
  user: SlackUser,
  typed: { command: string; channel: SlackChannel },
  { how, payload }: Heard,
): Trouble {
  const failed = (error: string) => `${typed.command} failed with the error "${error}"`;
  if (how === 'silent') return failed('operation_timeout');
  if (how === 'broken') return failed('http_service_error');
  if (Object.keys(payload).length === 0) return undefined;
  if (!slack.accepts(`answer to ${typed.command}`, payload)) return failed('invalid_command_response');
  const place = { user: user.id, channel: typed.channel.id, original: null };
  const { ok } = answered(slack.workspace, place, payload);
  return ok ? undefined : failed('invalid_command_response');
}

export function afterTap({ how, status }: Heard): Trouble {
  if (how === 'silent') return 'Operation timed out. Apps need to respond within 3 seconds.';
  if (how === 'broken') return `This app responded with Status Code ${status}.`;
  return undefined;
}

/** The form stays as it is wherever Slack can't do what the app answered. */
export function afterForm(slack: SlackServer, view: SlackView, { how, payload }: Heard): Trouble {
  const { workspace: ws } = slack;
  const disconnected = 'We had some trouble connecting. Try again?';
  if (how !== 'acknowledged') return disconnected;
  const answer = payload as { response_action?: string; view?: Record<string, unknown>; errors?: Errors };
  // The app took it away in the meantime.
  if (!ws.views.has(view.id)) return undefined;
  if (answer.response_action === undefined) return void gone(ws, view);
  if (answer.response_action === 'clear') return void cleared(ws, view.user);
  if (!slack.accepts(`answer to ${view.view.callback_id}`, payload)) return disconnected;
  switch (answer.response_action) {
    case 'errors': {
      const asked = listOf(view.view.blocks).filter((b) => b.type === 'input');
      const known = asked.map((b) => b.block_id);
      const stray = Object.keys(answer.errors ?? {}).filter((id) => !known.includes(id));
      slack.violations.push(...stray.map((id) => `answer to ${view.view.callback_id}: no input ${id}`));
      if (stray.length > 0) return disconnected;
      view.errors = answer.errors ?? {};
      return undefined;
    }
    case 'update':
      return answer.view ? void changed(ws, view, answer.view) : disconnected;
    case 'push':
      return answer.view && pushed(ws, view.user, answer.view) ? undefined : disconnected;
    default:
      return disconnected;
  }
}

/** The choices of a search; none where there is trouble. */
export function afterSearch(
  slack: SlackServer,
  { how, payload }: Heard,
): { options: Record<string, unknown>[]; trouble: Trouble } {
  const trouble = 'Sorry, the options could not be loaded.';
  if (how !== 'acknowledged' || !slack.accepts('answer to a search', payload))
    return { options: [], trouble };
  const groups = listOf(payload.option_groups).flatMap((group) => listOf(group.options));
  return { options: [...listOf(payload.options), ...groups], trouble: undefined };
}

/** Every modal goes away. */
function cleared(ws: Workspace, user: string): void {
  for (const id of ws.stacks.get(user) ?? []) ws.views.delete(id);
  ws.stacks.set(user, []);
}

type Errors = Record<string, string>;
