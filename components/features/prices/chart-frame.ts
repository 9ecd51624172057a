import type { CandleFrame } from "@/components/charts/draw-candles";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { planMood } from "@/lib/core/charts/plan-mood";
import { planPanes } from "@/lib/core/charts/plan-panes";
import type { NewsBars } from "@/lib/core/charts/prepare-news-marks";
import { prepareSlots } from "@/lib/core/charts/prepare-slots";
import type { Candles } from "@/lib/core/market/candles";
import { computeIndicator } from "@/lib/core/market/indicators/compute-indicator";
import { parseIndicator } from "@/lib/core/market/indicators/parse-indicator";
import type { IndicatorKind } from "./prices-view";
import type { Prices } from "./use-prices";

/** Indicators over all that is loaded: a switch asks nobody, and older candles join without a seam. */
const computeLines = (kinds: readonly IndicatorKind[], candles: Candles, timeframe: Timeframe) =>
  Object.fromEntries(
    kinds.flatMap((kind) => {
      const spec = parseIndicator(kind);
      return spec.ok ? [[spec.value.name, computeIndicator(spec.value, candles, timeframe)] as const] : [];
    }),
  );

/** All that the chart draws. */
export function toFrame({ answer, candles }: Prices, indicators: readonly IndicatorKind[]): CandleFrame {
  const { timeframe, provenance } = answer;
  return {
    symbol: answer.symbol,
    candles,
    slots: prepareSlots(candles.time, timeframe),
    plan: planPanes(computeLines(indicators, candles, timeframe)),
    timeframe,
    partialFrom: provenance.partial_from === null ? null : Date.parse(provenance.partial_from),
    sample: provenance.sample,
    news: null,
  };
}

/** The same with stories on it, and their mood in a pane of its own. */
export const withNews = (frame: CandleFrame, news: NewsBars): CandleFrame => ({
  ...frame,
  news,
  plan: { ...frame.plan, below: [...frame.plan.below, planMood(news)] },
});
