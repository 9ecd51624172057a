import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { guessLanguage } from "../../lib/adapters/language/guess-language";
import { createLanguageLink, type LanguagePort } from "../../lib/browser/language/create-language-link";
import { createTextLook } from "../../lib/core/language/create-text-look";
import type { LookAtText } from "../../lib/core/ports";
import { compileLexicon } from "../../lib/core/sentiment/lexical/compile-lexicon";
import { parseLexicon } from "../../lib/core/sentiment/lexical/lexicon";
import lexicon from "../../lib/core/sentiment/lexical/lexicon.json" with { type: "json" };
import { englishTexts, foreignTexts, heldOutTexts, otherTexts } from "./own-texts";

const compiled = compileLexicon(parseLexicon(lexicon));
const look = createTextLook(compiled, guessLanguage);

/** The browser's worker, in this thread. */
async function startWorker(): Promise<LanguagePort> {
  const port: LanguagePort = { onmessage: null, onerror: null, terminate: () => {}, postMessage: () => {} };
  const scope = {
    onmessage: null as ((event: MessageEvent) => void) | null,
    postMessage: (data: unknown) => answer(data),
  };
  const answer = (data: unknown) => port.onmessage?.(new MessageEvent("message", { data }));
  vi.stubGlobal("self", scope);
  vi.stubGlobal("location", { href: "http://localhost/worker.js" });
  await import("../../lib/browser/language.worker");
  port.postMessage = (data: unknown) => queueMicrotask(() => scope.onmessage?.(new MessageEvent("message", { data })));
  return port;
}

const isForeign = (language: string | null): boolean => language !== null && language !== "en";
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} % (${part} of ${whole})`;

async function called(texts: readonly string[], by: LookAtText = look): Promise<string[]> {
  const seen = await Promise.all(texts.map(async (text) => ({ text, ...(await by(text)) })));
  return seen.filter(({ language }) => isForeign(language)).map(({ text, language }) => `${language}: ${text}`);
}

describe("language", () => {
  it("calls no English text of the own list foreign", async () => {
    expect(await called(englishTexts)).toEqual([]);
  });

  it.for([
    ["sentences of five words or more", foreignTexts],
    ["posts that were held out", heldOutTexts],
  ] as const)("finds other languages in %s", async ([name, set]) => {
    const all = Object.entries(set);
    const hits: string[] = [];
    let right = 0;
    for (const [tag, texts] of all) {
      const seen = await Promise.all(texts.map(async (text) => (await look(text)).language));
      const found = seen.filter((language) => language === tag).length;
      hits.push(`${tag} ${found}/${texts.length}`);
      right += found;
    }
    const total = all.flatMap(([, texts]) => texts).length;
    console.info(`other languages found in ${name}: ${share(right, total)}; ${hits.join(", ")}`);
    expect(right / total).toBeGreaterThanOrEqual(0.95);
  });

  it.for(otherTexts)("%s is in %s", async ([text, language]) => {
    expect((await look(text)).language).toBe(language);
  });

  it.for([
    ["BTC", true],
    ["$BTC $ETH", true],
    ["hello", true],
    ["123", true],
    ["🐸", true],
    ["https://example.com/a", true],
    ["@someone", true],
    ["!!", true],
    ["gm", false],
    ["LFG", false],
    ["🚀", false],
    ["+5%", false],
    ["BTC up", false],
    ["Shorts got rekt", false],
    ["比特币", false],
    [`${"1 ".repeat(1_500)} bitcoin collapses`, false],
  ] as const)("%s is too short: %s", async ([text, tooShort]) => {
    expect((await look(text)).tooShort).toBe(tooShort);
  });

  it("is told alike on the server and in a browser", async () => {
    const texts = [...englishTexts, ...Object.values(foreignTexts).flat(), ...otherTexts.map(([text]) => text)];
    const worker = await startWorker();
    const scripts: string[] = [];
    const guess = createLanguageLink({
      spawn: () => worker,
      now: () => performance.now(),
      onScripts: (list) => scripts.push(...list),
    });
    const lookInBrowser = createTextLook(compiled, guess);
    for (const text of texts) expect(await lookInBrowser(text)).toEqual(await look(text));
    expect(scripts).toContain("http://localhost/worker.js");
  });
});

const folder = join(import.meta.dirname, "../../../shared/data/sentiment");
const sets = [
  "dev.crypto_news",
  "dev.crypto_posts",
  "dev.crypto_social",
  "dev.crypto_social_noisy",
  "dev.finance_news",
];

describe.skipIf(!existsSync(folder))("language, on the English development texts", () => {
  it("calls next to none of them foreign", async () => {
    let foreign = 0;
    let total = 0;
    for (const set of sets) {
      const lines = readFileSync(join(folder, `${set}.jsonl`), "utf8")
        .trim()
        .split("\n");
      const texts = lines.map((line) => String(JSON.parse(line).text));
      const found = await called(texts);
      console.info(`${set}: ${share(found.length, texts.length)} called foreign`, found);
      foreign += found.length;
      total += texts.length;
    }
    console.info(`English texts called foreign: ${share(foreign, total)}`);
    expect(foreign / total).toBeLessThanOrEqual(0.002);
  });
});
