"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "@/components/blocks/copy-button";
import { cn } from "@/components/ui/cn";
import type { Method } from "@/lib/contracts/define-function";
import { fillPath } from "@/lib/core/snippets/fill-path";
import type { SnippetRequest } from "@/lib/core/snippets/snippet-request";
import { toCurl } from "@/lib/core/snippets/to-curl";
import { toJavascript } from "@/lib/core/snippets/to-javascript";
import { toPython } from "@/lib/core/snippets/to-python";
import { type Language, languages, useLanguage } from "./use-language";

interface SnippetProps {
  readonly title: string;
  /** Name of the function. */
  readonly of: string;
  readonly method: Method;
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const writers = { curl: toCurl, JavaScript: toJavascript, Python: toPython } as const satisfies Record<
  Language,
  (request: SnippetRequest) => string
>;

const never = () => () => {};

/** An example request in the chosen language, for the address under which the page was opened. */
export function Snippet({ title, of, method, path, input }: SnippetProps) {
  const [language, choose] = useLanguage();
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => "http://localhost:7860",
  );
  const code = writers[language](toRequest(origin, method, path, input));
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-center gap-1.5">
        <span className="me-auto text-[13px] text-muted max-wide:w-full">Example: {title}</span>
        {languages.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === language}
            onClick={() => choose(name)}
            className={cn(
              "tap h-7 rounded-button border px-2.5 text-xs",
              name === language
                ? "border-accent-line bg-accent-soft font-semibold text-accent"
                : "border-line text-label hover:text-text",
            )}
          >
            {name}
          </button>
        ))}
        <CopyButton label="Copy" what={`${of}, ${title}, in ${language}`} text={() => code} />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-block bg-raised p-3 font-mono text-[13px]"
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}

function toRequest(
  origin: string,
  method: Method,
  path: string,
  input: Readonly<Record<string, unknown>>,
): SnippetRequest {
  if (method === "POST") return { method, url: new URL(path, origin).href, body: input };
  const filled = fillPath(path, input);
  const url = new URL(filled.path, origin);
  for (const [key, value] of Object.entries(filled.rest)) url.searchParams.set(key, String(value));
  return { method, url: url.href };
}
