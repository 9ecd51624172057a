"use client";

import { useState } from "react";
import { CodeLines } from "@/components/blocks/code-lines";
import { CopyButton } from "@/components/blocks/copy-button";
import { countOf } from "@/components/blocks/count-of";
import { fewerLanguages, LanguageChips } from "@/components/blocks/language-chips";
import { toast } from "@/components/blocks/toast-store";
import { Button } from "@/components/ui/button";
import { languagesFor, pickLanguage } from "@/lib/core/snippets/languages-for";
import { writeScript } from "@/lib/core/snippets/write-script";
import type { Language } from "@/lib/core/snippets/write-snippet";
import { changeRecording, useRecording } from "./recorder-store";

/** What was recorded, as one script in the language of choice. `onClear`: its button goes with it, the keyboard goes elsewhere. */
export function RecordedScript({ onClear }: { onClear: () => void }) {
  const recording = useRecording();
  const { calls, leftOut } = recording;
  const [chosen, choose] = useState<Language>("python");
  if (calls.length === 0)
    return (
      <p className="text-label">
        No call was recorded. What a page opens with is none, and what this browser reads itself calls nobody.
      </p>
    );
  const possible = languagesFor(calls);
  const { id: language, label, needs } = pickLanguage(possible, chosen);
  const code = writeScript(language, calls);
  const clear = () => {
    onClear();
    changeRecording((before) => ({ ...before, calls: [], leftOut: 0 }));
    toast({
      kind: "success",
      title: `Cleared ${countOf(calls.length, "call")}`,
      action: { label: "Undo", run: () => changeRecording(({ on }) => ({ ...recording, on })) },
    });
  };
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex flex-wrap items-center gap-1.5">
        <LanguageChips possible={possible} language={language} onLanguage={choose} />
        <span className="ms-auto flex gap-1.5">
          <CopyButton label="Copy" what={`the recorded calls in ${label}`} text={() => code} />
          <Button onClick={clear}>Clear</Button>
        </span>
      </figcaption>
      <CodeLines testId="recorded">{code}</CodeLines>
      <p className="mt-2 text-xs text-muted">
        {fewerLanguages(possible)}
        {countOf(calls.length, "call")}
        {needs ? (
          <>
            ; needs <code className="font-mono">{needs}</code>
          </>
        ) : null}
        {leftOut > 0 ? `; ${leftOut} more had no room` : null}
      </p>
    </figure>
  );
}
