// Forms as Slack shows them, and what it sends of them.

import type { ViewState } from '../../../../adapters/slack/blocks/filled.ts';
import { type Filling, modalOf } from '../../../../adapters/slack/blocks/modal.ts';
import type { OpenedForm } from '../../../../src/ui/opened-form.ts';
import { fr, zone } from '../../../support/given-forms.ts';
import { objectsIn } from './outline.ts';

export const filling: Filling = {
  room: 'C1',
  deliveryId: 'd1',
  page: 0,
  zone,
  values: {},
  forAnother: false,
  over: null,
};

export const modal = (opened: OpenedForm, more: Partial<Filling> = {}) =>
  modalOf(opened, fr, { ...filling, ...more });
export const elementsOf = (opened: OpenedForm) =>
  modal(opened).blocks.flatMap((b) => (b.type === 'input' && 'element' in b ? [b.element] : []));
export const typesOf = (opened: OpenedForm) => elementsOf(opened).map((e) => e.type);

/** What Slack sends of a view that was sent as it opened. */
export function sent(view: ReturnType<typeof modalOf>): ViewState {
  const asked = objectsIn(view.blocks).filter((o) => o.type === 'input');
  return Object.fromEntries(
    asked.map((block) => {
      const e = block.element as Record<string, unknown>;
      const stands = {
        type: e.type as string,
        value: (e.initial_value ?? null) as string | null,
        selected_option: (e.initial_option ?? null) as { value: string } | null,
        selected_options: (e.initial_options ?? []) as { value: string }[],
        selected_date_time: (e.initial_date_time ?? null) as number | null,
      };
      return [block.block_id as string, { [e.action_id as string]: stands }];
    }),
  );
}
