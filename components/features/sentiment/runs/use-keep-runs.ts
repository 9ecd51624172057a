"use client";

import { useEffect, useRef } from "react";
import type { Answer, SentimentState } from "../use-sentiment";
import { addRun } from "./run-store";

/** Keeps each final answer, once: not a quick read, not what comes from the history, not what an undo shows again. */
export function useKeepRuns({ phase, answer }: SentimentState): void {
  const kept = useRef(new WeakSet<Answer>());
  useEffect(() => {
    if (phase !== "idle" || answer === null || answer.source === "quick" || answer.keptAt !== undefined) return;
    if (kept.current.has(answer)) return;
    kept.current.add(answer);
    const { draft, verdict, source } = answer;
    const at = Date.now();
    addRun({ id: `${at}-${Math.random().toString(36).slice(2, 10)}`, at, draft, verdict, source });
  }, [phase, answer]);
}
