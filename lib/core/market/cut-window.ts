import type { z } from "zod";
import type { clampSchema } from "../../contracts/market";
import { fail, ok, type Result } from "../errors";
import { iso } from "../iso";
import { readEnd, readMoment } from "../read-moment";
import { type Candles, placeOf } from "./candles";

type Clamp = z.infer<typeof clampSchema>;

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

export interface WindowWish {
  readonly days?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
}

export interface Window {
  /** Places in the series: from `start` up to and without `end`. */
  readonly start: number;
  readonly end: number;
  /** Candles that the wish covers, before the limit. */
  readonly total: number;
  readonly clamped: readonly Clamp[];
}

/** Oldest moment that a wish reaches back to, given the newest candle that there may be. */
export function oldestOf(wish: WindowWish, newest: number): number {
  if (wish.from !== undefined) return readMoment(wish.from);
  const end = wish.to === undefined ? newest : Math.min(newest, readEnd(wish.to));
  return end - (wish.days ?? DEFAULT_DAYS) * DAY_MS;
}

/**
 * Finds what part of a series was asked for. What reaches beyond the data is cut and echoed; a window without any candle, and
 * one that ends before it begins, is an error (validation_failed) that names what there is.
 */
export function cutWindow(candles: Candles, wish: WindowWish, mostCandles: number): Result<Window> {
  const { time } = candles;
  const first = time.at(0);
  const last = time.at(-1);
  if (first === undefined || last === undefined) return fail("unavailable", "The source holds no candle.");
  if (wish.days !== undefined && wish.from !== undefined)
    return refuse("days", "cannot stand beside `from`: give one of them");
  const to = wish.to === undefined ? Number.POSITIVE_INFINITY : readEnd(wish.to);
  if (wish.from !== undefined && readMoment(wish.from) >= to) return refuse("from", "must be before `to`");

  const end = placeOf(time, to);
  const newest = time[end - 1];
  if (newest === undefined) return refuse("to", `is before the first candle, ${iso(first)}`);
  const from = wish.from === undefined ? newest - (wish.days ?? DEFAULT_DAYS) * DAY_MS + 1 : readMoment(wish.from);
  if (from > newest) {
    return end < time.length
      ? refuse("from", "and `to` have no candle between them: there is a gap")
      : refuse("from", `is after the last candle, ${iso(newest)}`);
  }

  const clamped: Clamp[] = [];
  if (wish.from !== undefined && from < first) {
    clamped.push({ field: "from", asked: wish.from, used: iso(first), why: "the data begin there" });
  }
  if (wish.days !== undefined && from < first) {
    const used = Math.max(1, Math.ceil((newest - first) / DAY_MS));
    if (used < wish.days)
      clamped.push({ field: "days", asked: wish.days, used, why: `the data begin on ${iso(first)}` });
  }
  if (wish.to !== undefined && end === time.length && to - last > DAY_MS) {
    clamped.push({ field: "to", asked: wish.to, used: iso(last), why: "the data end there" });
  }
  if (wish.limit > mostCandles) {
    clamped.push({ field: "limit", asked: wish.limit, used: mostCandles, why: "one answer holds no more" });
  }
  const begin = placeOf(time, from);
  return ok({
    start: Math.max(begin, end - Math.min(wish.limit, mostCandles)),
    end,
    total: end - begin,
    clamped,
  });
}

const refuse = (field: string, message: string): Result<never> =>
  fail("validation_failed", `${field} ${message}.`, { fields: [{ field, code: "out_of_range", message }] });
