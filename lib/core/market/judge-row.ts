/** A row of a table of candles as it was read, before it is judged. Null: it could not be read. */
export interface CandleRowRead {
  /** Milliseconds since the epoch. */
  readonly time: number | null;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number | null;
  readonly volume: number | null;
}

/** As a share of the price: what is nearer than this differs by rounding only. */
export const PRICE_NOISE = 1e-9;

const prices = ["open", "high", "low", "close"] as const;

/** Why a row is no candle, in a few words, or null where it is one. `unreadable` says which of the two counts it belongs to. */
export function judgeRow(row: CandleRowRead): { readonly unreadable: boolean; readonly why: string } | null {
  if (row.time === null) return { unreadable: true, why: "no time that can be read" };
  for (const name of prices) {
    if (row[name] === null) return { unreadable: true, why: `no ${name} that can be read` };
  }
  const why = impossible(row.open ?? 0, row.high ?? 0, row.low ?? 0, row.close ?? 0, row.volume);
  return why === null ? null : { unreadable: false, why };
}

function impossible(open: number, high: number, low: number, close: number, volume: number | null): string | null {
  for (const [place, price] of [open, high, low, close].entries()) {
    if (!Number.isFinite(price)) return `its ${prices[place]} is no number`;
    if (price <= 0) return `its ${prices[place]} is ${price}`;
  }
  if (high < low) return `high ${high} is below low ${low}`;
  if (high < Math.max(open, close) * (1 - PRICE_NOISE)) return `high ${high} is below open or close`;
  if (low > Math.min(open, close) * (1 + PRICE_NOISE)) return `low ${low} is above open or close`;
  if (volume !== null && volume < 0) return `its volume is ${volume}`;
  return null;
}

/** What is said of a row that was left out. Rows are counted from 1 after the header. */
export const wordsOfRow = (row: number, time: number | null, why: string): string =>
  `row ${row}${time === null ? "" : ` (${new Date(time).toISOString()})`}: ${why}`;

const candlesOf = (count: number): string => `${count.toLocaleString("en")} candle${count === 1 ? "" : "s"}`;

/** What is said of volumes that are not as the file has them. */
export function wordsOfVolumes({ lost, glued }: { readonly lost: number; readonly glued: number }): string[] {
  return [
    ...(lost > 0 ? [`${candlesOf(lost)} without a volume that can be read: it is shown as 0`] : []),
    ...(glued > 0 ? [`${candlesOf(glued)} with several amounts glued into one volume: they are added up`] : []),
  ];
}

export const MOST_EXAMPLES = 10;
