"use client";

import { Note } from "@/components/blocks/note";
import { useCountdown } from "@/components/blocks/use-countdown";
import { Button } from "@/components/ui/button";
import { problemWords } from "./problem-words";
import type { SentimentState } from "./use-sentiment";

const never = () => {};

/** What went wrong on the way, what was done instead, and what comes next. Its place is kept free when all is well. */
export function ProblemNote({ state, onRetry }: { state: SentimentState; onRetry: () => void }) {
  const { problem, answer } = state;
  const left = useCountdown(problem?.retryAt ?? null, problem?.error.code === "rate_limited" ? onRetry : never);
  return (
    <div className="mb-1 min-h-10">
      {problem ? (
        <Note tone={answer ? "warn" : "danger"}>
          <span>
            {problemWords(problem.error)}
            {left !== null && left > 0 ? `, retry in ${left} s` : ""}
            {answer ? " · read in this browser" : ""}
          </span>
          <Button onClick={onRetry} className="ms-auto">
            Retry now
          </Button>
          {problem.error.requestId && !answer ? (
            <span className="w-full font-mono text-xs">request {problem.error.requestId}</span>
          ) : null}
        </Note>
      ) : null}
    </div>
  );
}
