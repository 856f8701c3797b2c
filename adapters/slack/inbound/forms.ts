// Forms that come back, and what their long lists offer while somebody types.

import type { App, BlockSuggestion, ViewSubmitAction } from '@slack/bolt';
import { opened } from '../../../src/ui/reception/asked-form.ts';
import { optionsFor } from '../blocks/choices.ts';
import { valuesOf } from '../blocks/filled.ts';
import { placeIn } from './form-opening.ts';
import { sendForm } from './form-sending.ts';
import { deedOf, failure, type Reception } from './reception.ts';

export function forms(bolt: App, at: Reception): void {
  bolt.view<ViewSubmitAction>({ callback_id: /^form:/, type: 'view_submission' }, async (args) => {
    const { body, view, ack } = args;
    const deed = deedOf(args, body.user, null);
    const { id: viewId, previous_view_id: previousViewId, private_metadata } = view;
    const sent = {
      deed,
      place: placeIn(private_metadata),
      values: valuesOf(view.state.values),
      viewId,
      previousViewId,
    };
    await sendForm(at, sent, (answer) => (answer === null ? ack() : ack(answer)));
  });

  bolt.options<'block_suggestion'>({ type: 'block_suggestion' }, async (args) => {
    const { body, ack } = args;
    const deed = deedOf(args, body.user, null);
    try {
      await ack(await offered(at, deed, body));
    } catch (error) {
      failure(at, deed, error);
      await ack({ options: [] });
    }
  });
}

/** Of the field in whose list somebody types; nothing where its form can't be asked any more. */
async function offered(
  at: Reception,
  deed: ReturnType<typeof deedOf>,
  { view, block_id, value }: BlockSuggestion,
): Promise<ReturnType<typeof optionsFor>> {
  const open = view && (await opened(at, deed, placeIn(view.private_metadata)));
  const field = open?.opened.form.fields.find(({ name }) => name === block_id);
  return open && field ? optionsFor(value, field, open.t) : { options: [] };
}
