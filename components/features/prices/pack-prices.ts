import type { PricesAnswer } from "@/lib/contracts/functions/prices";

type Row = PricesAnswer["candles"][number];

/** An answer with its candles as columns: a third of the rows, where it travels inside a page. */
export interface PackedPrices {
  readonly answer: Omit<PricesAnswer, "candles">;
  /** Minutes since the first candle. */
  readonly minutes: readonly number[];
  /** Open, high, low, close and volume of each candle, one after the other. */
  readonly numbers: readonly number[];
}

const MINUTE_MS = 60_000;

export function packPrices({ candles, ...answer }: PricesAnswer): PackedPrices {
  const first = Date.parse(answer.from);
  return {
    answer,
    minutes: candles.map(({ time }) => (Date.parse(time) - first) / MINUTE_MS),
    numbers: candles.flatMap(({ open, high, low, close, volume }) => [open, high, low, close, volume]),
  };
}

export function unpackPrices({ answer, minutes, numbers }: PackedPrices): PricesAnswer {
  const first = Date.parse(answer.from);
  const candles = minutes.map((minute, at): Row => {
    const [open = 0, high = 0, low = 0, close = 0, volume = 0] = numbers.slice(5 * at, 5 * at + 5);
    return { time: new Date(first + minute * MINUTE_MS).toISOString(), open, high, low, close, volume };
  });
  return { ...answer, candles };
}
