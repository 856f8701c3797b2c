// Cards and forms as plain HTML, rendered on the server. Everything from people goes through `html`,
// which escapes it.

import { html } from 'hono/html';
import type { Block, Card, Form, FormField } from '../../src/ui/card.ts';
import type { FormValues } from '../../src/ui/form-values.ts';
import { isNear, untilThen } from '../../src/ui/format.ts';
import type { RefusalText } from '../../src/ui/refusals.ts';
import type { Translator } from '../../src/ui/translator.ts';

type Html = ReturnType<typeof html>;

/** Where the reader stands: links and forms carry it along. */
export interface Place {
  person: string;
  lang: string;
}

export function link(path: string, place: Place, params: Record<string, string> = {}): string {
  return `${path}?${new URLSearchParams({ as: place.person, lang: place.lang, ...params })}`;
}

/** @param now for 'dans 3 jours' beside each deadline */
export function cardView(card: Card, t: Translator, now: string, place: Place): Html {
  return html`<article class="card" id="${card.subject.replace(/^card:/, '')}" lang="${card.lang}">
    ${card.title ? html`<h3>${card.title}</h3>` : ''}
    ${card.status ? html`<p class="status ${card.status.tone}">${card.status.label}</p>` : ''}
    ${card.blocks.map((block) => blockView(block, t, now))}
    ${
      card.buttons.length === 0
        ? ''
        : html`<p class="buttons">${card.buttons.map(
            (b) =>
              html`<a class="button ${b.style}" href="${link('/form', place, { action: b.action, target: b.target })}">${b.label}</a>`,
          )}</p>`
    }
  </article>`;
}

function blockView(block: Block, t: Translator, now: string): Html {
  switch (block.type) {
    case 'text':
      return html`<p>${block.text}</p>`;
    case 'quote':
      return html`<blockquote><p>${block.head}</p>${block.lines.map((line) => html`<p>${line}</p>`)}</blockquote>`;
    case 'list':
      return html`<p>${block.head}</p><ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'table':
      return html`<div class="wide"><table><thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
        <tbody>${block.rows.map(
          ([first, ...cells]) =>
            html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
        )}</tbody></table></div>`;
    case 'fact':
      return html`<p class="fact"><span>${block.label}</span> ${block.value}</p>`;
    case 'deadline':
      return html`<p class="fact"><span>${block.label}</span> <time datetime="${block.at}">${block.value}</time>${isNear(block.at, now) ? html`, ${untilThen(t, block.at, now)}` : ''}</p>`;
  }
}

export interface Filled {
  deliveryId: string;
  values: FormValues;
  refusal: (RefusalText & { field: string | null }) | null;
}

/** What was typed comes back with the form when it is refused. */
export function formView(form: Form, t: Translator, place: Place, filled: Filled): Html {
  const { refusal, values, deliveryId } = filled;
  const general = refusal && !form.fields.some((f) => f.name === refusal.field);
  const field = (f: FormField) =>
    fieldView(f, t, values[f.name] ?? '', refusal?.field === f.name ? refusal : null);
  const entry = form.fields.filter((f) => f.name.startsWith('for.'));
  const own = form.fields.filter((f) => !entry.includes(f));
  return html`<h2>${form.title}</h2>
    <p>${form.intro}</p>
    ${general ? html`<p class="refusal" role="alert">${refusal.text} ${refusal.next}</p>` : ''}
    <form method="post" action="/form">
      <input type="hidden" name="as" value="${place.person}">
      <input type="hidden" name="lang" value="${place.lang}">
      <input type="hidden" name="action" value="${form.action}">
      <input type="hidden" name="target" value="${form.target ?? ''}">
      <input type="hidden" name="deliveryId" value="${deliveryId}">
      ${own.map(field)}
      ${entry.length === 0 ? '' : html`<fieldset><legend>${t('form.entry')}</legend>${entry.map(field)}</fieldset>`}
      <p class="buttons">
        <button class="button primary" type="submit">${form.submit}</button>
        <a class="button plain" href="${link('/', place)}">${t('form.cancel')}</a>
      </p>
    </form>`;
}

function fieldView(
  field: FormField,
  t: Translator,
  value: string | string[],
  refusal: RefusalText | null,
): Html {
  const id = `field-${field.name}`;
  const about = [...(field.hint ? [`${id}-hint`] : []), ...(refusal ? [`${id}-refusal`] : [])];
  const invalid = refusal ? html` aria-invalid="true"` : '';
  const described = html`${invalid}${about.length > 0 ? html` aria-describedby="${about.join(' ')}"` : ''}`;
  return html`<div class="field">
    <label for="${id}">${field.label}${field.required ? '' : html` <small>(${t('form.optional')})</small>`}</label>
    ${control(field, t, value, described)}
    ${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : ''}
    ${refusal ? html`<p class="refusal" id="${id}-refusal" role="alert">${refusal.text} ${refusal.next}</p>` : ''}
  </div>`;
}

function control(field: FormField, t: Translator, value: string | string[], described: Html): Html {
  const id = `field-${field.name}`;
  const name = `value.${field.name}`;
  const chosen = [value].flat();
  if (field.options.length > 0) {
    const empty = field.many ? '' : html`<option value="">${field.required ? t('form.choose') : ''}</option>`;
    return html`<select id="${id}" name="${name}"${field.many ? html` multiple` : ''}${described}>
      ${empty}
      ${field.options.map((o) => html`<option value="${o.value}"${chosen.includes(o.value) ? html` selected` : ''}>${o.label}</option>`)}
    </select>`;
  }
  const typed = chosen.join(field.kind === 'lines' ? '\n' : ', ');
  switch (field.kind) {
    case 'long':
      return html`<textarea id="${id}" name="${name}" rows="5"${described}>${typed}</textarea>`;
    case 'lines':
    case 'codes':
      return html`<textarea id="${id}" name="${name}" rows="3"${described}>${typed}</textarea>`;
    case 'instant':
      return html`<input id="${id}" name="${name}" type="datetime-local" value="${typed}"${described}>`;
    case 'amount':
      return html`<input id="${id}" name="${name}" inputmode="decimal" value="${typed}"${described}>`;
    case 'mail':
      return html`<input id="${id}" name="${name}" inputmode="email" value="${typed}"${described}>`;
    case 'text':
    case 'choice':
    case 'pick':
      return html`<input id="${id}" name="${name}" value="${typed}"${described}>`;
  }
}

export function layout(t: Translator, title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="${t.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>${body}</body>
</html>`;
}
