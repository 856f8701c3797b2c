// What Discord would refuse of a payload, each fault with its place: run over everything that leaves, in every test.

import { limits } from './limits.ts';
import {
  duplicates,
  type Faults,
  given,
  listAt,
  notMore,
  type Payload,
  readPayload,
  text,
} from './violations-parts.ts';

/**
 * Of a message, of a modal, or of what answers an interaction with one (`{type, data}`). Beyond the limits it names
 * what would let words of people act: a ping, a kind of component that isn’t used. Empty when Discord would take it.
 */
export function violations(payload: unknown): string[] {
  const faults: Faults = [];
  const whole = readPayload(payload);
  if (!whole) return ['it isn’t an object'];
  const data = readPayload(whole.data) ?? whole;
  if (data.title !== undefined) modalFaults(data, faults);
  else messageFaults(data, faults);
  return faults;
}

const componentsV2 = 32_768;

function messageFaults(message: Payload, faults: Faults): void {
  if ((Number(message.flags) & componentsV2) === 0) faults.push('flags: it isn’t made of components');
  for (const name of ['content', 'embeds', 'poll', 'sticker_ids'])
    if (message[name] !== undefined) faults.push(`${name}: not together with components`);
  mentionFaults(readPayload(message.allowed_mentions), faults);
  const top = listAt(message, 'components') ?? [];
  if (top.length === 0) faults.push('components: there are none');
  for (const [i, component] of top.entries())
    inMessage(readPayload(component) ?? {}, `components[${i}]`, true, faults);
  const all = within(top);
  notMore(all.length, limits.message.components, 'components', '', faults);
  const texts = all.filter(({ type }) => type === 10);
  const size = texts.reduce((sum, { content }) => sum + `${content}`.length, 0);
  notMore(size, limits.message.characters, 'components', ' characters', faults);
  for (const id of duplicates(all.map((c) => c.custom_id)))
    faults.push(`components: the custom_id ${id} comes twice`);
  for (const id of duplicates(all.map((c) => c.id))) faults.push(`components: the id ${id} comes twice`);
}

/** Nobody is notified, but one person where a message is meant for them. */
function mentionFaults(allowed: Payload | undefined, faults: Faults): void {
  const parse = allowed && listAt(allowed, 'parse');
  if (!parse || parse.length > 0) faults.push('allowed_mentions.parse: somebody could be notified by words');
  notMore((allowed && listAt(allowed, 'users'))?.length ?? 0, 1, 'allowed_mentions.users', '', faults);
  if (allowed?.roles !== undefined) faults.push('allowed_mentions.roles: no role is meant');
}

function modalFaults(modal: Payload, faults: Faults): void {
  text(modal.title, 'title', limits.modal.title, faults);
  given(modal.custom_id, 'custom_id', limits.customId, faults);
  const top = listAt(modal, 'components') ?? [];
  if (top.length === 0) faults.push('components: there are none');
  notMore(top.length, limits.modal.components, 'components', '', faults);
  for (const [i, value] of top.entries()) {
    const at = `components[${i}]`;
    const component = readPayload(value) ?? {};
    if (component.type === 10) text(component.content, `${at}.content`, limits.message.characters, faults);
    else if (component.type === 18) labelFaults(component, at, faults);
    else faults.push(`${at}: ${component.type} isn’t a component of a modal`);
  }
  for (const id of duplicates(within(top).map((c) => c.custom_id)))
    faults.push(`components: the custom_id ${id} comes twice`);
}

function labelFaults(label: Payload, at: string, faults: Faults): void {
  text(label.label, `${at}.label`, limits.label.label, faults);
  if (label.description !== undefined)
    text(label.description, `${at}.description`, limits.label.description, faults);
  const input = readPayload(label.component) ?? {};
  given(input.custom_id, `${at}.component.custom_id`, limits.customId, faults);
  const check = inputs[`${input.type}`];
  if (check) check(input, `${at}.component`, faults);
  else faults.push(`${at}.component: ${input.type} asks nothing`);
}

type Check = (component: Payload, at: string, faults: Faults) => void;

const pick: Check = (select, at, faults) => {
  countFaults(select, at, limits.select.options, faults);
  notMore(
    listAt(select, 'default_values')?.length ?? 0,
    Number(select.max_values ?? 1),
    `${at}.default_values`,
    '',
    faults,
  );
};

