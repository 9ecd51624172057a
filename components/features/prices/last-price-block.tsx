"use client";

import { CircleDollarSign } from "lucide-react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { formatCount } from "@/components/blocks/count-of";
import { TimeAgo } from "@/components/blocks/time-ago";
import { changeOfDay, sumUpRange } from "@/lib/core/charts/sum-up-range";
import { formatPrice } from "@/lib/core/market/format-price";
import { stepOf } from "@/lib/core/market/timeframe";
import { Change } from "./change-words";
import { formatVolume } from "./number-words";
import type { Range } from "./prices-view";
import { dayWords, type RangeWindow } from "./range-window";
import type { Prices } from "./use-prices";

/** Datasets are renewed once a day: what is older than two days, or two candles, is late. */
const DAY_MS = 86_400_000;

const labels = {
  "7d": ["7-day change", "Volume, 7 d"],
  "30d": ["30-day change", "Volume, 30 d"],
  "90d": ["90-day change", "Volume, 90 d"],
  "1y": ["Change in a year", "Volume, 1 y"],
  all: ["Change over all", "Volume, all"],
} as const satisfies Record<Range, readonly [string, string]>;
/** Where there is less than the range: its name would stand for more. */
const shorter = {
  source: labels.all,
  kept: ["Change of what is loaded", "Volume, loaded"],
} as const;

interface LastPriceProps {
  readonly prices: Prices | null;
  readonly window: RangeWindow | null;
  readonly range: Range;
  /** Another answer is on its way. */
  readonly asking: boolean;
}

/** The last price, what it did over the range, and where it comes from. */
export function LastPriceBlock({ prices, window, range, asking }: LastPriceProps) {
  const change = prices ? changeOfDay(prices.candles, stepOf[prices.answer.timeframe]) : null;
  const sum = prices && window && window.missing === 0 ? sumUpRange(prices.candles, window.since) : null;
  const reach = sum && window ? window.reach : "whole";
  const [changeLabel, volumeLabel] = reach === "whole" ? labels[range] : shorter[reach];
  return (
    <Block>
      <BlockLabel icon={<CircleDollarSign aria-hidden className="size-3" />}>
        {prices ? `Last price of ${prices.answer.symbol}` : "Last price"}
      </BlockLabel>
      <div aria-busy={asking} className="px-3 pt-2 pb-3">
        <p className="h-11 text-[30px] leading-11 font-semibold tracking-tight" data-testid="last-price">
          {prices ? `$${formatPrice(prices.answer.latest_price)}` : ""}
        </p>
        <p className="mb-3 h-5.5">
          {prices && change !== null ? (
            <>
              <Change percent={change} /> <span className="text-label">{dayWords(prices.answer.timeframe)}</span>
            </>
          ) : null}
        </p>
        <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 text-[13px]" data-testid="range-sums">
          <dt className="text-muted">{changeLabel}</dt>
          <dd className="text-end">{sum ? <Change percent={sum.changePct} /> : "–"}</dd>
          <dt className="text-muted">High</dt>
          <dd className="text-end">{sum ? formatPrice(sum.high) : "–"}</dd>
          <dt className="text-muted">Low</dt>
          <dd className="text-end">{sum ? formatPrice(sum.low) : "–"}</dd>
          <dt className="text-muted">{volumeLabel}</dt>
          <dd className="text-end">{sum && prices ? `${formatVolume(sum.volume)} ${prices.answer.symbol}` : "–"}</dd>
        </dl>
      </div>
      <Provenance prices={prices} />
    </Block>
  );
}

/** Which file of which dataset, how old, and what was done to it. */
function Provenance({ prices }: { prices: Prices | null }) {
  if (!prices) return <div className="h-24 border-t border-line" />;
  const { provenance, timeframe } = prices.answer;
  const { removed, revision } = provenance;
  const left = removed.duplicates + removed.impossible + removed.unreadable + removed.unclosed;
  const ends = Date.parse(provenance.last_candle) + stepOf[timeframe];
  return (
    <div className="border-t border-line p-3 text-xs leading-relaxed text-label wrap-anywhere" data-testid="provenance">
      <p>
        {provenance.sample ? "sample data · " : ""}
        {provenance.dataset}
        {revision === null ? "" : <span title={revision}> @ {revision.slice(0, 12)}</span>}
      </p>
      {provenance.path === null ? null : <p className="font-mono text-[11px]">{provenance.path}</p>}
      <p>
        <strong className="font-semibold">
          last candle closed <TimeAgo at={ends} oldAfterMs={2 * Math.max(DAY_MS, stepOf[timeframe])} />
        </strong>
        {provenance.fetched_at === null ? null : (
          <>
            , fetched <TimeAgo at={Date.parse(provenance.fetched_at)} />
          </>
        )}
      </p>
      {provenance.stale ? (
        <p className="text-warn">The source cannot be asked just now: this is what was kept.</p>
      ) : null}
      {provenance.aggregated_from === null ? null : <p>put together from candles of {provenance.aggregated_from}</p>}
      {provenance.partial_from === null ? null : (
        <p className="text-warn">
          from {provenance.partial_from.slice(0, 16).replace("T", " ")} UTC on, candles cover a part of their time: they
          are drawn pale
        </p>
      )}
      {prices.answer.gaps > 0 ? (
        <p>{formatCount(prices.answer.gaps)} candles are missing in it, none is made up</p>
      ) : null}
      {left > 0 ? (
        <p
          title={`${removed.duplicates} twice, ${removed.impossible} impossible, ${removed.unreadable} unreadable, ${removed.unclosed} unclosed`}
        >
          {formatCount(left)} rows left out
        </p>
      ) : null}
      {provenance.licence === null ? null : <p className="text-muted">licence {provenance.licence}</p>}
    </div>
  );
}
