import type { McpConfig } from "../../../core/snippets/to-mcp-config";
import { escapeHtml } from "../../edge/escape-html";
import { renderPlainPage } from "../render-plain-page";

const style = `.lead { padding-block: 16px; }
p { margin: 4px 0 0; max-width: 68ch; }
h3 { margin: 16px 0 0; font-size: 14px; }
h3 + p, .more { color: var(--muted); }
code { font: 400 13px/1.5 "IBM Plex Mono", ui-monospace, Menlo, Consolas, monospace; }
pre { margin: 8px 0 0; padding: 10px 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--fill); white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
li:first-child { border: 0; }
li b { font-weight: 600; }
`;

interface Landing {
  /** Address that clients are given. */
  readonly url: string;
  readonly tools: readonly {
    readonly name: string;
    readonly title: string;
    readonly summary: string;
    readonly writes: boolean;
  }[];
  readonly resources: readonly { readonly uri: string; readonly description?: string | undefined }[];
  readonly configs: readonly McpConfig[];
  /** Where the same list is had by programs. */
  readonly schema: string;
}

/** What a person sees who opens the address of the tools: what it is, and how a client is told of it. */
export const renderLandingPage = ({ url, tools, resources, configs, schema }: Landing): string =>
  renderPlainPage({
    title: "Barometer's tools",
    style,
    links: [
      { href: "/use-via-api", words: "Use via API" },
      { href: schema, words: "Tools, for programs" },
      { href: "/", words: "Home" },
    ],
    main: `<section class="lead" aria-labelledby="url">
<h1 id="url">Barometer's tools</h1>
<p>Clients of the Model Context Protocol find ${count(tools.length, "tool")} here, by streamable HTTP and without a key:</p>
<pre><code>${escapeHtml(url)}</code></pre>
<p class="more">With <code>?tools=sentiment,news</code> behind it a client sees those alone.</p>
</section>
<section aria-labelledby="clients">
<h2 id="clients">Tell your client</h2>
${configs.map(({ client, note, code }) => `<h3>${escapeHtml(client)}</h3>\n<p>${escapeHtml(note)}</p>\n<pre><code>${escapeHtml(code)}</code></pre>`).join("\n")}
</section>
<section aria-labelledby="tools">
<h2 id="tools">Tools</h2>
<ul>
${tools.map(({ name, title, summary, writes }) => `<li><code>${escapeHtml(name)}</code> <b>${escapeHtml(title)}</b><p>${escapeHtml(summary)}${writes ? " It changes something here." : ""}</p></li>`).join("\n")}
</ul>
</section>
<section aria-labelledby="resources">
<h2 id="resources">Resources</h2>
<ul>
${resources.map(({ uri, description = "" }) => `<li><code>${escapeHtml(uri)}</code><p>${escapeHtml(description)}</p></li>`).join("\n")}
</ul>
</section>`,
  });

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
