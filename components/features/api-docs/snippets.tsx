"use client";

import { CopyButton } from "@/components/blocks/copy-button";
import { fewerLanguages, LanguageChips } from "@/components/blocks/language-chips";
import { languagesFor, pickLanguage } from "@/lib/core/snippets/languages-for";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";
import { type Language, writeSnippet } from "@/lib/core/snippets/write-snippet";
import { CodeBlock } from "./code-block";

interface SnippetsProps {
  readonly call: SnippetCall;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** The call that stands in the form, as code of the chosen language. */
export function Snippets({ call, language, onLanguage }: SnippetsProps) {
  const possible = languagesFor([call]);
  const { id: shown, label, needs } = pickLanguage(possible, language);
  const code = writeSnippet(shown, call);
  return (
    <figure className="min-w-0" data-testid="snippet">
      <figcaption className="mb-2 flex flex-wrap items-center gap-1.5">
        <LanguageChips possible={possible} language={shown} onLanguage={onLanguage} />
        <span className="ms-auto">
          <CopyButton label="Copy" what={`${call.name} in ${label}`} text={() => code} />
        </span>
      </figcaption>
      <CodeBlock>{code}</CodeBlock>
      <p className="mt-1 text-xs text-muted">
        {fewerLanguages(possible)}
        {needs === null ? "Needs nothing installed." : <span className="font-mono">{needs}</span>}
      </p>
    </figure>
  );
}
