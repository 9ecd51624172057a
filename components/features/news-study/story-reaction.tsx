"use client";

import { BlockTitle } from "@/components/blocks/block";
import { Change } from "@/components/blocks/change-words";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { momentWords } from "@/components/blocks/time-ago";
import { Button } from "@/components/ui/button";
import type { ReactionStep } from "@/lib/core/charts/prepare-reaction";
import { entryOf } from "@/lib/core/charts/prepare-reaction";
import { formatPrice } from "@/lib/core/market/format-price";
import { useReaction } from "./use-reaction";

/** More coins than these of one story are on their own pages. */
const MOST = 3;
const DAY_MS = 86_400_000;

interface StoryReactionProps {
  readonly coins: readonly string[];
  /** ISO 8601, as the item has them. */
  readonly firstSeenAt: string;
  readonly publishedAt: string | null;
  /** Whether the story is sample news. */
  readonly sample: boolean;
}

/** What prices did in the hours after a story was first seen: told after the fact, and of one story only. */
export function StoryReaction({ coins, firstSeenAt, publishedAt, sample }: StoryReactionProps) {
  const seenAt = Date.parse(firstSeenAt);
  const shown = coins.slice(0, MOST);
  if (shown.length === 0) return null;
  const isLate = publishedAt !== null && seenAt - Date.parse(publishedAt) > DAY_MS;
  return (
    <div data-testid="story-reaction">
      <BlockTitle className="mb-1">
        Prices after it was first seen, from <span className="font-mono text-xs">{momentWords(entryOf(seenAt))}</span>
      </BlockTitle>
      <ul className="grid gap-1">
        {shown.map((symbol) => (
          <CoinReaction key={symbol} symbol={symbol} seenAt={seenAt} sample={sample} />
        ))}
      </ul>
      <p className="mt-1 text-xs text-muted">
        {isLate && publishedAt
          ? `It was published on ${publishedAt.slice(0, 10)}, long before it was seen here: this is what came after it was seen. `
          : ""}
        {coins.length > MOST ? `The first ${MOST} of ${coins.length} coins. ` : ""}
        One story tells nothing: prices move without news too.
      </p>
    </div>
  );
}

interface CoinReactionProps {
  readonly symbol: string;
  readonly seenAt: number;
  readonly sample: boolean;
}

/** One line: what one coin did. */
function CoinReaction({ symbol, seenAt, sample }: CoinReactionProps) {
  const { reaction, mixed, problem, retry } = useReaction(symbol, seenAt, sample);
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-0.5 text-[13px] text-label max-wide:min-h-13">
      <span className="min-w-14 font-semibold text-text">{symbol}</span>
      {reaction ? (
        <>
          {reaction.entry === null ? null : (
            <span>
              <span className="text-muted">open</span>{" "}
              <span className="font-mono text-xs">{formatPrice(reaction.entry)}</span>
            </span>
          )}
          <span className="flex gap-x-4 max-wide:basis-full max-wide:pb-1">
            {reaction.steps.map((step) => (
              <Step key={step.hours} step={step} />
            ))}
          </span>
        </>
      ) : mixed ? (
        <span className="text-muted">
          {mixed === "news"
            ? "not shown: the story is made up, and the prices are real"
            : "not shown: of this coin there are sample prices only"}
        </span>
      ) : problem ? (
        <>
          <span role="alert" className="text-warn">
            {problem.code === "unknown_symbol" ? "no source has prices of it" : problemWords(problem)}
          </span>
          {mayRetry(problem) ? <Button onClick={retry}>Retry now</Button> : null}
        </>
      ) : (
        <span role="status" className="text-muted">
          loading
        </span>
      )}
    </li>
  );
}

const states = {
  not_yet: "not yet",
  behind: "no candle yet",
  missing: "no candle",
} as const satisfies Record<Exclude<ReactionStep["state"], "known">, string>;

function Step({ step: { hours, state, changePct } }: { step: ReactionStep }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <span className="font-mono text-xs text-muted">+{hours} h</span>
      {state === "known" && changePct !== null ? (
        <Change percent={changePct} />
      ) : (
        <span className="text-muted">{state === "known" ? "" : states[state]}</span>
      )}
    </span>
  );
}
