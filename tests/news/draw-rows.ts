/** One headline of the shared file, as it stands there. */
export interface HeadlineRow {
  readonly title: string;
  readonly text: string;
  readonly origin: string;
}

/** How many of each origin are drawn: 2018, 2021 to 2024, 2025 and 2026 all have their part. */
const shares: readonly (readonly [origin: string, count: number])[] = [
  ["ccn_2018_headlines", 55],
  ["bitcoin_news_21_24", 65],
  ["oliviervha_cryptonews", 10],
  ["newsapi_2022", 5],
  ["cryptopanic_2025", 20],
  ["cryptopanic_2026", 45],
];

/** Mulberry32: the same draw for the same seed, everywhere. From 0 to below 1. */
function createDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Row numbers, counted from 0, drawn without replacement from each origin by its share; in ascending order. */
export function drawRows(rows: readonly HeadlineRow[], seed: number): readonly number[] {
  const draw = createDraw(seed);
  const drawn: number[] = [];
  for (const [origin, count] of shares) {
    const left = rows.flatMap((row, at) => (row.origin === origin ? [at] : []));
    for (let taken = 0; taken < count && left.length > 0; taken += 1) {
      const [at] = left.splice(Math.floor(draw() * left.length), 1);
      if (at !== undefined) drawn.push(at);
    }
  }
  return drawn.sort((a, b) => a - b);
}
