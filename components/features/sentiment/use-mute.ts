"use client";

import { useCallback, useEffect } from "react";
import { withoutReasons } from "@/components/blocks/highlight-segments";
import { useStateOf } from "@/components/blocks/use-state-of";
import { type Heading, headingOf } from "@/components/blocks/verdict-words";
import { useApi } from "@/components/providers";
import { isOwn } from "./is-own";
import { reread } from "./reread";
import type { Answer } from "./use-sentiment";

export interface Outcome {
  readonly words: string;
  /** Null where the reader could not be asked again. */
  readonly heading: Heading | null;
  /** The reader said the same with the words in. */
  readonly still: boolean;
}

const nothing: ReadonlySet<number> = new Set();

/**
 * Which words are muted, and what the reader that named them says without them: compared with the verdict where it gave that, else with
 * its own reading of the whole text. Another `key` starts with none.
 */
export function useMute(key: string, answer: Answer) {
  const api = useApi();
  const { text } = answer.draft;
  const { reasons } = answer.verdict;
  const [muted, setMuted] = useStateOf(key, nothing);
  const [outcome, setOutcome] = useStateOf<Outcome | null>(key, null);

  useEffect(() => {
    if (muted.size === 0) {
      setOutcome(null);
      return;
    }
    const mine = new AbortController();
    const words = reasons.filter((_, index) => muted.has(index)).map((reason) => reason.text);
    const ask = async (): Promise<Outcome> => {
      const heading = await reread(withoutReasons(text, reasons, muted), answer, api, mine.signal);
      const before = isOwn(answer.verdict) ? headingOf(answer.verdict) : await reread(text, answer, api, mine.signal);
      return { words: words.join(" … "), heading, still: heading === before };
    };
    void ask().then(
      (next) => {
        if (!mine.signal.aborted) setOutcome(next);
      },
      () => {},
    );
    return () => mine.abort();
  }, [muted, reasons, text, answer, api, setOutcome]);

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
