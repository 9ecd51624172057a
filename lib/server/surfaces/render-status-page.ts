import type { PlainStatus, StatusLine } from "../../services/describe-status";
import { escapeHtml } from "../edge/escape-html";
import { renderPlainPage } from "./render-plain-page";

const style = `.now { --tone: var(--bullish); border-inline-start: 4px solid var(--tone); padding-block: 16px; }
.now[data-mood="out"] { --tone: var(--warn); }
.now[data-mood="down"] { --tone: var(--danger); }
.now p { margin: 4px 0 0; font-size: 16px; }
.now .when { font-size: 14px; color: var(--muted); }
dl.answers { display: grid; gap: 0 16px; }
li time { display: block; color: var(--muted); }
@media (min-width: 560px) {
  dl.answers { grid-template-columns: 9em 1fr; row-gap: 8px; margin-block-start: 8px; }
  dt { margin: 0; grid-column: 1; }
  dd { grid-column: 2; }
  li.event { display: grid; grid-template-columns: 12em 1fr; }
}
`;

/** How it goes as a page of its own: no script, nothing that is fetched. What others wrote stays text, whatever stands in it. */
export function renderStatusPage(status: PlainStatus): string {
  const { headline, mood, sentence, answers, out, incidents, at } = status;
  return renderPlainPage({
    title: headline,
    style,
    links: [
      { href: "/dashboard", words: "Dashboard" },
      { href: "/api/ai/health", words: "Health, for programs" },
      { href: "/", words: "Home" },
    ],
    main: `<section class="now" data-mood="${mood}" aria-labelledby="now">
<h1 id="now">${safe(headline)}</h1>
<p>${safe(sentence)}</p>
<p class="when">Looked at ${time(at)}</p>
</section>
<section aria-labelledby="answers">
<h2 id="answers">Four questions</h2>
<dl class="answers">
${answers.map(({ question, lines }) => `<dt>${safe(question)}</dt>${lines.map((line) => `<dd>${textOf(line)}</dd>`).join("")}`).join("\n")}
</dl>
</section>
${out.length === 0 ? "" : section("out", "What is out", `<ul>${out.map(({ name, words }) => `<li><b>${foreign(name)}</b>: ${foreign(words)}</li>`).join("\n")}</ul>`)}
${section("events", "What happened, newest first", eventsOf(incidents))}`,
  });
}

const section = (id: string, title: string, inner: string): string =>
  `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${inner}\n</section>`;

const eventsOf = (incidents: readonly StatusLine[]): string =>
  incidents.length === 0
    ? "<p>Nothing yet.</p>"
    : `<ol>${incidents.map(({ at, words }) => `<li class="event">${time(at)}<span>${foreign(words)}</span></li>`).join("\n")}</ol>`;

const textOf = ({ words, at }: StatusLine): string => `${foreign(words)}${at === null ? "" : ` ${time(at)}`}`;

const time = (at: string | null): string =>
  at === null ? "" : `<time datetime="${safe(at)}">${safe(at.slice(0, 16).replace("T", " "))} UTC</time>`;

/** Its direction stays its own. */
const foreign = (text: string): string => `<bdi>${safe(text)}</bdi>`;

/** In one line. */
const safe = (text: string): string => escapeHtml(text.replaceAll("\n", " "));
