"use client";

import { useCallback, useEffect, useState } from "react";
import { withoutReasons } from "@/components/blocks/highlight-segments";
import type { Heading } from "@/components/blocks/verdict-words";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import type { Verdict } from "@/lib/contracts/verdict";

interface Outcome {
  readonly words: string;
  readonly heading: Heading;
}

const nothing: ReadonlySet<number> = new Set();

/** Which words are muted, and what this browser reads without them. A new verdict starts with none. */
export function useMute(text: string, verdict: Verdict) {
  const { reasons } = verdict;
  const [muted, setMuted] = useState(nothing);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  // The quick read and the server's verdict of one text name the same words: muting holds over that change.
  const key = JSON.stringify([text, reasons.map((reason) => reason.start)]);
  const [shown, setShown] = useState(key);
  if (shown !== key) {
    setShown(key);
    setMuted(nothing);
    setOutcome(null);
  }

  useEffect(() => {
    if (muted.size === 0) {
      setOutcome(null);
      return;
    }
    let current = true;
    const words = reasons.filter((_, index) => muted.has(index)).map((reason) => reason.text);
    void loadBrowserContainer().then(
      (reader) => {
        const { heading, understood } = reader.glance(withoutReasons(text, reasons, muted));
        if (current) setOutcome({ words: words.join(" … "), heading: understood ? heading : "neutral" });
      },
      () => {},
    );
    return () => {
      current = false;
    };
  }, [muted, reasons, text]);

  const toggle = useCallback((index: number) => {
    setMuted((before) => {
      const next = new Set(before);
      if (!next.delete(index)) next.add(index);
      return next;
    });
  }, []);

  return { muted, toggle, outcome };
}
