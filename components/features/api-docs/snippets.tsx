"use client";

import { CopyButton } from "@/components/blocks/copy-button";
import { cn } from "@/components/ui/cn";
import { languagesFor } from "@/lib/core/snippets/languages-for";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";
import { type Language, languages, writeSnippet } from "@/lib/core/snippets/write-snippet";
import { CodeBlock } from "./code-block";

interface SnippetsProps {
  readonly call: SnippetCall;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** The call that stands in the form, as code of the chosen language. */
export function Snippets({ call, language, onLanguage }: SnippetsProps) {
  const possible = languagesFor(call);
  const { id: shown, label, needs } = possible.find(({ id }) => id === language) ?? possible[0] ?? languages[0];
  const code = writeSnippet(shown, call);
  return (
    <figure className="min-w-0" data-testid="snippet">
      <figcaption className="mb-2 flex flex-wrap items-center gap-1.5">
        <fieldset className="flex min-w-0 flex-wrap gap-1.5">
          <legend className="sr-only">Language</legend>
          {possible.map((each) => (
            <button
              key={each.id}
              type="button"
              aria-pressed={each.id === shown}
              onClick={() => onLanguage(each.id)}
              className={cn(
                "tap h-7 rounded-button border px-2.5 text-xs",
                each.id === shown
                  ? "border-accent-line bg-accent-soft font-semibold text-accent"
                  : "border-line text-label hover:text-text",
              )}
            >
              {each.label}
            </button>
          ))}
        </fieldset>
        <span className="ms-auto">
          <CopyButton label="Copy" what={`${call.name} in ${label}`} text={() => code} />
        </span>
      </figcaption>
      <CodeBlock>{code}</CodeBlock>
      <p className="mt-1 text-xs text-muted">
        {possible.length < languages.length ? "A file is given by REST; Gradio's clients get JSON. " : null}
        {needs === null ? "Needs nothing installed." : <span className="font-mono">{needs}</span>}
      </p>
    </figure>
  );
}