const inputs: Record<string, Check> = {
  3: selectFaults,
  4: (input, at, faults) => {
    const most = Number(input.max_length ?? limits.input.typed);
    if (!(most >= 1 && most <= limits.input.typed))
      faults.push(`${at}.max_length: ${most}, ${limits.input.typed} at most`);
    if (input.style !== 1 && input.style !== 2) faults.push(`${at}.style: there is no ${input.style}`);
    if (input.label !== undefined) faults.push(`${at}.label: it stands in a label`);
    if (input.value !== undefined)
      notMore(`${input.value}`.length, most, `${at}.value`, ' characters', faults);
    if (input.placeholder !== undefined)
      text(input.placeholder, `${at}.placeholder`, limits.input.placeholder, faults);
  },
  5: pick,
  8: pick,
  19: (input, at, faults) => countFaults(input, at, limits.files, faults),
};

function inMessage(component: Payload, at: string, isTop: boolean, faults: Faults): void {
  const inside = listAt(component, 'components') ?? [];
  switch (component.type) {
    case 1:
      rowFaults(inside, at, faults);
      break;
    case 10:
      text(component.content, `${at}.content`, limits.message.characters, faults);
      break;
    case 13:
      if (!/^attachment:\/\/./.test(`${readPayload(component.file)?.url}`))
        faults.push(`${at}.file.url: a file comes with its message`);
      break;
    case 14:
      break;
    case 17:
      if (!isTop) faults.push(`${at}: a container stands in nothing`);
      if (inside.length === 0) faults.push(`${at}.components: there are none`);
      for (const [i, one] of inside.entries())
        inMessage(readPayload(one) ?? {}, `${at}.components[${i}]`, false, faults);
      break;
    default:
      faults.push(`${at}: ${component.type} isn’t a component that is used`);
  }
}

/** Five buttons, or one list. */
function rowFaults(row: readonly unknown[], at: string, faults: Faults): void {
  const read = row.map((one) => readPayload(one) ?? {});
  if (read.length === 0) faults.push(`${at}.components: there are none`);
  notMore(
    read.length,
    read.some(({ type }) => type !== 2) ? 1 : limits.row.buttons,
    `${at}.components`,
    '',
    faults,
  );
  for (const [i, one] of read.entries()) {
    const place = `${at}.components[${i}]`;
    given(one.custom_id, `${place}.custom_id`, limits.customId, faults);
    if (one.type === 3) selectFaults(one, place, faults);
    else if (one.type !== 2) faults.push(`${place}: ${one.type} isn’t a component that is used`);
    else {
      text(one.label, `${place}.label`, limits.button.label, faults);
      if (![1, 2, 3, 4].includes(Number(one.style))) faults.push(`${place}.style: there is no ${one.style}`);
    }
  }
}

function selectFaults(select: Payload, at: string, faults: Faults): void {
  const options = (listAt(select, 'options') ?? []).map((option) => readPayload(option) ?? {});
  if (options.length === 0) faults.push(`${at}.options: there are none`);
  notMore(options.length, limits.select.options, `${at}.options`, '', faults);
  if (select.placeholder !== undefined)
    text(select.placeholder, `${at}.placeholder`, limits.select.placeholder, faults);
  for (const [i, option] of options.entries()) {
    const place = `${at}.options[${i}]`;
    text(option.label, `${place}.label`, limits.option.label, faults);
    given(option.value, `${place}.value`, limits.option.value, faults);
    if (option.description !== undefined)
      text(option.description, `${place}.description`, limits.option.description, faults);
  }
  for (const value of duplicates(options.map(({ value }) => value)))
    faults.push(`${at}.options: ${value} comes twice`);
  countFaults(select, at, options.length, faults);
  const chosen = options.filter((option) => option.default === true).length;
  notMore(chosen, Number(select.max_values ?? 1), `${at}.options chosen`, '', faults);
}

function countFaults(component: Payload, at: string, most: number, faults: Faults): void {
  const [least, highest] = [Number(component.min_values ?? 1), Number(component.max_values ?? 1)];
  if (!(least >= 0 && least <= highest)) faults.push(`${at}.min_values: ${least} of ${highest}`);
  if (highest < 1) faults.push(`${at}.max_values: ${highest}`);
  notMore(highest, most, `${at}.max_values`, '', faults);
  if (component.required === true && least === 0)
    faults.push(`${at}.min_values: none, where some are required`);
}

/** Every component, at any depth. */
function within(components: readonly unknown[]): Payload[] {
  return components.flatMap((value) => {
    const component = readPayload(value) ?? {};
    return [
      component,
      ...within(listAt(component, 'components') ?? []),
      ...within([component.component].filter((c) => c !== undefined)),
    ];
  });
}
