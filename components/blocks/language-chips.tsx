"use client";

import { cn } from "@/components/ui/cn";
import type { LanguageEntry } from "@/lib/core/snippets/languages-for";
import { type Language, languages } from "@/lib/core/snippets/write-snippet";

interface LanguageChipsProps {
  readonly possible: readonly LanguageEntry[];
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** One button for each language that the code can be written in. */
export function LanguageChips({ possible, language, onLanguage }: LanguageChipsProps) {
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1.5">
      <legend className="sr-only">Language</legend>
      {possible.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === language}
          onClick={() => onLanguage(id)}
          className={cn(
            "tap h-7 rounded-button border px-2.5 text-xs",
            id === language
              ? "border-accent-line bg-accent-soft font-semibold text-accent"
              : "border-line text-label hover:text-text",
          )}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}

/** Why some languages are missing. */
export const fewerLanguages = (possible: readonly LanguageEntry[]): string | null =>
  possible.length < languages.length ? "A file is given by REST; Gradio's clients get JSON. " : null;
