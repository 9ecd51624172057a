"use client";

import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import type { NewsMoodState } from "./use-news-mood";

interface NewsLineProps {
  readonly news: NewsMoodState;
  readonly symbol: string;
  /** What is drawn, in a sentence; empty while there is nothing to tell. */
  readonly summary: string;
}

/** What the news on the chart says, or why there is none. */
export function NewsLine({ news, symbol, summary }: NewsLineProps) {
  const { isMixed, sample, problem, asking, isCut, retry } = news;
  return (
    <div className="mt-1 min-h-10.5 wide:min-h-5.5" data-testid="news-summary">
      {problem ? (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-warn">
          {problem.code === "unknown_symbol"
            ? `No news is kept about ${symbol}.`
            : `News could not be loaded: ${problemWords(problem)}`}
          {mayRetry(problem) ? <Button onClick={retry}>Retry now</Button> : null}
        </p>
      ) : isMixed ? (
        <p role="status">
          {sample
            ? "Only sample news is here so far, and these prices are real: made-up news is not drawn on them."
            : "The news is real, and these prices are sample data: it is not drawn on made-up prices."}
        </p>
      ) : (
        <p role="status">
          {asking && summary === "" ? "Loading news." : summary}
          {isCut ? " The view is wide: only the newest part of it was looked through." : ""}
          {sample ? <span className="text-warn"> Sample news, made up like these prices.</span> : null}
        </p>
      )}
    </div>
  );
}
