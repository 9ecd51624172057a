"use client";

import { Note } from "@/components/blocks/note";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import type { ApiError } from "@/lib/browser/parse-problem";
import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";

interface PriceProblemProps {
  readonly error: ApiError;
  readonly symbol: string;
  /** Whether older data are still drawn below. */
  readonly isDrawn: boolean;
  /** Seconds until the page asks again by itself; null where it does not. */
  readonly left: number | null;
  readonly onRetry: () => void;
  readonly onSymbol: (symbol: string) => void;
  readonly onTimeframe: (timeframe: Timeframe) => void;
}

/** What went wrong, why, and what next: other names for a coin that is not known, other timeframes, or once more. */
export function PriceProblem({ error, symbol, isDrawn, left, onRetry, onSymbol, onTimeframe }: PriceProblemProps) {
  const field = error.fields?.find(({ field: name }) => name === "symbol" || name === "timeframe");
  const near = field?.field === "symbol" ? (field.allowed ?? []) : [];
  const lengths = field?.field === "timeframe" ? timeframes.filter((one) => field.allowed?.includes(one)) : [];
  const isKnown = error.code !== "unknown_symbol" && error.code !== "invalid_identifier" && field?.field !== "symbol";
  return (
    <Note tone={isDrawn ? "warn" : "danger"} className="mb-3">
      <span>
        <span role="alert">{isKnown ? problemWords(error) : `No source has a coin “${symbol}”.`}</span>
        {left !== null && left > 0 ? ` Retry in ${left} s.` : ""}
        {isDrawn ? " What was loaded before stays." : ""}
        {near.length > 0
          ? " Did you mean"
          : isKnown
            ? ""
            : " Choose one from the list, or write it as on an exchange: BTC, ETHUSDT."}
      </span>
      {near.slice(0, 6).map((one) => (
        <Button key={one} onClick={() => onSymbol(one)}>
          {one}
        </Button>
      ))}
      {lengths.map((one) => (
        <Button key={one} onClick={() => onTimeframe(one)}>
          {one}
        </Button>
      ))}
      {mayRetry(error) && isKnown && lengths.length === 0 ? (
        <Button className="ms-auto" onClick={onRetry}>
          Retry now
        </Button>
      ) : null}
      {error.requestId && isKnown ? <span className="w-full font-mono text-xs">request {error.requestId}</span> : null}
    </Note>
  );
}
