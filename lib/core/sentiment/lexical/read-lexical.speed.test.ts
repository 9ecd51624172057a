import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../../scripts/lib/cpu-ms";
import { oddTexts } from "../../../../tests/lexical/odd-texts";
import { ownSentences } from "../../../../tests/lexical/own-sentences";
import { readShipped } from "../../../../tests/lexical/shipped-reader";

const LONG = 100_000;
const fill = (part: string): string => part.repeat(Math.ceil(LONG / part.length)).slice(0, LONG);
const sentences = Object.values(ownSentences)
  .flat()
  .map(([text]) => text);

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
  it.each(Object.entries(hostile))("%s", async (name, text) => {
    const best = await bestTimeOf(() => readShipped(text, { explain: true }), 50, cpuMs);
    console.info(`${name}: ${best.toFixed(1)} ms`);
    expect(best).toBeLessThan(50);
  });
});

describe("odd texts are read in under 200 ms", () => {
  it.each(oddTexts)("%s", async (_, text) => {
    expect(await bestTimeOf(() => readShipped(text), 200, cpuMs)).toBeLessThan(200);
  });
});

describe("throughput", () => {
  it.each([false, true])("is at least 20,000 headlines a second, explain %s", async (explain) => {
    const texts = Array.from({ length: 40 }, () => sentences).flat();
    const bound = texts.length / 20;
    const readAll = (): void => {
      for (const text of texts) readShipped(text, { explain });
    };
    const best = await bestTimeOf(readAll, bound, cpuMs);
    console.info(`${Math.round((texts.length * 1_000) / best)} a second, explain ${explain}`);
    expect(best).toBeLessThan(bound);
  });
});
