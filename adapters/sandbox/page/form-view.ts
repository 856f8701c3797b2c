// Forms as HTML: the same on a page of their own and in a dialog. What was typed comes back when a form is
// refused, with the reason at its field.

import { html } from 'hono/html';
import type { Card, Form, FormField, Option } from '../../../src/ui/card.ts';
import type { FormValues } from '../../../src/ui/form-values.ts';
import type { RefusalText } from '../../../src/ui/refusals.ts';
import type { Translator } from '../../../src/ui/translator.ts';
import { cardView } from './card-view.ts';
import { type Html, link, type Place, placeFields } from './place.ts';

export interface Filled {
  deliveryId: string;
  values: FormValues;
  refusal: (RefusalText & { field: string | null }) | null;
  /** What would be sent, and to how many; where it was asked for. */
  preview: { card: Card; says: string; now: string } | null;
  /** Where it was sent before, and recorded, with other words than it holds now: the way to that. */
  sentBefore: Html | null;
}

/** A list longer than this gets a field that narrows it down. */
const longList = 12;

export function formView(form: Form, t: Translator, place: Place, filled: Filled): Html {
  const { refusal, values, deliveryId, preview, sentBefore } = filled;
  const general = refusal && !form.fields.some((f) => f.name === refusal.field);
  const field = (f: FormField) =>
    fieldView(f, t, values[f.name] ?? '', refusal?.field === f.name ? refusal : null);
  const entry = form.fields.filter((f) => f.name.startsWith('for.'));
  const own = form.fields.filter((f) => !entry.includes(f));
  const entered = entry.some((f) => f.name === refusal?.field || (f.kind !== 'choice' && values[f.name]));
  return html`<h2 id="form-title" tabindex="-1">${form.title}</h2>
    <p>${form.intro}</p>
    ${general ? html`<p class="refusal" role="alert" tabindex="-1">${refusal.text} ${refusal.next}</p>` : ''}
    ${sentBefore ? recorded(t, sentBefore) : ''}
    <form method="post" action="/form" data-act novalidate>
      ${placeFields(place)}
      <input type="hidden" name="action" value="${form.action}">
      <input type="hidden" name="target" value="${form.target ?? ''}">
      <input type="hidden" name="deliveryId" value="${deliveryId}">
      ${own.map(field)}
      ${
        entry.length === 0
          ? ''
          : html`<details class="entry"${entered ? html` open` : ''}><summary>${t('page.form.entry')}</summary>
              <fieldset><legend>${t('form.entry')}</legend>${entry.map(field)}</fieldset></details>`
      }
      ${preview ? html`<section class="preview" aria-labelledby="preview-says"><h3 id="preview-says" tabindex="-1">${preview.says}</h3>${cardView(preview.card, preview.now, place)}</section>` : ''}
      <p class="buttons">
        <button class="button primary" type="submit">${form.submit}</button>
        ${form.action === 'call.chase' ? html`<button class="button" type="submit" name="preview" value="1">${t('page.form.preview')}</button>` : ''}
        <a class="button" data-close href="${link('/', place)}">${form.cancel}</a>
      </p>
    </form>`;
}

/** What was sent first counts; what was changed since is kept, to be sent as something new. */
function recorded(t: Translator, to: Html): Html {
  return html`<section class="report" role="alert" tabindex="-1"><p>${t('page.sent-before')} ${to}</p>
    <p>${t('page.sent-before.next')}</p></section>`;
}

