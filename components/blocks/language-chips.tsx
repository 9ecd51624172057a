"use client";

import { cn } from "@/components/ui/cn";
import { type Language, languages } from "@/lib/core/snippets/write-snippet";

interface LanguageChipsProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
}

/** One button for each language that code is written in. */
export function LanguageChips({ language, onLanguage }: LanguageChipsProps) {
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-1.5">
      <legend className="sr-only">Language</legend>
      {languages.map(({ id, label }) => (
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
