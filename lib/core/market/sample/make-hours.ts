import { type Candles, newCandles } from "../candles";
import { stepOf } from "../timeframe";
import { drawNormal, streamOf } from "./draw";
import { exp } from "./exp";
import { BLOCK, type Block, makeBlock } from "./make-block";
import type { SampleCoin } from "./sample-coins";

/** Blocks that are made at a stretch: a millisecond or two. */
const AT_A_STRETCH = 4;
/** Volumes are whole numbers of this, so that sums of them are exact in whatever order they are added. */
const EIGHTH = 1 / 8;
/** A coin cheaper than this is traded in whole ones. */
const CHEAP = 10;

const extremes = ["high 1", "high 2", "low 1", "low 2"] as const;

/**
 * What the highest point of a Brownian bridge is told from (reflection principle): the root of the move squared less
 * twice the variance times the logarithm of an even number, which two squared normals stand for (Box, Muller).
 */
const reach = (move: number, one: number, two: number): number => Math.sqrt(move * move + one * one + two * two);

/** Writes the hours of a block that lie within the columns, which begin at hour `from`. */
function writeHours(coin: SampleCoin, block: Block, from: number, out: Candles): void {
  const ticks = Number(`1e${coin.places}`);
  const rounded = (price: number): number => Math.max(1, Math.round(price * ticks)) / ticks;
  const lot = coin.price < CHEAP ? 1 : EIGHTH;
  const [high1 = 0, high2 = 0, low1 = 0, low2 = 0] = extremes.map((name) => streamOf(`${coin.symbol} ${name}`));
  const end = Math.min(block.from + BLOCK, from + out.time.length);
  const start = Math.max(block.from, from);
  let open = coin.price * exp(block.level[start - block.from] ?? 0);
  let first = rounded(open);
  for (let hour = start; hour < end; hour += 1) {
    const at = hour - block.from;
    const place = hour - from;
    const move = (block.level[at + 1] ?? 0) - (block.level[at] ?? 0);
    const sigma = block.sigma[at] ?? 0;
    const close = coin.price * exp(block.level[at + 1] ?? 0);
    const up = (move + reach(move, sigma * drawNormal(high1, hour), sigma * drawNormal(high2, hour))) / 2;
    const down = (move - reach(move, sigma * drawNormal(low1, hour), sigma * drawNormal(low2, hour))) / 2;
    const last = rounded(close);
    out.time[place] = hour * stepOf["1h"];
    out.open[place] = first;
    out.high[place] = Math.max(first, last, rounded(open * exp(up)));
    out.low[place] = Math.min(first, last, rounded(open * exp(down)));
    out.close[place] = last;
    const coins = (coin.traded * 1e6 * (block.traded[at] ?? 0)) / close;
    out.volume[place] = Math.max(1, Math.round(coins / lot)) * lot;
    open = close;
    first = last;
  }
}

/** Makes the hours of a coin from one up to and without another (hours since the epoch), with pauses for other work. */
export async function makeHours(
  coin: SampleCoin,
  { from, to, pause }: { readonly from: number; readonly to: number; readonly pause: () => Promise<void> },
): Promise<Candles> {
  const candles = newCandles(to - from);
  const first = Math.floor(from / BLOCK);
  for (let block = first; block * BLOCK < to; block += 1) {
    if (block > first && (block - first) % AT_A_STRETCH === 0) await pause();
    writeHours(coin, makeBlock(coin, block), from, candles);
  }
  return candles;
}
