import { listKnownCoins } from "../core/news/list-known-coins";
import type { CoinMention } from "../core/news/news-item";
import { createCoinTagger } from "../core/news/tag-coins";
import type { Clock } from "../core/ports";

const MOST_SYMBOLS = 10_000;
/** How often it looks whether there are more. */
const LOOK_MS = 5_000;
/** How often those who know are asked. */
const ASK_MS = 3_600_000;

interface CoinKnowledge {
  /** Asks the sources of prices what they have, where that was not done of late. */
  learn(signal: AbortSignal): Promise<void>;
  /** Symbols that news is tagged with. */
  symbols(): readonly string[];
  tag(text: string): readonly CoinMention[];
}

/** Knows the coins of which there are prices. Their sources may come to know more; what was known is not forgotten while one is away. */
export function createCoinKnowledge(options: {
  /** What is known without asking anyone. */
  readonly symbols: () => readonly string[];
  /** Asks everybody; ends soon. */
  readonly ask: (signal: AbortSignal) => Promise<unknown>;
  readonly clock: Pick<Clock, "now">;
}): CoinKnowledge {
  const { clock } = options;
  const seen = new Set<string>();
  const make = () => {
    const coins = listKnownCoins([...seen]);
    return { symbols: coins.map(({ symbol }) => symbol), tag: createCoinTagger(coins) };
  };
  // Made when the first text comes, not while the server starts.
  let made: ReturnType<typeof make> | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<unknown> | null = null;
  const now = () => {
    if (made !== null && clock.now() - lookedAt < LOOK_MS) return made;
    lookedAt = clock.now();
    const count = seen.size;
    for (const symbol of options.symbols()) if (seen.size < MOST_SYMBOLS) seen.add(symbol);
    if (made === null || seen.size > count) made = make();
    return made;
  };
  return {
    async learn(signal) {
      if (clock.now() - askedAt < ASK_MS) return;
      asking ??= options.ask(signal).finally(() => {
        asking = null;
        askedAt = clock.now();
        // What was just learnt may be gone when the first text comes.
        lookedAt = Number.NEGATIVE_INFINITY;
        now();
      });
      await asking;
    },
    symbols: () => now().symbols,
    tag: (text) => now().tag(text),
  };
}
