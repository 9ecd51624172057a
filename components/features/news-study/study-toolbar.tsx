"use client";

import { ChevronDown } from "lucide-react";
import { useCallback } from "react";
import { findCoins } from "@/components/blocks/coin-list";
import { Combobox } from "@/components/blocks/combobox";
import { Segment } from "@/components/blocks/segment";
import { coinName } from "@/lib/core/market/coin-name";
import type { StudyView } from "./study-view";
import { clockWords } from "./study-words";
import { useCoins } from "./use-coins";

interface StudyToolbarProps {
  readonly view: StudyView;
  readonly onChange: (change: Partial<StudyView>) => void;
}

/** What is studied, and by which clock. */
export function StudyToolbar({ view, onChange }: StudyToolbarProps) {
  const coins = useCoins();
  const find = useCallback((text: string) => findCoins(coins, text), [coins]);
  const name = coinName(view.symbol);
  const isBtc = view.symbol.toUpperCase() === "BTC";
  return (
    <div className="mb-4" data-print="hide">
      <div className="flex flex-wrap items-center gap-2">
        <Combobox
          label={`Coin: ${view.symbol}${name ? `, ${name}` : ""}`}
          placeholder="Coin or symbol"
          find={find}
          selected={view.symbol}
          onChoose={(symbol) => onChange({ symbol })}
          buttonClass="flex h-9.5 w-54 max-w-[calc(100vw-2rem)] items-center gap-2 px-3 text-base"
          button={
            <>
              <span className="max-w-28 shrink-0 truncate font-semibold">{view.symbol}</span>
              <span className="min-w-0 flex-1 truncate text-start text-muted">{name}</span>
              <ChevronDown aria-hidden className="size-4 shrink-0 text-label" />
            </>
          }
        />
        <Segment
          legend="Time after a story is counted in"
          choices={[
            { value: "1h", label: "hours" },
            { value: "1d", label: "days" },
          ]}
          pressed={[view.timeframe]}
          onPress={(timeframe) => onChange({ timeframe })}
        />
        <Segment
          legend="Compared with"
          choices={[
            {
              value: "BTC",
              label: "less BTC",
              name: "Less the return of BTC",
              off: isBtc ? "A coin is not compared with itself" : undefined,
            },
            { value: "basket", label: "less a basket", name: "Less the mean return of a basket of large coins" },
            { value: "none", label: "plain", name: "The plain return, less nothing" },
          ]}
          pressed={[
            view.against === null || (isBtc && view.against === "BTC") ? (isBtc ? "basket" : "BTC") : view.against,
          ]}
          onPress={(against) => onChange({ against: against === (isBtc ? "basket" : "BTC") ? null : against })}
        />
        <Segment
          legend="Which time of a story counts"
          choices={[
            { value: "first_seen", label: "first seen" },
            { value: "published", label: "published" },
          ]}
          pressed={[view.clock]}
          onPress={(clock) => onChange({ clock })}
        />
      </div>
      <p className="mt-2 min-h-[1.5em] text-[13px] text-muted" data-testid="study-clock">
        {clockWords[view.clock]}
      </p>
    </div>
  );
}
