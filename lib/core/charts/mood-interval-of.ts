import type { MoodInterval } from "../../contracts/news-words";
import type { Timeframe } from "../../contracts/timeframes";

const intervals: Readonly<Record<Timeframe, MoodInterval>> = {
  "1m": "1h",
  "5m": "1h",
  "15m": "1h",
  "30m": "1h",
  "1h": "1h",
  "2h": "1h",
  "4h": "4h",
  "6h": "1h",
  "8h": "4h",
  "12h": "12h",
  "1d": "1d",
  "1w": "1w",
};

/** Buckets of the mood of news that candles are drawn with: their own length, else the longest they are made of, else an hour. */
export const moodIntervalOf = (timeframe: Timeframe): MoodInterval => intervals[timeframe];
