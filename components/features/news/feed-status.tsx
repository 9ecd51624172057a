"use client";

import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import { SourcesNote } from "./sources-note";

interface FeedStatusProps {
  readonly isOnline: boolean;
  readonly isListed: boolean;
  /** Why what is listed could not be asked for anew. */
  readonly problem: ApiError | null;
  /** Seconds until the page asks again by itself; null where it does not. */
  readonly left: number | null;
  readonly latest: NewsAnswer | null;
  readonly onRetry: () => void;
}

/** A line above the stories for what comes and goes while one reads: it keeps its height, so that nothing below it moves. */
export function FeedStatus({ isOnline, isListed, problem, left, latest, onRetry }: FeedStatusProps) {
  return (
    <div className="mb-2 h-12 text-[13px] wide:mb-3 wide:h-8.5" data-print="hide" data-testid="feed-status">
      {isOnline ? (
        problem ? (
          <div className="flex h-full items-center gap-2 rounded-block border border-warn-line bg-warn-soft px-3 text-warn">
            <p role="alert" className="line-clamp-2 min-w-0 flex-1 leading-snug wide:line-clamp-1">
              {problemWords(problem)}
              {left !== null && left > 0 ? ` Retry in ${left} s.` : ""} What was loaded before stays.
              {problem.requestId ? <span className="font-mono text-xs"> request {problem.requestId}</span> : null}
            </p>
            {mayRetry(problem) ? <Button onClick={onRetry}>Retry now</Button> : null}
          </div>
        ) : latest ? (
          <SourcesNote answer={latest} />
        ) : null
      ) : (
        <div className="flex h-full items-center rounded-block border border-line bg-fill px-3 text-label">
          <p role="status" className="line-clamp-2 leading-snug max-wide:text-xs" data-testid="offline">
            There is no connection. {isListed ? "What was loaded stays, and can be read. " : ""}The page goes on by
            itself when it is back.
          </p>
        </div>
      )}
    </div>
  );
}
