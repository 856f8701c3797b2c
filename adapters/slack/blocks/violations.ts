// What Slack would refuse of a payload, each fault with its place: run over everything that leaves, in every test.

import { limits } from './limits.ts';
import { bytes, characters } from './size.ts';
import { blockFaults } from './violations-blocks.ts';
import { choiceFaults } from './violations-choices.ts';
import {
  duplicates,
  type Faults,
  listAt,
  type Payload,
  payloadAt,
  readPayload,
  text,
} from './violations-texts.ts';

/**
 * Of a message, a view, the arguments of a method that carries one, what answers the sending of a form, or the
 * choices of a search. Beyond the limits it names what would let words of people act: mentions, links, formatting.
 * Empty when Slack would take it.
 */
export function violations(payload: unknown): string[] {
  const faults: Faults = [];
  const whole = readPayload(payload);
  if (!whole) return ['it isn’t an object'];
  const view = payloadAt(whole, 'view');
  if (view) viewFaults(view, 'view.', faults);
  else if (whole.type === 'modal' || whole.type === 'home') viewFaults(whole, '', faults);
  else if ('errors' in whole) errorFaults(whole, faults);
  else if ('options' in whole || 'option_groups' in whole) choiceFaults(whole, '', faults);
  else messageFaults(whole, faults);
  return faults;
}

function messageFaults(message: Payload, faults: Faults): void {
  text(message.text, 'text', limits.message.fallback, faults);
  const blocks = listAt(message, 'blocks') ?? [];
  if (blocks.length > limits.message.blocks)
    faults.push(`blocks: ${blocks.length}, ${limits.message.blocks} at most`);
  const size = characters(blocks);
  if (size > limits.message.characters)
    faults.push(`blocks: ${size} characters, ${limits.message.characters} at most`);
  blocksFaults(blocks, '', faults);
}

function viewFaults(view: Payload, at: string, faults: Faults): void {
  const most = limits.view;
  const blocks = listAt(view, 'blocks');
  if (!blocks) faults.push(`${at}blocks: there are none`);
  const size = bytes(view);
  if (size > most.bytes) faults.push(`${at || 'view'}: ${size} bytes, ${most.bytes} at most`);
  if ((blocks?.length ?? 0) > most.blocks)
    faults.push(`${at}blocks: ${blocks?.length}, ${most.blocks} at most`);
  const asks = blocks?.some((block) => readPayload(block)?.type === 'input');
  if (view.type === 'modal') {
    line(view.title, `${at}title`, most.title, faults);
    if (view.submit !== undefined || asks) line(view.submit, `${at}submit`, most.submit, faults);
    if (view.close !== undefined) line(view.close, `${at}close`, most.close, faults);
  }
  for (const [name, length] of [
    ['private_metadata', most.privateMetadata],
    ['callback_id', most.callbackId],
    ['external_id', most.externalId],
  ] as const) {
    const value = view[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.length > length)
      faults.push(`${at}${name}: ${`${value}`.length} characters, ${length} at most`);
  }
  blocksFaults(blocks ?? [], at, faults);
}

function blocksFaults(blocks: readonly unknown[], at: string, faults: Faults): void {
  const read = blocks.map((block) => readPayload(block) ?? {});
  for (const [i, block] of read.entries()) blockFaults(block, `${at}blocks[${i}]`, faults);
  for (const id of duplicates(read.map((block) => block.block_id)))
    faults.push(`${at}blocks: the block_id ${id} comes twice`);
}

function errorFaults({ errors }: Payload, faults: Faults): void {
  const entries = Object.entries(readPayload(errors) ?? {});
  if (entries.length === 0) faults.push('errors: there are none');
  for (const [id, said] of entries) text(said, `errors.${id}`, limits.input.error, faults, 'plain');
}

function line(value: unknown, at: string, most: number, faults: Faults): void {
  const read = readPayload(value);
  if (read?.type !== 'plain_text') faults.push(`${at}: it isn’t plain text`);
  text(read?.text, at, most, faults, 'plain');
}
