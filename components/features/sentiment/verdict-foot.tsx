"use client";

import { CopyButton } from "@/components/blocks/copy-button";
import { useApi } from "@/components/providers";
import type { SnippetRequest } from "@/lib/core/snippets/snippet-request";
import { toCurl } from "@/lib/core/snippets/to-curl";
import { toJavascript } from "@/lib/core/snippets/to-javascript";
import { toPython } from "@/lib/core/snippets/to-python";
import { skippedTiers } from "./degraded-words";
import { addressOf, fitsLink } from "./draft";
import { engineLine } from "./engine-line";
import { FlagButton, FlagRoom } from "./flagging";
import { LinkButton } from "./link-button";
import { toBody } from "./to-body";
import { useFlag } from "./use-flag";
import type { Answer } from "./use-sentiment";

/** Who answered and how fast, and the request to take away. */
export function VerdictFoot({ answer }: { answer: Answer }) {
  const { routes } = useApi();
  const { verdict, draft } = answer;
  const request = (): SnippetRequest => ({
    method: routes.sentiment.method,
    url: new URL(routes.sentiment.path, location.origin).href,
    body: toBody(draft),
  });
  const flagging = useFlag(answer);
  const skipped = skippedTiers(verdict);
  const link = () => new URL(`/${addressOf(draft, "")}`, location.origin).href;
  return (
    <div className="mt-auto">
      {skipped.length > 0 ? (
        <ul
          aria-label="How it came about"
          className="grid gap-0.5 border-t border-line px-5 py-2 text-[13px] text-muted"
        >
          {skipped.map(({ words, quiet }) => (
            <li key={words} className={quiet ? undefined : "text-warn"} data-testid="degraded">
              {words}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex min-h-12.5 flex-wrap items-center gap-1.5 border-t border-line px-3 py-2 text-xs text-muted">
        <span className="grow basis-full leading-4 wide:basis-40" data-testid="engine">
          {engineLine(answer)}
        </span>
        <span className="flex flex-wrap gap-1.5" data-print="hide">
          <CopyButton label="curl" what="this request as curl" text={() => toCurl(request())} />
          <CopyButton label="JS" what="this request as JS (JavaScript)" text={() => toJavascript(request())} />
          <CopyButton label="Python" what="this request as Python" text={() => toPython(request())} />
          <LinkButton draft={draft} />
          <FlagButton flagging={flagging} link={fitsLink(draft) ? link : null} />
        </span>
      </div>
      <FlagRoom flagging={flagging} answer={answer} />
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
