// Cards and forms as plain HTML, rendered on the server. Everything from people goes through `html`,
// which escapes it.

import { html } from 'hono/html';
import type { Block, Card, Form, FormField } from '../../src/ui/card.ts';
import { untilThen } from '../../src/ui/format.ts';
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
    case 'fact':
      return html`<p class="fact"><span>${block.label}</span> ${block.value}</p>`;
    case 'deadline':
      return html`<p class="fact"><span>${block.label}</span> <time datetime="${block.at}">${block.value}</time>, ${untilThen(t, block.at, now)}</p>`;
  }
}

/** What was typed comes back with the form when it is refused. */
export function formView(
  form: Form,
  t: Translator,
  place: Place,
  filled: {
    deliveryId: string;
    values: Record<string, string>;
    refusal: (RefusalText & { field: string | null }) | null;
  },
): Html {
  const { refusal, values, deliveryId } = filled;
  const general = refusal && !form.fields.some((f) => f.name === refusal.field);
  return html`<h2>${form.title}</h2>
    <p>${form.intro}</p>
    ${general ? html`<p class="refusal" role="alert">${refusal.text} ${refusal.next}</p>` : ''}
    <form method="post" action="/form">
      <input type="hidden" name="as" value="${place.person}">
      <input type="hidden" name="lang" value="${place.lang}">
      <input type="hidden" name="action" value="${form.action}">
      <input type="hidden" name="target" value="${form.target ?? ''}">
      <input type="hidden" name="deliveryId" value="${deliveryId}">
      ${form.fields.map((f) => fieldView(f, values[f.name] ?? '', refusal?.field === f.name ? refusal : null))}
      <p class="buttons">
        <button class="button primary" type="submit">${form.submit}</button>
        <a class="button plain" href="${link('/', place)}">${t('form.cancel')}</a>
      </p>
    </form>`;
}

function fieldView(field: FormField, value: string, refusal: RefusalText | null): Html {
  const id = `field-${field.name}`;
  const described = refusal ? html` aria-invalid="true" aria-describedby="${id}-refusal"` : '';
  const name = `value.${field.name}`;
  const control = () => {
    switch (field.kind) {
      case 'long':
        return html`<textarea id="${id}" name="${name}" rows="5"${described}>${value}</textarea>`;
      case 'choice':
        return html`<select id="${id}" name="${name}"${described}>
          ${field.required ? '' : html`<option value=""></option>`}
          ${field.options.map((o) => html`<option value="${o.value}"${o.value === value ? html` selected` : ''}>${o.label}</option>`)}
        </select>`;
      case 'instant':
        return html`<input id="${id}" name="${name}" type="datetime-local" value="${value}"${described}>`;
      case 'amount':
        return html`<input id="${id}" name="${name}" inputmode="decimal" value="${value}"${described}>`;
      case 'text':
        return html`<input id="${id}" name="${name}" value="${value}"${described}>`;
    }
  };
  return html`<div class="field">
    <label for="${id}">${field.label}${field.hint ? html` <small>(${field.hint})</small>` : ''}</label>
    ${control()}
    ${refusal ? html`<p class="refusal" id="${id}-refusal" role="alert">${refusal.text} ${refusal.next}</p>` : ''}
  </div>`;
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
