/** Places of the columns that matter in a table of candles; null where it has no such column. */
export interface CandleColumns {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  readonly closeTime: number | null;
  /** Names the coin of a row, in tables of several. */
  readonly market: number | null;
}

/** Names in the order in which they are believed, as `plain` writes them. The last is the index of a data frame. */
const timeNames = ["opentime", "timestamp", "datetime", "date", "time", "opentimestamp", "unix", "ts", "indexlevel0"];
const marketNames = ["market", "symbol", "pair", "ticker", "coin"];
const volumeNames = ["volume", "vol", "basevolume", "volumefrom", "v"];

/** Files that exchanges give out come without names as well: twelve numbers a row, in this order. */
const KLINE_COLUMNS = 12;
const numeric = /^\s*"?[+-]?\d+(\.\d*)?"?\s*$/;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

const first = (there: readonly string[], wanted: readonly string[]): number | null => {
  for (const name of wanted) {
    const place = there.indexOf(name);
    if (place >= 0) return place;
  }
  return null;
};

/** Which column is which, by the names in a header; null where it is no header of candles. */
export function recogniseColumns(names: readonly string[]): CandleColumns | null {
  const there = names.map(plain);
  const open = first(there, ["open", "o"]);
  const high = first(there, ["high", "h"]);
  const low = first(there, ["low", "l"]);
  const close = first(there, ["close", "c"]);
  if (open === null || high === null || low === null || close === null) return null;
  // Downloads of stock prices name their dates "Price"; a saved data frame leaves the name of its first column out.
  const time = first(there, timeNames) ?? first(there, ["price"]) ?? (there[0] === "" ? 0 : null);
  if (time === null) return null;
  const named = there.findIndex((name) => name.startsWith("volume") && !/usd[tc]?$/.test(name));
  const volume = first(there, volumeNames) ?? (named >= 0 ? named : null);
  return {
    time,
    open,
    high,
    low,
    close,
    volume,
    closeTime: first(there, ["closetime"]),
    market: first(there, marketNames),
  };
}

/** The columns of a table that begins with a row of numbers in place of names; null where it is none of an exchange. */
export function recogniseNumbers(cells: readonly string[]): CandleColumns | null {
  if (cells.length !== KLINE_COLUMNS || !cells.every((cell) => numeric.test(cell))) return null;
  return { time: 0, open: 1, high: 2, low: 3, close: 4, volume: 5, closeTime: 6, market: null };
}
