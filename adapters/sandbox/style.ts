// The look of the local room: one column, legible on a phone, light and dark.

export const style = `
:root { color-scheme: light dark; --ink: #1d2327; --paper: #f6f5f1; --sheet: #fff; --line: #d8d5cc; --accent: #0b5c6b; --on-accent: #fff; --attention: #8a3b00; --good: #1d6b36; --quiet: #5b6166; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #16191b; --sheet: #202427; --line: #3a4045; --accent: #6cc5d6; --on-accent: #0c1517; --attention: #f0a36b; --good: #7fce97; --quiet: #a5abb0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main, header, footer { max-width: 46rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.25rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
p { margin: .4rem 0; white-space: pre-line; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin-top: .75rem; }
.bar label { display: block; font-size: .85rem; color: var(--quiet); }
.note, .hint, small { color: var(--quiet); font-size: .9rem; }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: .75rem 0; }
.status { font-weight: 600; margin-top: 0; }
.status.open { color: var(--accent); } .status.attention { color: var(--attention); } .status.good { color: var(--good); } .status.quiet { color: var(--quiet); }
.fact span { color: var(--quiet); } .fact span::after { content: ':'; } :lang(fr) .fact span::after { content: '\\00a0:'; }
blockquote { margin: .5rem 0; padding: .1rem 0 .1rem .8rem; border-left: 3px solid var(--line); }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .9rem; }
.button, button { font: inherit; display: inline-block; min-height: 2.75rem; padding: .55rem 1rem; border: 1px solid var(--accent); border-radius: .45rem; color: var(--accent); background: transparent; text-decoration: none; cursor: pointer; }
.button.primary { background: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.field { margin: 1rem 0; } .field label { display: block; font-weight: 600; margin-bottom: .3rem; }
input, textarea, select { font: inherit; width: 100%; min-height: 2.75rem; padding: .5rem .6rem; color: inherit; background: var(--sheet); border: 1px solid var(--quiet); border-radius: .45rem; }
fieldset { border: 1px solid var(--line); border-radius: .6rem; margin: 1.5rem 0; padding: .25rem 1rem; } legend { color: var(--quiet); padding: 0 .4rem; }
.bar select, .bar input { width: auto; }
.refusal { color: var(--attention); font-weight: 600; }
.done { color: var(--good); font-weight: 600; }
`;
