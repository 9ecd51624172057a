import type { MoodCounts, MoodQuery, NewsMood } from "../../core/news/news-archive";
import { bigintOf, newsConditions } from "./news-conditions";
import { moodNumbers } from "./news-schema";
import type { NewsSession } from "./news-session";

const MOST_COINS = 30;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** The first Monday after the epoch, which was a Thursday. */
const MONDAY = 4 * DAY;

const counts = (["bullish", "neutral", "bearish", "unclear"] as const)
  .map((name) => `count(*) FILTER (v.mood = ${moodNumbers[name]})::INTEGER`)
  .join(", ");

/** Counts of stories by time and by coin. What nobody could read is not counted. */
export async function readMood(session: NewsSession, query: MoodQuery, asOf: number): Promise<NewsMood> {
  const { symbol: _, ...others } = query;
  const step = bigintOf(Math.max(1, query.stepMs));
  const offset = bigintOf(query.stepMs % WEEK === 0 ? MONDAY : 0);
  const all = newsConditions(query, asOf, true);
  const buckets = await session.rows(
    `SELECT (floor((v.sort_at - ?) / ?)::BIGINT * ? + ?)::DOUBLE AS time, ${counts}
    FROM versions v WHERE ${all.sql} AND v.mood > 0 GROUP BY time ORDER BY time`,
    [offset, step, step, offset, ...all.params],
  );
  const any = newsConditions(others, asOf, true);
  const coins = await session.rows(
    `SELECT v.symbol, ${counts} FROM (SELECT v.mood, unnest(v.symbols) AS symbol FROM versions v WHERE ${any.sql} AND v.mood > 0) v
    GROUP BY v.symbol ORDER BY count(*) DESC, v.symbol LIMIT ${MOST_COINS}`,
    any.params,
  );
  return {
    buckets: buckets.map(([time, ...row]) => ({ time: Number(time), ...countsOf(row) })),
    coins: coins.map(([symbol, ...row]) => ({ symbol: String(symbol), ...countsOf(row) })),
  };
}

const countsOf = ([bullish, neutral, bearish, unclear]: readonly unknown[]): MoodCounts => ({
  bullish: Number(bullish),
  neutral: Number(neutral),
  bearish: Number(bearish),
  unclear: Number(unclear),
});
