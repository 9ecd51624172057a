"use client";

import { ChevronDown, Plus, X } from "lucide-react";
import { useCallback } from "react";
import { type CoinChoice, findCoins } from "@/components/blocks/coin-list";
import { Combobox } from "@/components/blocks/combobox";
import { Segment } from "@/components/blocks/segment";
import { coinName } from "@/lib/core/market/coin-name";
import { IndicatorPicker } from "./indicator-picker";
import { MAX_COMPARED, type PricesView, type Range, ranges } from "./prices-view";
import { TimeframePicker } from "./timeframe-picker";

const rangeNames = {
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
  "1y": "One year",
  all: "Everything",
} as const satisfies Record<Range, string>;

interface PriceToolbarProps {
  readonly view: PricesView;
  /** The coin as its source names it; what was asked for until that is known. */
  readonly symbol: string;
  readonly pair: string | null;
  readonly coins: readonly CoinChoice[] | null;
  readonly onChange: (change: Partial<PricesView>) => void;
  readonly onRange: (range: Range) => void;
}

/** What is shown, and how. */
export function PriceToolbar({ view, symbol, pair, coins, onChange, onRange }: PriceToolbarProps) {
  const all = coins ?? [];
  const find = useCallback((text: string) => findCoins(all, text), [all]);
  const there = all.find((coin) => coin.symbol === symbol)?.timeframes ?? null;
  const taken = new Set([symbol, ...view.compare].map((coin) => coin.toUpperCase()));
  const isComparing = view.compare.length > 0;
  const name = coinName(symbol);
  return (
    <div className="mt-5 mb-3 flex flex-wrap items-center gap-2" data-print="hide">
      <Combobox
        label={`Coin: ${symbol}${name ? `, ${name}` : ""}`}
        placeholder="Coin or symbol"
        find={find}
        selected={symbol}
        onChoose={(coin) =>
          onChange({ symbol: coin, compare: view.compare.filter((one) => one.toUpperCase() !== coin.toUpperCase()) })
        }
        // Of one width for every coin: what stands beside it keeps its place.
        buttonClass="flex h-9.5 w-54 max-w-[calc(100vw-2rem)] items-center gap-2 px-3 text-base"
        button={
          <>
            <span className="max-w-28 shrink-0 truncate font-semibold">{symbol}</span>
            <span className="min-w-0 flex-1 truncate text-start text-muted">{coinWords(symbol, name, pair)}</span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-label" />
          </>
        }
      />
      <Combobox
        label="Compare with another coin"
        placeholder="Coin to compare"
        find={(text) => findCoins(all, text).filter(({ value }) => !taken.has(value.toUpperCase()))}
        disabled={view.compare.length >= MAX_COMPARED}
        onChoose={(coin) => onChange({ compare: [...view.compare, coin] })}
        buttonClass="flex h-8.5 items-center gap-1.5 px-3 text-[13px] text-label"
        button={
          <>
            <Plus aria-hidden className="size-3.5" /> compare
          </>
        }
      />
      <Segment
        legend="Range"
        choices={ranges.map((range) => ({ value: range, label: range, name: rangeNames[range] }))}
        pressed={[view.range]}
        onPress={onRange}
      />
      <TimeframePicker value={view.timeframe} there={there} onChange={(timeframe) => onChange({ timeframe })} />
      <IndicatorPicker
        value={view.indicators}
        off={isComparing ? "While coins are compared, no indicators are drawn" : undefined}
        onChange={(indicators) => onChange({ indicators })}
      />
      <Segment
        legend="News on the chart"
        choices={[
          {
            value: "news",
            label: "News",
            name: "News on the chart",
            off: isComparing ? "While coins are compared, no news is drawn" : undefined,
          },
        ]}
        pressed={view.news && !isComparing ? ["news"] : []}
        onPress={() => onChange({ news: !view.news })}
      />
      <Segment
        legend="Scale and clock"
        className="wide:ms-auto"
        choices={[
          { value: "log", label: "log", name: "Logarithmic scale" },
          { value: "utc", label: "UTC", name: "Times in UTC" },
        ]}
        pressed={[...(view.log ? ["log" as const] : []), ...(view.zone === "utc" ? ["utc" as const] : [])]}
        onPress={(what) =>
          onChange(what === "log" ? { log: !view.log } : { zone: view.zone === "utc" ? "local" : "utc" })
        }
      />
      {isComparing ? (
        <ul aria-label="Compared coins" className="flex basis-full flex-wrap gap-1.5">
          {view.compare.map((coin) => (
            <li key={coin}>
              <button
                type="button"
                aria-label={`Remove ${coin}`}
                onClick={() => onChange({ compare: view.compare.filter((one) => one !== coin) })}
                className="tap inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-block px-2.5 text-xs text-label hover:bg-fill hover:text-text"
              >
                {coin}
                <X aria-hidden className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** "Ethereum / USDT": the name, and what it is priced in. */
function coinWords(symbol: string, name: string | null, pair: string | null): string {
  const quote = pair?.toUpperCase().startsWith(symbol) ? pair.slice(symbol.length).replace(/^[-_/]/u, "") : "";
  return [name ?? "", quote].filter((part) => part !== "").join(" / ");
}
