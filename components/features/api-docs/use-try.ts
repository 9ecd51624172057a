"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Tried, tryCall } from "@/lib/browser/try-call";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";

export interface TryState {
  readonly phase: "idle" | "running" | "done" | "cancelled";
  readonly answer: Tried | null;
  /** The answer is of the call before: it stays until there is another. */
  readonly isEarlier: boolean;
}

const nothing: TryState = { phase: "idle", answer: null, isEarlier: false };

/** Sends a call, `ended` when it came to its end, shows what comes as it comes, and can be called off. */
export function useTry(deadlineS: number, lasting: boolean, ended: () => void) {
  const [state, setState] = useState(nothing);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(
    async (call: SnippetCall) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setState(({ answer }) => ({ phase: "running", answer, isEarlier: answer !== null }));
      const grown = (answer: Tried) => {
        if (running.current === mine) setState({ phase: "running", answer, isEarlier: false });
      };
      const answer = await tryCall(call, {
        signal: mine.signal,
        deadlineMs: lasting ? null : deadlineS * 1_000,
        grown,
      });
      if (running.current !== mine) return;
      setState((before) =>
        mine.signal.aborted ? { ...before, phase: "cancelled" } : { phase: "done", answer, isEarlier: false },
      );
      ended();
    },
    [deadlineS, lasting, ended],
  );
  const cancel = useCallback(() => running.current?.abort(), []);
  return { state, run, cancel };
}
