import type { NewsIndex } from "./create-news-index";
import type { MoodCounts, MoodQuery, NewsFilter, NewsMood } from "./news-archive";

const MOST_COINS = 30;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
/** The first Monday after the epoch, which was a Thursday. */
const MONDAY = 4 * DAY;

/** By numbers of `mood`, from 1. */
type Counts = [bullish: number, neutral: number, bearish: number, unclear: number];

/** Counts of stories by time and by coin, as of now. What nobody could read is not counted. */
export function moodOfNews(index: NewsIndex, query: MoodQuery): NewsMood {
  const buckets = new Map<number, Counts>();
  const { stepMs } = query;
  const offset = stepMs % WEEK === 0 ? MONDAY : 0;
  visit(index, query, query, (seq, mood) => {
    count(buckets, Math.floor((index.sortAtOf(seq) - offset) / stepMs) * stepMs + offset, mood);
  });
  const { symbol: _, ...others } = query;
  const coins = new Map<number, Counts>();
  visit(index, others, query, (seq, mood) => {
    for (const coin of index.coinsOf(seq)) count(coins, coin, mood);
  });
  return {
    buckets: [...buckets].map(([time, counts]) => ({ time, ...named(counts) })),
    coins: [...coins]
      .map(([coin, counts]) => ({ symbol: index.symbols[coin] ?? "", ...named(counts) }))
      .sort((one, other) => sum(other) - sum(one) || (one.symbol < other.symbol ? -1 : 1))
      .slice(0, MOST_COINS),
  };
}

function visit(
  index: NewsIndex,
  filter: NewsFilter,
  { from, to }: Pick<MoodQuery, "from" | "to">,
  see: (seq: number, mood: number) => void,
): void {
  const order = index.inOrder();
  const matches = index.matcher(filter, index.lastSeq(), true);
  for (let place = index.before(from), end = index.before(to); place < end; place += 1) {
    const seq = order[place] ?? 0;
    const mood = index.moodOf(seq);
    // Who tells a year alone did not tell it on its first day.
    if (mood !== 0 && !index.isVague(seq) && matches(seq)) see(seq, mood);
  }
}

function count(into: Map<number, Counts>, name: number, mood: number): void {
  const counts = into.get(name) ?? [0, 0, 0, 0];
  into.set(name, counts);
  counts[mood - 1] = (counts[mood - 1] ?? 0) + 1;
}

const named = (counts: Counts): MoodCounts => ({
  bullish: counts[0],
  neutral: counts[1],
  bearish: counts[2],
  unclear: counts[3],
});

const sum = ({ bullish, neutral, bearish, unclear }: MoodCounts): number => bullish + neutral + bearish + unclear;
