"use client";

import { useState } from "react";
import { formatCount } from "@/components/blocks/count-of";
import { cn } from "@/components/ui/cn";
import type { NewsMoodAnswer } from "@/lib/contracts/functions/news-mood";
import { countAll } from "@/lib/core/charts/prepare-mood";

const FIRST = 10;
const chip =
  "inline-flex h-7 items-center justify-center gap-1.5 rounded-full border px-2.5 text-xs group-hover:bg-fill group-hover:text-text";

interface CoinChipsProps {
  readonly coins: NewsMoodAnswer["coins"];
  readonly chosen: string | null;
  readonly onChoose: (symbol: string | null) => void;
}

/** The coins that are spoken of most, with their counts; a press narrows to one, and once more lets go. */
export function CoinChips({ coins, chosen, onChoose }: CoinChipsProps) {
  const [all, setAll] = useState(false);
  const shown = coins.filter(({ symbol }, at) => all || at < FIRST || symbol === chosen);
  return (
    <section aria-label="Coins in the news of this time" className="flex flex-wrap gap-1.5">
      {shown.map(({ symbol, name, ...counts }) => {
        const isChosen = symbol === chosen;
        const total = formatCount(countAll(counts));
        return (
          <button
            key={symbol}
            type="button"
            aria-pressed={isChosen}
            aria-label={`${symbol}${name ? `, ${name}` : ""}: ${total} stories, ${counts.bullish} bullish, ${counts.bearish} bearish`}
            title={`${name ?? symbol}: ${formatCount(counts.bullish)} bullish, ${formatCount(counts.neutral)} neutral, ${formatCount(counts.bearish)} bearish, ${formatCount(counts.unclear)} unclear`}
            onClick={() => onChoose(isChosen ? null : symbol)}
            className="tap group inline-flex items-center max-wide:-my-1"
          >
            <span
              className={cn(
                chip,
                isChosen ? "border-accent-line bg-accent-soft text-accent" : "border-line bg-block text-label",
              )}
            >
              <span className="font-semibold">{symbol}</span>
              <span aria-hidden="true">{total}</span>
            </span>
          </button>
        );
      })}
      {coins.length > FIRST ? (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="tap inline-flex h-7 items-center px-2 text-xs text-label underline decoration-line underline-offset-4 hover:text-text"
        >
          {all ? "fewer" : `${coins.length - FIRST} more`}
        </button>
      ) : null}
    </section>
  );
}
