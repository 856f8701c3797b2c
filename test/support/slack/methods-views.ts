// Views: what apps open, put on top, change and publish, and the stack of modals that each person has open.

import { type Answer, type Args, listOf, type Method, refused, text } from './answers.ts';
import { stateOf, withIds } from './view-state.ts';
import type { SlackView, Workspace } from './workspace.ts';

/** As many as may stand on each other. */
const highest = 3;

export const viewMethods: Record<string, Method> = {
  'views.open': (ws, args) =>
    withTrigger(ws, args, ({ user }, view) => {
      for (const id of ws.stacks.get(user) ?? []) ws.views.delete(id);
      ws.stacks.set(user, []);
      return shown(ws, putOnTop(ws, user, view));
    }),
  'views.push': (ws, args) =>
    withTrigger(ws, args, (trigger, view) => {
      const stack = ws.stacks.get(trigger.user) ?? [];
      if (trigger.view === null || stack.length === 0) return refused('invalid_trigger_id');
      if (stack.length >= highest) return refused('push_limit_reached');
      return shown(ws, putOnTop(ws, trigger.user, view));
    }),
  'views.update': (ws, args) => {
    const known = args.external_id
      ? [...ws.views.values()].find((v) => v.view.external_id === args.external_id)
      : ws.views.get(text(args.view_id));
    if (!known) return refused('not_found');
    if (args.hash !== undefined && args.hash !== known.hash) return refused('hash_conflict');
    const view = viewIn(args);
    return view ? shown(ws, changed(ws, known, view)) : refused('invalid_arguments');
  },
  'views.publish': (ws, args) => {
    const user = text(args.user_id);
    const view = viewIn(args);
    if (!ws.users.has(user)) return refused('user_not_found');
    if (view?.type !== 'home') return refused('invalid_arguments');
    const known = homeOf(ws, user);
    if (args.hash !== undefined && args.hash !== known?.hash) return refused('hash_conflict');
    return shown(ws, known ? changed(ws, known, view) : kept(ws, user, view, null, null));
  },
};

/** The modal on top, if any is open. */
export function topOf(ws: Workspace, user: string): SlackView | undefined {
  return ws.views.get(ws.stacks.get(user)?.at(-1) ?? '');
}

export function homeOf(ws: Workspace, user: string): SlackView | undefined {
  return [...ws.views.values()].find((v) => v.user === user && v.view.type === 'home');
}

/** Undefined where the stack is as high as may be. */
export function pushed(ws: Workspace, user: string, view: Args): SlackView | undefined {
  return (ws.stacks.get(user)?.length ?? 0) < highest ? putOnTop(ws, user, view) : undefined;
}

/** The same modal shows something else: the same id, a new hash; what was typed stays where the ids are the same. */
export function changed(ws: Workspace, known: SlackView, view: Args): SlackView {
  const blocks = withIds(listOf(view.blocks), ws.id);
  known.view = { ...view, blocks };
  known.state = stateOf(blocks, known.state);
  known.errors = {};
  known.hash = ws.stamp();
  if (view.type === 'home') ws.homes.set(known.user, known.view);
  return known;
}

/** Away from the person's eyes: it can be changed no more. */
export function gone(ws: Workspace, view: SlackView): void {
  ws.stacks.set(
    view.user,
    (ws.stacks.get(view.user) ?? []).filter((id) => id !== view.id),
  );
  ws.views.delete(view.id);
}

/** A view as Slack sends it along. */
export function viewOnWire(ws: Workspace, { view, ...v }: SlackView): Args {
  return {
    id: v.id,
    team_id: ws.users.get(v.user)?.team ?? ws.team,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values: structuredClone(v.state) },
    hash: v.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: v.previous,
    root_view_id: v.root,
    app_id: 'A1',
    external_id: view.external_id ?? '',
    app_installed_team_id: ws.team,
    bot_id: ws.bot.id,
  };
}

function withTrigger(
  ws: Workspace,
  args: Args,
  act: (trigger: { user: string; view: string | null }, view: Args) => Answer,
): Answer {
  const trigger = ws.triggers.get(text(args.trigger_id));
  const view = viewIn(args);
  if (!trigger) return refused('invalid_trigger_id');
  if (trigger.used) return refused('exchanged_trigger_id');
  if (ws.now() > trigger.until) return refused('expired_trigger_id');
  if (view?.type !== 'modal') return refused('invalid_arguments');
  trigger.used = true;
  return act(trigger, view);
}

function putOnTop(ws: Workspace, user: string, view: Args): SlackView {
  const stack = ws.stacks.get(user) ?? [];
  const added = kept(ws, user, view, stack[0] ?? null, stack.at(-1) ?? null);
  ws.stacks.set(user, [...stack, added.id]);
  return added;
}

function kept(ws: Workspace, user: string, view: Args, root: string | null, previous: string | null) {
  const id = ws.id('V');
  const blank = { id, hash: '', user, view, state: {}, errors: {}, root: root ?? id, previous };
  const added = changed(ws, blank, view);
  ws.views.set(id, added);
  return added;
}

function viewIn({ view }: Args): Args | undefined {
  return typeof view === 'object' && view !== null ? (view as Args) : undefined;
}

function shown(ws: Workspace, view: SlackView): Answer {
  return { ok: true, view: viewOnWire(ws, view) };
}
