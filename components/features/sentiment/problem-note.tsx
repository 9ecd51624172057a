"use client";

import { Note } from "@/components/blocks/note";
import { useCountdown } from "@/components/blocks/use-countdown";
import { Button } from "@/components/ui/button";
import { problemWords } from "./problem-words";
import type { SentimentState } from "./use-sentiment";

interface ProblemNoteProps {
  readonly state: SentimentState;
  readonly onRetry: () => void;
  readonly onAskModel: (() => void) | null;
}

/**
 * What went wrong on the way, what was done instead, and what comes next. Its place is kept free when all is well. The alert is always
 * there and holds the words alone, so that they are announced once and the countdown is not.
 */
export function ProblemNote({ state, onRetry, onAskModel }: ProblemNoteProps) {
  const { problem, answer } = state;
  const left = useCountdown(problem?.retryAt ?? null, problem?.error.code === "rate_limited" ? onRetry : undefined);
  return (
    <Note tone={problem ? (answer ? "warn" : "danger") : "empty"} className="mb-1 min-h-10">
      <span>
        <span role="alert">{problem ? problemWords(problem.error, problem.draft.browser) : ""}</span>
        {left !== null && left > 0 ? `, retry in ${left} s` : ""}
        {problem && answer ? " · read in your browser" : ""}
      </span>
      {problem ? (
        <span className="ms-auto flex flex-wrap gap-1.5">
          {onAskModel && answer?.verdict.engine === "lexical" ? (
            <Button onClick={onAskModel}>Load the model</Button>
          ) : null}
          <Button onClick={onRetry}>Retry now</Button>
        </span>
      ) : null}
      {problem?.error.requestId && !answer ? (
        <span className="w-full font-mono text-xs">request {problem.error.requestId}</span>
      ) : null}
    </Note>
  );
}
