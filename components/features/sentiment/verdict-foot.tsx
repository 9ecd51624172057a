"use client";

import { CopyButton } from "@/components/blocks/copy-button";
import { duration, nameEngine } from "@/components/blocks/verdict-words";
import { useApi } from "@/components/providers";
import type { SnippetRequest } from "@/lib/core/snippets/snippet-request";
import { toCurl } from "@/lib/core/snippets/to-curl";
import { toJavascript } from "@/lib/core/snippets/to-javascript";
import { toPython } from "@/lib/core/snippets/to-python";
import { addressOf, LINK_TEXT_LIMIT } from "./draft";
import { type Answer, toBody } from "./use-sentiment";

/** Who answered and how fast, and the request to take away. */
export function VerdictFoot({ answer }: { answer: Answer }) {
  const { routes } = useApi();
  const { verdict, draft } = answer;
  const request = (): SnippetRequest => ({
    method: routes.sentiment.method,
    url: new URL(routes.sentiment.path, location.origin).href,
    body: toBody(draft),
  });
  const link = () => new URL(`/${addressOf(draft, "")}`, location.origin).href;
  return (
    <div className="mt-auto">
      {verdict.degraded.length > 0 ? (
        <p className="border-t border-line px-5 py-2 text-[13px] text-warn">
          Tried first, without an answer:{" "}
          {verdict.degraded.map(({ tier, code }) => `${nameEngine(tier)} (${code.replaceAll("_", " ")})`).join(", ")}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-1.5 border-t border-line px-3 py-2 text-xs text-muted">
        <span className="me-auto py-1" data-testid="engine">
          {engineLine(answer)}
        </span>
        <span className="flex flex-wrap gap-1.5" data-print="hide">
          <CopyButton label="curl" what="this request as curl" text={() => toCurl(request())} />
          <CopyButton label="JS" what="this request as JavaScript" text={() => toJavascript(request())} />
          <CopyButton label="Python" what="this request as Python" text={() => toPython(request())} />
          {draft.text.length <= LINK_TEXT_LIMIT ? (
            <CopyButton label="Link" what="a link to this text" text={link} />
          ) : null}
        </span>
      </div>
      <details className="border-t border-line px-3 text-xs" data-print="hide">
        <summary className="tap w-fit py-2 text-label hover:text-text">Details</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="mb-2.5 max-h-80 overflow-auto rounded-block bg-raised p-2.5 font-mono text-xs text-text"
        >
          {JSON.stringify(verdict, null, 2)}
        </pre>
      </details>
    </div>
  );
}

function engineLine({ verdict, source }: Answer): string {
  const place = source === "server" ? "on the server" : "in this browser";
  const parts = [`${nameEngine(verdict.engine)}, ${place}`, duration(verdict.latency_ms)];
  if (verdict.cached)
    parts.push(
      verdict.cached_age_s === null ? "from the cache" : `from the cache, ${Math.round(verdict.cached_age_s)} s old`,
    );
  if (verdict.truncated) parts.push("only the beginning was read");
  return parts.join(" · ");
}