function fieldView(
  field: FormField,
  t: Translator,
  value: string | string[],
  refusal: RefusalText | null,
): Html {
  const id = `field-${field.name}`;
  const optional = field.required ? '' : html` <small>(${t('form.optional')})</small>`;
  const about = [...(field.hint ? [`${id}-hint`] : []), ...(refusal ? [`${id}-refusal`] : [])];
  const described = html`${refusal ? html` aria-invalid="true" autofocus` : ''}${about.length > 0 ? html` aria-describedby="${about.join(' ')}"` : ''}`;
  const below = html`${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : ''}
    ${refusal ? html`<p class="refusal" id="${id}-refusal" role="alert">${refusal.text} ${refusal.next}</p>` : ''}`;
  if (field.many && field.options.length > 0) {
    const tied = about.length > 0 ? html` aria-describedby="${about.join(' ')}"` : '';
    return html`<fieldset class="field many" id="${id}"${tied}>
      <legend>${field.label}${optional}</legend>${below}${choices(field, t, [value].flat(), refusal)}</fieldset>`;
  }
  return html`<div class="field"><label for="${id}">${field.label}${optional}</label>
    ${control(field, t, value, described)}${below}</div>`;
}

/** Each choice to tick by itself: nothing is lost by one tap in the wrong place. */
function choices(field: FormField, t: Translator, chosen: string[], refusal: RefusalText | null): Html {
  const long = field.options.length > longList;
  const first = field.options[0]?.value;
  const choice = (o: Option) =>
    html`<label class="choice"><input type="checkbox" name="value.${field.name}" value="${o.value}"${chosen.includes(o.value) ? html` checked` : ''}${refusal && o.value === first ? html` aria-invalid="true"` : ''}> <span>${o.label}</span></label>`;
  const filter = html`<p class="filter" data-filter hidden><label>${t('page.form.filter')} <input type="search" autocomplete="off"></label>
    <span role="status" data-none hidden>${t('page.form.filter.none')}</span></p>`;
  return html`${long ? filter : ''}<div class="choices${long ? ' long' : ''}">${grouped(field.options).map(
    ([group, options], i) =>
      group === null
        ? options.map(choice)
        : html`<div role="group" class="group" aria-labelledby="group-${field.name}-${i}">
            <p class="hint" id="group-${field.name}-${i}">${group}</p>${options.map(choice)}</div>`,
  )}</div>`;
}

/** Under what they belong to, in their order; null: under nothing. */
function grouped(options: readonly Option[]): [string | null, Option[]][] {
  return [...Map.groupBy(options, (o) => o.group ?? null)];
}

function control(field: FormField, t: Translator, value: string | string[], described: Html): Html {
  const id = `field-${field.name}`;
  const name = `value.${field.name}`;
  const chosen = [value].flat();
  const required = field.required ? html` aria-required="true"` : '';
  if (field.options.length > 0) {
    const option = (o: Option) =>
      html`<option value="${o.value}"${chosen.includes(o.value) ? html` selected` : ''}>${o.label}</option>`;
    return html`<select id="${id}" name="${name}"${required}${described}>
      <option value="">${field.required ? t('form.choose') : ''}</option>
      ${grouped(field.options).map(([group, options]) => (group === null ? options.map(option) : html`<optgroup label="${group}">${options.map(option)}</optgroup>`))}
    </select>`;
  }
  const typed = chosen.join(field.kind === 'lines' ? '\n' : ', ');
  switch (field.kind) {
    case 'long':
      return html`<textarea id="${id}" name="${name}" rows="5"${required}${described}>${typed}</textarea>`;
    case 'lines':
    case 'codes':
      return html`<textarea id="${id}" name="${name}" rows="3"${required}${described}>${typed}</textarea>`;
    case 'instant':
      return html`<input id="${id}" name="${name}" type="datetime-local" value="${typed}"${required}${described}>`;
    case 'amount':
      return html`<input id="${id}" name="${name}" inputmode="decimal" value="${typed}"${required}${described}>`;
    case 'mail':
      return html`<input id="${id}" name="${name}" inputmode="email" value="${typed}"${required}${described}>`;
    case 'text':
    case 'choice':
    case 'pick':
    case 'member':
    case 'channel':
    case 'file':
      return html`<input id="${id}" name="${name}" value="${typed}"${required}${described}>`;
  }
}
