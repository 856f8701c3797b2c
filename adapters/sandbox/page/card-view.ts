// Cards as HTML. Everything from people goes through `html`, which escapes it.

import { html } from 'hono/html';
import type { Block, Card } from '../../../src/ui/card.ts';
import { isNear, untilThen } from '../../../src/ui/format.ts';
import { type Translator, translator } from '../../../src/ui/translator.ts';
import { type Html, link, type Place } from './place.ts';

/** @param now for 'dans 3 jours' beside each deadline */
export function cardView(card: Card, now: string, place: Place): Html {
  const t = translator(card.lang);
  return html`<article class="card" lang="${card.lang}">
    ${card.title ? html`<h4>${card.title}</h4>` : ''}
    ${card.status ? html`<p class="status ${card.status.tone}">${card.status.label}</p>` : ''}
    ${foldedView(card.blocks, t, now)}
    ${
      card.buttons.length === 0
        ? ''
        : html`<p class="buttons">${card.buttons.map(
            (b) =>
              html`<a class="button ${b.style}" data-dialog href="${link('/form', place, { action: b.action, target: b.target })}">${b.label}</a>`,
          )}</p>`
    }
  </article>`;
}

/** Neighbours that may stand behind the same line stand behind it. */
function foldedView(blocks: readonly Block[], t: Translator, now: string): Html[] {
  const shown: Html[] = [];
  for (let at = 0; at < blocks.length; ) {
    const fold = blocks[at]?.fold;
    const end = blocks.findIndex((block, i) => i >= at && block.fold !== fold);
    const group = blocks.slice(at, end < 0 ? undefined : end).map((block) => blockView(block, t, now));
    shown.push(
      fold === undefined
        ? html`${group}`
        : html`<details class="fold"><summary>${fold}</summary><div>${group}</div></details>`,
    );
    at = end < 0 ? blocks.length : end;
  }
  return shown;
}

function blockView(block: Block, t: Translator, now: string): Html {
  switch (block.type) {
    case 'text':
      return block.text === block.fold ? html`` : html`<p>${block.text}</p>`;
    case 'quote':
      return html`<blockquote>${headView(block)}${block.lines.map((line) => html`<p>${line}</p>`)}</blockquote>`;
    case 'list':
      return html`${headView(block)}<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'table':
      return html`<div class="wide" tabindex="0" role="group"><table><thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
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

/** Unless the line behind which it stands has said it. */
function headView({ head, fold }: { head: string; fold?: string }): Html {
  return head === fold ? html`` : html`<p>${head}</p>`;
}
