import { drawEven, drawNormal, streamOf } from "./draw";
import { exp } from "./exp";
import { addNoise, meanOf, type Scale } from "./noise";
import type { SampleCoin } from "./sample-coins";
import { HOURS_OF_WEEK, season } from "./season";

/** Hours that are made at once: four weeks. */
export const BLOCK = 672;
const ROOT_BLOCK_DAYS = Math.sqrt(28);

/** How wild the whole market and each coin are, by time scale: volatility as a product over scales (Calvet, Fisher 2004). */
const marketWildness: readonly Scale[] = [6, 24, 96, 384, 1_536].map((hours) => ({ hours, sigma: 0.36 }));
const ownWildness: readonly Scale[] = [12, 72, 512].map((hours) => ({ hours, sigma: 0.36 }));
/** Bulls and bears: slow swings of the level, over half a year and more than one; for a coin as wild as `SWINGS_AT`. */
const swings: readonly Scale[] = [
  { hours: 4_380, sigma: 0.35 },
  { hours: 10_512, sigma: 0.45 },
];

const SWINGS_AT = 0.045;
/** How much is traded, beside what the moves explain. */
const interest: readonly Scale[] = [
  { hours: 3, sigma: 0.3 },
  { hours: 48, sigma: 0.25 },
  { hours: 1_008, sigma: 0.35 },
];

/** What a block's step upwards or downwards still counts in the next one. */
const MEMORY = 0.92;
const REMEMBERED = 40;
/** No level is further than this from the coin's own, in logarithms: between a ninth and nine times of it. */
const FARTHEST = 2.2;
/** Once in so many hours there is news, and the hour is so many times as wild. */
const NEWS_HOURS = 1_500;
const NEWS = 5;

const streams = (name: string) => ({
  step: streamOf(`${name} step`),
  wild: streamOf(`${name} wild`),
  knot: streamOf(`${name} knot`),
  swing: streamOf(`${name} swing`),
  news: streamOf(`${name} news`),
  interest: streamOf(`${name} interest`),
});
type Streams = ReturnType<typeof streams>;
const market = streams("the market");

/** Where the market, or a coin without it, stands as a block begins, in units of a block's step: old steps fade away. */
function standingOf(own: Streams, block: number): number {
  let sum = 0;
  for (let back = REMEMBERED; back >= 0; back -= 1) sum = sum * MEMORY + drawNormal(own.knot, block - back);
  return sum;
}

function swingOf(own: Streams, block: number): number {
  const swing = new Float64Array(1);
  addNoise(swing, block * BLOCK, own.swing, swings);
  return swing[0] ?? 0;
}

const soften = (level: number): number => level / Math.sqrt(1 + (level * level) / (FARTHEST * FARTHEST));

interface Drawn {
  /** How wild each hour is; 1 on average, squared. */
  readonly wildness: Float64Array;
  /** Its move, in units of the usual one. */
  readonly step: Float64Array;
}

function drawMoves(own: Streams, from: number, scales: readonly Scale[]): Drawn {
  const wildness = new Float64Array(BLOCK);
  const step = new Float64Array(BLOCK);
  addNoise(wildness, from, own.wild, scales);
  const mean = meanOf(scales);
  for (let at = 0; at < BLOCK; at += 1) {
    const news = drawEven(own.news, from + at) * NEWS_HOURS < 1 ? NEWS : 1;
    const wild = exp((wildness[at] ?? 0) - mean) * news;
    wildness[at] = wild;
    step[at] = wild * drawNormal(own.step, from + at);
  }
  return { wildness, step };
}

/** Hours of a coin: where it stands as each begins and ends, how wild it is, how much is traded. */
export interface Block {
  /** Hours since the epoch. */
  readonly from: number;
  /** Logarithm of price over the coin's own level, as each hour begins; one more than hours. */
  readonly level: Float64Array;
  /** Standard deviation within each hour. */
  readonly sigma: Float64Array;
  /** Dollars traded, 1 on average. */
  readonly traded: Float64Array;
}

/**
 * Makes four weeks of a coin, whenever they are: a moving average of steps and slow swings gives the levels at both ends,
 * a random walk with stochastic volatility, shared in part with the market, is pinned between them. So no block needs
 * the one before it, time has no beginning, and no level runs away.
 */
export function makeBlock(coin: SampleCoin, block: number): Block {
  const own = streams(coin.symbol);
  const from = block * BLOCK;
  const share = coin.market;
  const rest = Math.sqrt(1 - share * share);
  const both = drawMoves(market, from, marketWildness);
  const alone = drawMoves(own, from, ownWildness);
  const levelAt = (at: number): number => {
    const standing = share * standingOf(market, at) + rest * standingOf(own, at);
    const swing = share * swingOf(market, at) + rest * swingOf(own, at);
    return soften(coin.sigma * (ROOT_BLOCK_DAYS * standing + swing / SWINGS_AT));
  };
  const hourly = coin.sigma / Math.sqrt(24);
  const level = new Float64Array(BLOCK + 1);
  const sigma = new Float64Array(BLOCK);
  const traded = new Float64Array(BLOCK);
  addNoise(traded, from, own.interest, interest);
  for (let at = 0; at < BLOCK; at += 1) {
    // A block is whole weeks, and begins at the hour of the week that began the epoch.
    const busy = season[at % HOURS_OF_WEEK] ?? 1;
    const wildMarket = share * (both.wildness[at] ?? 0);
    const wildAlone = rest * (alone.wildness[at] ?? 0);
    const wild = wildMarket * wildMarket + wildAlone * wildAlone;
    const step = share * (both.step[at] ?? 0) + rest * (alone.step[at] ?? 0);
    const usual = hourly * Math.sqrt(busy);
    sigma[at] = usual * Math.sqrt(wild);
    level[at + 1] = (level[at] ?? 0) + usual * step;
    traded[at] = busy * (0.3 + 0.35 * wild + 0.45 * Math.abs(step)) * exp(traded[at] ?? 0);
  }
  const start = levelAt(block);
  const end = levelAt(block + 1);
  const drift = (end - start - (level[BLOCK] ?? 0)) / BLOCK;
  for (let at = 0; at < BLOCK; at += 1) level[at] = (level[at] ?? 0) + start + drift * at;
  // Not one bit away from where the next block begins.
  level[BLOCK] = end;
  return { from, level, sigma, traded };
}
