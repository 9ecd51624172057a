import type { Timeframe } from "../../contracts/market";
import type { Result } from "../errors";
import type { CleanReport } from "./candle-source";
import { type Candles, candleColumns, newCandles, sliceCandles } from "./candles";
import { findPartialTail } from "./find-partial-tail";
import { judgeRow, MOST_EXAMPLES, wordsOfRow, wordsOfVolumes } from "./judge-row";
import { parseAmount, parseGlued } from "./parse-amount";
import { parseMoment, trimCell } from "./parse-moment";
import type { CandleColumns } from "./recognise-columns";
import { tellTimeframe } from "./tell-timeframe";
import { stepOf } from "./timeframe";

export interface RawTable {
  /** Rows after the header, blank lines of a text left out. */
  readonly rows: number;
  /** Cells by place of the column, then of the row: texts, numbers, bigints, dates or nothing. */
  readonly columns: readonly (ArrayLike<unknown> | undefined)[];
  readonly places: CandleColumns;
}

export interface CleanRequest {
  /** Null: it is told from the distances of the candles. */
  readonly timeframe: Timeframe | null;
  /** Of a table with several markets: the one that is wanted. */
  readonly market?: string;
  /** Wall time at which the table was fetched: candles that end later had not closed. */
  readonly fetchedAt: number;
}

interface Good {
  readonly candles: Candles;
  readonly closeTime: Float64Array;
  readonly lost: Uint8Array;
  readonly glued: Uint8Array;
}

/**
 * Candles of a table, clean: sorted, of rows of one time the last one, nothing impossible, nothing that had not closed. Gaps stay gaps.
 * The same rules as in lib/adapters/duckdb. Fails with a reason in words.
 */
export function cleanCandles(
  table: RawTable,
  request: CleanRequest,
): Result<{ readonly candles: Candles; readonly report: CleanReport }, string> {
  const refusal = checkMarket(table, request.market);
  if (refusal !== null) return { ok: false, error: refusal };
  const judged = judgeRows(table, request.market);
  const { rows, unreadable, impossible } = judged;
  const { good, duplicates } = sortRows(judged.good);
  const { length } = good.candles.time;
  if (rows === 0) return { ok: false, error: "it has a header and no candles" };
  if (length === 0) return { ok: false, error: `none of its ${rows} rows is a candle` };
  const { distance, distances } = commonDistance(good.candles.time);
  const told = tellTimeframe(distance, distances, request.timeframe);
  if ("reason" in told) return { ok: false, error: told.reason };
  const kept = dropUnclosed(good, stepOf[told.timeframe], Math.floor(request.fetchedAt));
  const candles = kept.candles;
  const left = candles.time.length;
  if (left === 0) return { ok: false, error: "none of its candles had closed when it was fetched" };
  const words = wordsOfVolumes({ lost: sum(kept.lost), glued: sum(kept.glued) });
  const report = {
    rows,
    candles: left,
    removed: { duplicates, impossible, unreadable, unclosed: length - left },
    examples: [...words, ...judged.examples].slice(0, MOST_EXAMPLES),
    partialFrom: findPartialTail(candles),
    timeframe: told.timeframe,
    first: candles.time[0] ?? 0,
    last: candles.time[left - 1] ?? 0,
  };
  return { ok: true, value: { candles, report } };
}

const MOST_MARKETS_NAMED = 5;

const marketOf = (cell: unknown): string => trimCell(String(cell ?? ""));

function checkMarket({ rows, columns, places }: RawTable, wanted: string | undefined): string | null {
  const cells = places.market === null ? undefined : columns[places.market];
  if (cells === undefined) return null;
  const found = new Set<string>();
  for (let row = 0; row < rows; row += 1) found.add(marketOf(cells[row]));
  if (wanted !== undefined) {
    const there = [...found].some((market) => market.toUpperCase() === wanted.toUpperCase());
    return there ? null : "it holds nothing of this market";
  }
  const markets = [...found].filter((market) => market !== "").sort();
  if (markets.length <= 1) return null;
  const named = markets.slice(0, MOST_MARKETS_NAMED).map((market) => market.slice(0, 20));
  const more = markets.length > MOST_MARKETS_NAMED ? " and more" : "";
  return `it holds several markets (${named.join(", ")}${more}): one must be named`;
}

