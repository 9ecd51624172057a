import { escapeHtml } from "../edge/escape-html";

// The tokens are those of app/globals.css, which this page does without; a test compares them.
const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #0f0f11);
  --block: light-dark(#ffffff, #18181b);
  --fill: light-dark(#fafafa, #1f1f23);
  --line: light-dark(#e4e4e7, #3f3f46);
  --text: light-dark(#27272a, #f4f4f5);
  --label: light-dark(#52525b, #d4d4d8);
  --muted: light-dark(#6b6b74, #a1a1aa);
  --accent: light-dark(#c2410c, #fb923c);
  --ring: light-dark(#2563eb, #60a5fa);
  --bullish: light-dark(#0f766e, #2dd4bf);
  --warn: light-dark(#92400e, #fbbf24);
  --danger: light-dark(#b91c1c, #fca5a5);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 400 14px/1.5 "Source Sans 3", "Source Sans Pro", ui-sans-serif, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header, main, footer { max-width: 760px; margin-inline: auto; padding-inline: 16px; }
header { padding-block: 14px; font-weight: 600; font-size: 16px; }
a { color: var(--accent); }
header a { color: inherit; text-decoration: none; }
header a, footer a { display: inline-block; min-block-size: 44px; padding-block: 11px; }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
h1 { margin: 0; font-size: 24px; line-height: 1.25; }
h2 { margin: 0; font-size: 13px; font-weight: 600; color: var(--label); }
section { margin-block: 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--block); padding: 12px 16px; }
dl, ul, ol { margin: 0; padding: 0; list-style: none; }
dt { margin-block-start: 10px; font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
li { border-block-start: 1px solid var(--line); padding-block: 8px; overflow-wrap: anywhere; }
ul, ol { margin-block-start: 8px; }
time { white-space: nowrap; }
b { font-weight: 600; }
bdi { overflow-wrap: anywhere; }
footer { padding-block: 4px 32px; color: var(--muted); }
footer a { margin-inline-end: 16px; }
`;

interface PlainPage {
  readonly title: string;
  /** Rules beyond those of every such page. */
  readonly style: string;
  /** Markup, in which all that is not ours was escaped. */
  readonly main: string;
  readonly links: readonly { readonly href: string; readonly words: string }[];
}

/** A page by itself, which shows also where nothing else can: no script, nothing that is fetched. */
export const renderPlainPage = ({ title, style: own, main, links }: PlainPage): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}${own}</style>
</head>
<body>
<header><a href="/">Barometer</a></header>
<main>
${main}
</main>
<footer><nav aria-label="More">${links.map(({ href, words }) => `<a href="${escapeHtml(href)}">${escapeHtml(words)}</a>`).join("")}</nav></footer>
</body>
</html>
`;
