// What stands in the fields of a view: at first what the app put there, then what a person types and chooses,
// with the shapes in which Slack sends it.

type Element = Record<string, unknown>;
type Block = Record<string, unknown>;

export interface Filled {
  type: string;
  [value: string]: unknown;
}

/** By block, then by element. */
export type ViewState = Record<string, Record<string, Filled>>;

/** Under which name Slack sends what each kind of element holds; what an empty one holds. */
const held: Readonly<Record<string, { name: string; initial: string; many: boolean }>> = {
  plain_text_input: { name: 'value', initial: 'initial_value', many: false },
  email_text_input: { name: 'value', initial: 'initial_value', many: false },
  url_text_input: { name: 'value', initial: 'initial_value', many: false },
  number_input: { name: 'value', initial: 'initial_value', many: false },
  static_select: { name: 'selected_option', initial: 'initial_option', many: false },
  external_select: { name: 'selected_option', initial: 'initial_option', many: false },
  radio_buttons: { name: 'selected_option', initial: 'initial_option', many: false },
  multi_static_select: { name: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { name: 'selected_options', initial: 'initial_options', many: true },
  checkboxes: { name: 'selected_options', initial: 'initial_options', many: true },
  users_select: { name: 'selected_user', initial: 'initial_user', many: false },
  multi_users_select: { name: 'selected_users', initial: 'initial_users', many: true },
  conversations_select: { name: 'selected_conversation', initial: 'initial_conversation', many: false },
  multi_conversations_select: {
    name: 'selected_conversations',
    initial: 'initial_conversations',
    many: true,
  },
  file_input: { name: 'files', initial: 'initial_files', many: true },
  channels_select: { name: 'selected_channel', initial: 'initial_channel', many: false },
  datepicker: { name: 'selected_date', initial: 'initial_date', many: false },
  timepicker: { name: 'selected_time', initial: 'initial_time', many: false },
  datetimepicker: { name: 'selected_date_time', initial: 'initial_date_time', many: false },
};

/** Of every element that can hold something. What a person had filled in stays where ids and kinds are the same. */
export function stateOf(blocks: readonly unknown[], before: ViewState = {}): ViewState {
  const state: ViewState = {};
  for (const block of blocks as Block[]) {
    for (const element of elementsOf(block)) {
      const kind = held[`${element.type}`];
      if (!kind) continue;
      const [blockId, actionId] = [`${block.block_id}`, `${element.action_id}`];
      const kept = before[blockId]?.[actionId];
      const values = state[blockId] ?? {};
      state[blockId] = values;
      const initial = filled(element, element[kind.initial] ?? (kind.many ? [] : null));
      values[actionId] = kept && kept.type === element.type ? kept : initial;
    }
  }
  return state;
}

/** The element as Slack sends it with this in it. */
export function filled(element: Element, value: unknown): Filled {
  const type = `${element.type}`;
  const kind = held[type];
  if (!kind) throw new Error(`nothing can be filled in there: ${type}`);
  return { type, [kind.name]: value };
}

/** What it holds; null or an empty list where it is empty. */
export function valueIn(of: Filled | undefined): unknown {
  return of === undefined ? null : (of[held[of.type]?.name ?? 'value'] ?? null);
}

export function isMany(element: Element): boolean {
  return held[`${element.type}`]?.many ?? false;
}

export function elementsOf(block: Block): Element[] {
  const inside = [block.element, block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])];
  return inside.filter((e): e is Element => typeof e === 'object' && e !== null && 'action_id' in e);
}

/** The same blocks with the ids that Slack gives where the app gave none. */
export function withIds(blocks: readonly unknown[], id: (prefix: string) => string): unknown[] {
  const acts = /_select|button|input|picker|checkboxes|overflow/;
  const named = (element: unknown) => {
    const e = element as Element | undefined;
    return e && acts.test(`${e.type}`) && e.action_id === undefined ? { ...e, action_id: id('a') } : element;
  };
  return (blocks as Block[]).map((block) => ({
    ...block,
    block_id: block.block_id ?? id('b'),
    ...(block.element ? { element: named(block.element) } : {}),
    ...(block.accessory ? { accessory: named(block.accessory) } : {}),
    ...(block.type === 'actions' && Array.isArray(block.elements)
      ? { elements: block.elements.map(named) }
      : {}),
  }));
}
