"use client";

import { Note } from "@/components/blocks/note";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import type { ApiError } from "@/lib/browser/parse-problem";

interface NewsProblemProps {
  readonly error: ApiError;
  readonly coin: string | null;
  /** Seconds until the page asks again by itself; null where it does not. */
  readonly left: number | null;
  readonly onRetry: () => void;
  readonly onCoin: (coin: string | null) => void;
}

/** What went wrong, why, and what next: other names for a coin that is not known, or once more. */
export function NewsProblem({ error, coin, left, onRetry, onCoin }: NewsProblemProps) {
  const isUnknown = error.code === "unknown_symbol" && coin !== null;
  const near = isUnknown ? (error.fields?.find(({ field }) => field === "symbol")?.allowed ?? []) : [];
  return (
    <Note tone="danger" className="mb-3">
      <span>
        <span role="alert">{isUnknown ? `No source has a coin “${coin}”.` : problemWords(error)}</span>
        {left !== null && left > 0 ? ` Retry in ${left} s.` : ""}
        {near.length > 0 ? " Did you mean" : ""}
      </span>
      {near.slice(0, 6).map((one) => (
        <Button key={one} onClick={() => onCoin(one)}>
          {one}
        </Button>
      ))}
      {isUnknown ? <Button onClick={() => onCoin(null)}>any coin</Button> : null}
      {mayRetry(error) ? (
        <Button className="ms-auto" onClick={onRetry}>
          Retry now
        </Button>
      ) : null}
      {error.requestId && !isUnknown ? (
        <span className="w-full font-mono text-xs">request {error.requestId}</span>
      ) : null}
    </Note>
  );
}
