"use client";

import { CircleDollarSign } from "lucide-react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { Change } from "@/components/blocks/change-words";
import { formatCount } from "@/components/blocks/count-of";
import { formatVolume } from "@/components/blocks/number-words";
import { TimeAgo } from "@/components/blocks/time-ago";
import { cn } from "@/components/ui/cn";
import { changeOfDay, sumUpRange } from "@/lib/core/charts/sum-up-range";
import { placeOf, sliceCandles } from "@/lib/core/market/candles";
import { formatPrice } from "@/lib/core/market/format-price";
import { stepOf } from "@/lib/core/market/timeframe";
import { lastCandleWords } from "./last-candle-words";
import type { Range } from "./prices-view";
import { dayWords } from "./range-window";
import { sumWords } from "./sum-words";
import type { Prices } from "./use-prices";

interface LastPriceProps {
  readonly prices: Prices | null;
  /** What is summed up opens from here on and before the end, in milliseconds; null while it is not all there. */
  readonly period: { readonly since: number; readonly until: number } | null;
  readonly range: Range;
  /** The coin that is on its way; then the prices are of another one or of other candles: they keep the room, unseen. */
  readonly asked: string | null;
}

/** The last price, what it did over the range, and where it comes from. */
export function LastPriceBlock({ prices, period, range, asked }: LastPriceProps) {
  const change = prices ? changeOfDay(prices.candles, stepOf[prices.answer.timeframe]) : null;
  const within = prices && period ? sliceCandles(prices.candles, 0, placeOf(prices.candles.time, period.until)) : null;
  const sum = within && period ? sumUpRange(within, period.since) : null;
  const isEarlier = asked !== null;
  const label = isEarlier
    ? `Loading ${asked}`
    : prices
      ? lastCandleWords(prices.answer, Date.now()).label
      : "Last price";
  const step = prices ? stepOf[prices.answer.timeframe] : 0;
  const times = within?.time;
  const end = (times?.at(-1) ?? 0) + step;
  const span = sum && times ? end - (times[sum.from] ?? 0) : null;
  const whole = prices ? end - Date.parse(prices.answer.provenance.first_candle) : 0;
  const [changeLabel, volumeLabel] = sumWords(range, { span, whole, step });
  return (
    <Block>
      <BlockLabel icon={<CircleDollarSign aria-hidden className="size-3" />}>
        {/* The server said it a moment before: the day may have turned. */}
        <span suppressHydrationWarning>{label}</span>
      </BlockLabel>
      <div inert={isEarlier} className={cn("px-3 pt-2 pb-3", isEarlier && "opacity-0")}>
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
          <dt className="text-muted" title="From the first open to the last close">
            {changeLabel}
          </dt>
          <dd className="text-end">{sum ? <Change percent={sum.changePct} /> : "–"}</dd>
          <dt className="text-muted">High</dt>
          <dd className="text-end">{sum ? formatPrice(sum.high) : "–"}</dd>
          <dt className="text-muted">Low</dt>
          <dd className="text-end">{sum ? formatPrice(sum.low) : "–"}</dd>
          <dt className="text-muted">{volumeLabel}</dt>
          <dd className="text-end">{sum && prices ? `${formatVolume(sum.volume)} ${prices.answer.symbol}` : "–"}</dd>
        </dl>
      </div>
      <div inert={isEarlier} className={cn(isEarlier && "opacity-0")}>
        <Provenance prices={prices} />
      </div>
    </Block>
  );
}

/** Which file of which dataset, how old, and what was done to it. */
function Provenance({ prices }: { prices: Prices | null }) {
  if (!prices) return <div className="h-24 border-t border-line" />;
  const { provenance } = prices.answer;
  const { removed, revision } = provenance;
  const left = removed.duplicates + removed.impossible + removed.unreadable + removed.unclosed;
  const { ends, oldAfterMs, isPartial } = lastCandleWords(prices.answer, Date.now());
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
          last candle <TimeAgo at={ends} oldAfterMs={oldAfterMs} />
          {isPartial ? ", in part" : ""}
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
