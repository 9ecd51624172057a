import type { Label } from "../../lib/contracts/verdict";
import { labels } from "../../lib/contracts/verdict";
import type { NewsEvent } from "../../lib/core/news/news-archive";
import type { PriceColumns } from "../../lib/core/study/study";
import { createDice } from "../market/random-candles";

/** A Monday. */
export const BEGIN = Date.UTC(2024, 0, 1);

interface MadeMarket {
  readonly coin: PriceColumns;
  readonly bitcoin: PriceColumns;
  /** How much prices move in each bar, as a share of the usual. */
  readonly heat: Float64Array;
}

/** As good as standard normal. */
const normal = (dice: () => number): number => Array.from({ length: 12 }, dice).reduce((sum, one) => sum + one, -6);

/**
 * A coin and bitcoin that move together, in clusters of calm and storm (GARCH with a persistence of 0.98), with fat tails. Nothing that
 * comes after anything hangs on it.
 */
export function makeMarket({ bars, step, seed }: { bars: number; step: number; seed: number }): MadeMarket {
  const dice = createDice(seed);
  const coin = newColumns(bars);
  const bitcoin = newColumns(bars);
  const heat = new Float64Array(bars);
  const usual = 0.005 ** 2;
  let [variance, price, base] = [usual, 100, 40_000];
  for (let bar = 0; bar < bars; bar++) {
    heat[bar] = Math.sqrt(variance / usual);
    const fat = dice() < 0.05 ? 2.5 : 0.85;
    const [shared, own] = [normal(dice) * fat, normal(dice) * fat];
    const move = Math.sqrt(variance) * shared;
    write(bitcoin, bar, BEGIN + bar * step, base, base * Math.exp(move));
    write(coin, bar, BEGIN + bar * step, price, price * Math.exp(0.8 * move + 0.7 * Math.sqrt(variance) * own));
    base = bitcoin.close[bar] ?? base;
    price = coin.close[bar] ?? price;
    variance = Math.min(usual * 50, 0.02 * usual + 0.06 * move * move + 0.92 * variance);
  }
  return { coin, bitcoin, heat };
}

function newColumns(bars: number): PriceColumns {
  return { time: new Float64Array(bars), open: new Float64Array(bars), close: new Float64Array(bars) };
}

function write(columns: PriceColumns, bar: number, time: number, open: number, close: number): void {
  columns.time[bar] = time;
  columns.open[bar] = open;
  columns.close[bar] = close;
}

interface EventsWish {
  readonly count: number;
  readonly bars: number;
  readonly step: number;
  readonly seed: number;
  /** How many stories one matter brings, on average; 1: each alone. */
  readonly burst: number;
  /** Set: they come when prices move, in proportion to the square of it. */
  readonly heat?: Float64Array;
  readonly label?: Label;
}

/** Stories that come in bursts: matters at even times, more by day than by night, and stories over the twelve bars after each. */
export function makeEvents({ count, bars, step, seed, burst, heat, label }: EventsWish): NewsEvent[] {
  const dice = createDice(seed);
  const events: NewsEvent[] = [];
  while (events.length < count) {
    const matter = dice() * bars;
    const hour = ((matter * step) / 3_600_000) % 24;
    if (dice() > (hour > 6 && hour < 20 ? 1 : 0.4)) continue;
    if (heat && dice() > Math.min(1, (heat[Math.floor(matter)] ?? 0) ** 2 / 4)) continue;
    const stories = burst === 1 ? 1 : 1 + Math.floor(-Math.log(1 - dice()) * burst);
    const ofMatter = label ?? labels[Math.floor(dice() * labels.length)] ?? "neutral";
    for (let story = 0; story < stories && events.length < count; story++) {
      const firstSeenAt = Math.floor(BEGIN + (matter + (story === 0 ? 0 : dice() * 12)) * step);
      // Of one matter most stories are told alike.
      const own = dice() < 0.7 ? ofMatter : (label ?? labels[Math.floor(dice() * labels.length)] ?? "neutral");
      events.push({ label: own, firstSeenAt, publishedAt: null });
    }
  }
  return events.sort((one, other) => one.firstSeenAt - other.firstSeenAt);
}
