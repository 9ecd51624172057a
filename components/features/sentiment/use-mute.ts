"use client";

import { useCallback, useEffect } from "react";
import { withoutReasons } from "@/components/blocks/highlight-segments";
import { useStateOf } from "@/components/blocks/use-state-of";
import { type Heading, headingOf } from "@/components/blocks/verdict-words";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import type { Verdict } from "@/lib/contracts/verdict";

export interface Outcome {
  readonly words: string;
  readonly heading: Heading;
  /** The reader said the same with the words in. */
  readonly still: boolean;
}

const nothing: ReadonlySet<number> = new Set();

/**
 * Which words are muted, and what the lexical reader says without them. `own`: it gave the verdict that is shown; else its reading is
 * compared with its own reading of the whole text. Another `key` starts with none.
 */
export function useMute(key: string, text: string, verdict: Verdict, own: boolean) {
  const { reasons } = verdict;
  const [muted, setMuted] = useStateOf(key, nothing);
  const [outcome, setOutcome] = useStateOf<Outcome | null>(key, null);
  const shown = headingOf(verdict);

  useEffect(() => {
    if (muted.size === 0) {
      setOutcome(null);
      return;
    }
    let current = true;
    const words = reasons.filter((_, index) => muted.has(index)).map((reason) => reason.text);
    void loadBrowserContainer().then(
      (reader) => {
        const { heading } = reader.glance(withoutReasons(text, reasons, muted));
        const before = own ? shown : reader.glance(text).heading;
        if (current) setOutcome({ words: words.join(" … "), heading, still: heading === before });
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [muted, reasons, text, own, shown, setOutcome]);

  const toggle = useCallback(
    (index: number) =>
      setMuted((before) => {
        const next = new Set(before);
        if (!next.delete(index)) next.add(index);
        return next;
      }),
    [setMuted],
  );

  return { muted, toggle, outcome };
}
