// The catalogue as one page that needs nothing else: no script, no file beside it, light and dark.

import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { type Lang, langs } from '../../src/domain/people.ts';
import type { Block, Card, Form } from '../../src/ui/card.ts';
import { untilThen } from '../../src/ui/format.ts';
import { type Translator, translator } from '../../src/ui/translator.ts';
import type { Answer, Collected, InEvery } from './shown.ts';

/** Cards look as they do in the local room. */
const style = new URL('../../adapters/sandbox/client/style.css', import.meta.url);

type Html = ReturnType<typeof html>;

interface Section {
  id: string;
  title: string;
  entries: Entry[];
}

interface Entry {
  title: string;
  about: string;
  said: InEvery<Html>;
}

/** @param messages every message by its key, as it is written */
export async function cataloguePage(
  all: Collected,
  messages: InEvery<Record<string, string>>,
): Promise<string> {
  const sections = [
    ...letters(all),
    forms(all),
    ...commands(all),
    refusals(all),
    mails(all),
    journal(all),
  ].filter((s) => s.entries.length > 0);
  const names = { fr: 'français', nl: 'Nederlands', en: 'English' };
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sans Objection: what people read</title>
<style>${raw(readFileSync(style, 'utf8'))}${raw(own)}</style>
</head>
<body>
${langs.map((lang) => html`<input type="radio" name="lang" id="in-${lang}"${lang === 'fr' ? raw(' checked') : ''}>`)}
<header><h1>What people read</h1>
<p class="note">Every message, form, answer and refusal, as stories that were played brought them about.</p>
<nav class="tabs">${langs.map((lang) => html`<label for="in-${lang}">${names[lang]}</label>`)}</nav>
<nav><ul>${sections.map((s) => contents(s))}<li><a href="#messages">Every message as it is written</a></li></ul></nav></header>
<main>${sections.map((s) => section(s))}
<section id="messages"><h2>Every message as it is written</h2>${raw(await table(messages))}</section></main>
</body>
</html>`;
  return `${await page}\n`;
}

const areas: [id: string, title: string, view: RegExp][] = [
  ['cards', 'The cards of a room', /^card$/],
  ['calls', 'Calls', /^(call|chase)(?!\.announced)/],
  ['proposals', 'Proposals', /^(proposal|merge|competition|correction)/],
  ['answers', 'Answers', /^(objection|remark|concern|question|interest|contradiction|entry)/],
  ['plenary', 'The plenary', /^(meeting|outcome)/],
  ['people', 'People', /^(mandate|institution|coordinator)/],
  ['desk', 'The référente’s desk', /./],
];

function letters({ letters }: Collected): Section[] {
  const areaOf = (view: string) => areas.find(([, , pattern]) => pattern.test(view))?.[0];
  return areas.map(([id, title]) => {
    const own = letters.filter(({ view }) => areaOf(view) === id);
    const entries = own.toSorted((a, b) => (a.view < b.view ? -1 : a.view > b.view ? 1 : 0));
    return {
      id,
      title,
      entries: entries.map(({ view, where, cards, now }) => ({
        title: view,
        about: [where, ...cards.fr.buttons.map((b) => b.action)].join(' · '),
        said: inEvery((lang) => cardView(cards[lang], now)),
      })),
    };
  });
}

function forms({ forms }: Collected): Section {
  const entries = forms.map(({ action, opensFor, forms }) => ({
    title: action,
    about: opensFor,
    said: inEvery((lang) => formView(forms[lang], translator(lang))),
  }));
  return { id: 'forms', title: 'Forms', entries };
}

function commands({ commands }: Collected): Section[] {
  return (['coordinator', 'partner'] as const).map((role) => ({
    id: `commands-${role}`,
    title: `What a word is answered: ${role}`,
    entries: commands
      .filter((c) => c.role === role)
      .map(({ id, typed, answers, now }) => ({
        title: id,
        about: answers.fr.kind,
        said: inEvery(
          (lang) => html`<p class="typed">/concertation ${typed[lang]}</p>${answerView(answers[lang], now)}`,
        ),
      })),
  }));
}

function refusals({ refusals }: Collected): Section {
  const entries = refusals.map(({ code, said }) => ({
    title: code,
    about: 'refusal',
    said: inEvery((lang) => html`<p class="refusal">${said[lang].text}</p><p>${said[lang].next}</p>`),
  }));
  return { id: 'refusals', title: 'Refusals', entries };
}

function mails({ mails }: Collected): Section {
  const entries = mails.map(({ view, mail }) => ({
    title: view,
    about: 'mail, as text',
    said: inEvery(
      (lang) => html`<div class="card"><h4>${mail[lang].subject}</h4><p>${mail[lang].text}</p></div>`,
    ),
  }));
  return { id: 'mails', title: 'Mails that the référente sends', entries };
}

function journal({ journal }: Collected): Section {
  const said = inEvery((lang) => html`<ul>${journal.map((line) => html`<li>${line[lang]}</li>`)}</ul>`);
  return { id: 'journal', title: 'The journal', entries: [{ title: 'lines', about: 'journal', said }] };
}

function contents({ id, title, entries }: Section): Html {
  const names = [...new Set(entries.map((e) => e.title))];
  const links = names.map((name) => html`<a href="#${idOf(id, name)}">${name}</a> `);
  return html`<li><details><summary><a href="#${id}">${title}</a> (${entries.length})</summary>${links}</details></li>`;
}

function section({ id, title, entries }: Section): Html {
  const first = new Set<string>();
  const anchor = (name: string) => {
    if (first.has(name)) return '';
    first.add(name);
    return html` id="${idOf(id, name)}"`;
  };
  return html`<section id="${id}"><h2>${title}</h2>${entries.map(
    (e) => html`<article${anchor(e.title)}><h3>${e.title}</h3><p class="note">${e.about}</p>
<div class="langs">${langs.map((lang) => html`<div class="in ${lang}" lang="${lang}">${e.said[lang]}</div>`)}</div></article>
`,
  )}</section>`;
}

function idOf(section: string, name: string): string {
  return `${section}-${name.replaceAll(/[^\w.-]/g, '-')}`;
}

function answerView(answer: Answer, now: string): Html {
  switch (answer.kind) {
    case 'form':
      return html`<p class="note">→ ${[answer.action, answer.target].filter(Boolean).join(' ')}</p>`;
    case 'refused':
      return html`<p class="refusal">${answer.said.text}</p><p>${answer.said.next}</p>`;
    case 'cards':
      return html`${answer.cards.map((card) => cardView(card, now))}`;
  }
}

function cardView(card: Card, now: string): Html {
  const t = translator(card.lang);
  return html`<div class="card">
${card.title ? html`<h4>${card.title}</h4>` : ''}
${card.status ? html`<p class="status ${card.status.tone}">${card.status.label}</p>` : ''}
${card.blocks.map((block) => blockView(block, t, now))}
${buttons(card.buttons)}</div>`;
}

function buttons(all: { label: string; style: string }[]): Html | string {
  if (all.length === 0) return '';
  return html`<p class="buttons">${all.map((b) => html`<span class="button ${b.style}">${b.label}</span>`)}</p>`;
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
      return html`<table>${[block.head, ...block.rows].map(
        (cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
      )}</table>`;
    case 'fact':
      return html`<p class="fact"><span>${block.label}</span> ${block.value}</p>`;
    case 'deadline':
      return html`<p class="fact"><span>${block.label}</span> ${block.value}, ${untilThen(t, block.at, now)}</p>`;
  }
}

function formView(form: Form, t: Translator): Html {
  return html`<div class="card"><h4>${form.title}</h4><p>${form.intro}</p>
${form.fields.map(
  (
    f,
  ) => html`<div class="field"><b>${f.label}</b>${f.required ? '' : html` <small>(${t('form.optional')})</small>`}
${f.hint ? html`<p class="hint">${f.hint}</p>` : ''}
${f.options.length > 0 ? html`<ul class="options">${f.options.map((o) => html`<li>${o.label}</li>`)}</ul>` : html`<p class="empty">${f.kind}${f.max ? html`, ≤ ${f.max}` : ''}</p>`}</div>`,
)}
${buttons([
  { label: form.submit, style: 'primary' },
  { label: form.cancel, style: 'plain' },
])}</div>`;
}

async function table(messages: InEvery<Record<string, string>>): Promise<string> {
  const rows = Object.keys(messages.fr).map(
    (
      key,
    ) => html`<tr><th scope="row">${key}</th>${langs.map((lang) => html`<td lang="${lang}">${messages[lang][key] ?? ''}</td>`)}</tr>
`,
  );
  return `${await html`<table class="messages">${rows}</table>`}`;
}

function inEvery<T>(make: (lang: Lang) => T): InEvery<T> {
  return { fr: make('fr'), nl: make('nl'), en: make('en') };
}

const own = `
body > input { position: absolute; width: 1px; min-height: 0; opacity: 0; }
main, header { max-width: 46rem; }
h4 { margin: 0 0 .25rem; font-size: 1.05rem; }
article { margin: 1.5rem 0; scroll-margin-top: 4rem; } article h3 { font: 600 .9rem ui-monospace, monospace; }
.tabs { position: sticky; top: 0; display: flex; gap: .5rem; padding: .5rem 0; background: var(--paper); }
.tabs label { padding: .5rem .9rem; border: 1px solid var(--accent); border-radius: .45rem; cursor: pointer; }
.in { display: none; }
${langs.map((lang) => `#in-${lang}:checked ~ main .in.${lang} { display: block; } #in-${lang}:checked ~ header [for=in-${lang}] { background: var(--accent); color: var(--on-accent); } #in-${lang}:focus-visible ~ header [for=in-${lang}] { outline: 3px solid var(--accent); outline-offset: 2px; }`).join('\n')}
a { color: var(--accent); } nav ul { padding-left: 1rem; } nav li { margin: .3rem 0; }
.options { margin: .2rem 0; } .empty { color: var(--quiet); border: 1px dashed var(--line); border-radius: .45rem; padding: .3rem .6rem; }
.typed { font-family: ui-monospace, monospace; } span.button { cursor: default; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; } th { font: .8rem ui-monospace, monospace; }
@media (min-width: 80rem) { main, header { max-width: 110rem; } .tabs { display: none; } .langs { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; } main .in { display: block; } }
`;
