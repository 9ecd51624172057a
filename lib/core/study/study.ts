import type { StudyClock, StudyTimeframe, StudyVerdict } from "../../contracts/news-words";
import type { Label } from "../../contracts/verdict";
import type { NewsEvent } from "../news/news-archive";

/** Prices as columns, oldest first: opening in milliseconds since the epoch, first and last price of the candle. */
export interface PriceColumns {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly close: Float64Array;
}

export interface StudyPrices {
  readonly coin: PriceColumns;
  /** What the coin's return is compared with: the mean of theirs. None: the plain return. */
  readonly benchmark: readonly PriceColumns[];
  /** So many of the benchmark must have both candles of a return; otherwise there is none. */
  readonly atLeast: number;
}

export interface StudyQuestion {
  readonly prices: StudyPrices;
  readonly timeframe: StudyTimeframe;
  /** In any order. */
  readonly events: readonly NewsEvent[];
  readonly times: StudyClock;
  /** Bootstrap and placebo draws each. */
  readonly draws: number;
  readonly seed: number;
}

/** One horizon of one label. Log returns; null where there is nothing to tell. */
export interface StudyCell {
  readonly horizon: number;
  readonly n: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly placeboLow: number | null;
  readonly placeboHigh: number | null;
  readonly p: number | null;
  readonly q: number | null;
  /** `no_comparison`: most of the events have no random time like theirs. */
  readonly verdict: StudyVerdict;
}

export interface CurvePoint {
  /** Candles since the entry; 0 is the entry itself. */
  readonly bar: number;
  readonly mean: number;
  /** Null where there is nothing to compare with. */
  readonly placeboLow: number | null;
  readonly placeboHigh: number | null;
}

export interface StudyGroup {
  readonly label: Label;
  readonly cells: readonly StudyCell[];
  /** Each bar over the events that reach it; it ends where these are too few. */
  readonly curve: readonly CurvePoint[];
}

/** Events that are not counted, and why. */
export interface LeftOut {
  readonly withoutCandles: number;
  readonly overlapping: number;
  readonly withoutTime: number;
}

export interface Study {
  /** Openings of the first and last candle that the coin and its benchmark have; null without any. */
  readonly from: number | null;
  readonly to: number | null;
  readonly candles: number;
  readonly stories: number;
  readonly leftOut: LeftOut;
  readonly groups: readonly StudyGroup[];
}