function judgeRows({ rows, columns, places }: RawTable, market: string | undefined) {
  const of = (place: number | null): ArrayLike<unknown> => (place === null ? [] : (columns[place] ?? []));
  const cells = {
    time: of(places.time),
    open: of(places.open),
    high: of(places.high),
    low: of(places.low),
    close: of(places.close),
    volume: of(places.volume),
    closeTime: of(places.closeTime),
    market: of(places.market),
  };
  const wanted = places.market === null ? undefined : market?.toUpperCase();
  const candles = newCandles(rows);
  const [closeTime, lost, glued] = [new Float64Array(rows), new Uint8Array(rows), new Uint8Array(rows)];
  const examples: string[] = [];
  let [seen, unreadable, impossible, taken] = [0, 0, 0, 0];
  for (let row = 0; row < rows; row += 1) {
    if (wanted !== undefined && marketOf(cells.market[row]).toUpperCase() !== wanted) continue;
    seen += 1;
    const plain = parseAmount(cells.volume[row]);
    const sum = plain === null ? parseGlued(cells.volume[row]) : null;
    const read = {
      time: parseMoment(cells.time[row]),
      open: parseAmount(cells.open[row]),
      high: parseAmount(cells.high[row]),
      low: parseAmount(cells.low[row]),
      close: parseAmount(cells.close[row]),
      volume: plain ?? sum,
    };
    const verdict = judgeRow(read);
    if (verdict) {
      if (verdict.unreadable) unreadable += 1;
      else impossible += 1;
      if (examples.length < MOST_EXAMPLES) examples.push(wordsOfRow(row + 1, read.time, verdict.why));
      continue;
    }
    for (const name of candleColumns) candles[name][taken] = read[name] ?? 0;
    if (read.volume === null || !Number.isFinite(read.volume)) {
      candles.volume[taken] = 0;
      lost[taken] = 1;
    }
    if (sum !== null) glued[taken] = 1;
    closeTime[taken] = parseMoment(cells.closeTime[row]) ?? 0;
    taken += 1;
  }
  const good: Good = {
    candles: sliceCandles(candles, 0, taken),
    closeTime: closeTime.subarray(0, taken),
    lost: lost.subarray(0, taken),
    glued: glued.subarray(0, taken),
  };
  return { rows: seen, unreadable, impossible, examples, good };
}

/** By time, and of one time the row that came last. */
function sortRows(good: Good): { readonly good: Good; readonly duplicates: number } {
  const { time } = good.candles;
  const places = Uint32Array.from(time, (_, place) => place);
  if (!ascends(time)) places.sort((a, b) => (time[a] ?? 0) - (time[b] ?? 0) || a - b);
  const lastOfTime = places.filter((place, i) => i + 1 === places.length || time[places[i + 1] ?? 0] !== time[place]);
  return { good: pick(good, lastOfTime), duplicates: places.length - lastOfTime.length };
}

function ascends(time: Float64Array): boolean {
  for (let i = 1; i < time.length; i += 1) if ((time[i] ?? 0) <= (time[i - 1] ?? 0)) return false;
  return true;
}

function pick({ candles, closeTime, lost, glued }: Good, places: Uint32Array): Good {
  const picked = newCandles(places.length);
  for (const name of candleColumns) {
    const [from, to] = [candles[name], picked[name]];
    for (let i = 0; i < places.length; i += 1) to[i] = from[places[i] ?? 0] ?? 0;
  }
  return {
    candles: picked,
    closeTime: Float64Array.from(places, (place) => closeTime[place] ?? 0),
    lost: Uint8Array.from(places, (place) => lost[place] ?? 0),
    glued: Uint8Array.from(places, (place) => glued[place] ?? 0),
  };
}

/** The most frequent distance of neighbours; of two the shorter one. */
function commonDistance(time: Float64Array): { readonly distance: number | null; readonly distances: number } {
  const counts = new Map<number, number>();
  for (let i = 1; i < time.length; i += 1) {
    const distance = (time[i] ?? 0) - (time[i - 1] ?? 0);
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, times], [b, others]) => others - times || a - b);
  return { distance: best?.[0] ?? null, distances: Math.max(0, time.length - 1) };
}

function dropUnclosed(good: Good, step: number, fetchedAt: number): Good {
  const { time } = good.candles;
  const closed = (place: number): boolean =>
    (time[place] ?? 0) + step <= fetchedAt && (good.closeTime[place] ?? 0) <= fetchedAt;
  const places = Uint32Array.from(time, (_, place) => place).filter(closed);
  return places.length === time.length ? good : pick(good, places);
}

const sum = (flags: Uint8Array): number => flags.reduce((total, flag) => total + flag, 0);
