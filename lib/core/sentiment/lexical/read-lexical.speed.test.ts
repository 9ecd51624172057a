import { describe, expect, it } from "vitest";
import { ownSentences } from "../../../../tests/lexical/own-sentences";
import { readShipped } from "../../../../tests/lexical/shipped-reader";

const LONG = 100_000;
const fill = (part: string): string => part.repeat(Math.ceil(LONG / part.length)).slice(0, LONG);
const sentences = Object.values(ownSentences)
  .flat()
  .map(([text]) => text);

/** Best time in milliseconds of `times` runs after a warm-up; up to ten more when other work of the machine got in the way. */
function bestOf(times: number, run: () => void, enough = Number.POSITIVE_INFINITY): number {
  run();
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times || (best > enough && i < times + 10); i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const hostile: Readonly<Record<string, string>> = {
  "one letter": fill("a"),
  negators: fill("not "),
  emoji: fill("🚀"),
  "combining marks": `a${fill("\u0301\u0300")}`,
  "marked letters": fill("e\u0301\u0302\u0303"),
  "a phrase's start": fill("to the "),
  digits: fill("1"),
  percents: fill("5% "),
  moves: fill("up 5% "),
  "numbers in phrases": fill("up 1 2 3 4 hits 5 month "),
  contrasts: fill("good but "),
  "long letters": fill("sooooooooo"),
  ampersands: fill("&"),
  entities: fill("&amp;"),
  "question marks": fill("good? "),
  "zero-width": fill("\u200b"),
  ligatures: fill("\ufdfa"),
  "letters in three": fill("\ufb03"),
  "lone surrogates": fill("\ud800"),
  smileys: fill(":)"),
  quotes: fill("a'"),
  separators: fill("1,"),
  links: fill("http://"),
  cashtags: fill("$btc "),
  signs: fill("-5% +5% "),
  prose: fill(`${sentences.join(". ")}. `),
};

describe("100,000 characters are read in under 50 ms", () => {
  it.each(Object.entries(hostile))("%s", (name, text) => {
    const best = bestOf(3, () => void readShipped(text, { explain: true }), 50);
    console.info(`${name}: ${best.toFixed(1)} ms`);
    expect(best).toBeLessThan(50);
  });
});

describe("throughput", () => {
  it.each([false, true])("is at least 20,000 headlines a second, explain %s", (explain) => {
    const rounds = 40;
    const best = bestOf(5, () => {
      for (let round = 0; round < rounds; round++) for (const text of sentences) readShipped(text, { explain });
    });
    const perSecond = (rounds * sentences.length * 1_000) / best;
    console.info(`${Math.round(perSecond)} a second, explain ${explain}`);
    expect(perSecond).toBeGreaterThan(20_000);
  });
});
