import { beforeAll, describe, expect, it } from "vitest";
import type { Scores } from "../../lib/contracts/verdict";
import { decideLabel } from "../../lib/core/sentiment/decide-label";
import { loadPhrases } from "../../models/phrasebook/load-phrases";
import { negations } from "./negations";
import { openEngine, percent, shareAlike } from "./open-engine";

const phrases = loadPhrases();
const texts = phrases.map(({ text }) => text);
const every = (step: number): readonly string[] => texts.filter((_, index) => index % step === 0);

let read: (texts: readonly string[]) => Promise<readonly Scores[]>;
beforeAll(async () => {
  read = await openEngine();
});

const pick = (all: readonly Scores[], at: readonly number[]): readonly Scores[] =>
  at.flatMap((index) => all[index] ?? []);

/** Two coins change places, in all their names. */
const swapCoins = (text: string): string => {
  const other: Readonly<Record<string, string>> = { BTC: "ETH", ETH: "BTC", Bitcoin: "Ethereum", Ethereum: "Bitcoin" };
  return text.replaceAll(/\b(?:BTC|ETH|Bitcoin|Ethereum)\b/g, (name) => other[name] ?? name);
};

const cosmetics: readonly (readonly [string, (text: string) => string])[] = [
  ["a link behind it", (text) => `${text} https://example.com/a?b=1`],
  ["a full stop behind it", (text) => (/[.!?…]$/u.test(text) ? text : `${text}.`)],
  ["white space around it", (text) => `  ${text.replaceAll(" ", "  ")}\n`],
  ["all in small letters", (text) => text.toLowerCase()],
  ["all in capitals", (text) => text.toUpperCase()],
];

describe("stimulus 38: what changes a verdict, and what does not", () => {
  it("its sentences were learned from by nothing", () => {
    const fold = (text: string): string => text.toLowerCase().replaceAll(/[^a-z ]/g, "");
    const learned = new Set(texts.map(fold));
    expect(negations.flat().filter((text) => learned.has(fold(text)))).toEqual([]);
  });

  it("not", async () => {
    const plain = await read(negations.map(([text]) => text));
    const negated = await read(negations.map(([, text]) => text));
    // Where no mood was read there is nothing to turn; few such may hide behind that.
    const moody = negations.flatMap((_, index) =>
      plain[index] && decideLabel(plain[index]) !== "neutral" ? index : [],
    );
    const turned = 1 - shareAlike(pick(plain, moody), pick(negated, moody));
    console.log(
      `stimulus 38: a mood is read in ${moody.length} of ${negations.length} sentences; "not" turns ${percent(turned)} of them`,
    );
    expect(moody.length / negations.length).toBeGreaterThanOrEqual(0.7);
    expect(turned).toBeGreaterThanOrEqual(0.8);
  });

  it("another coin", async () => {
    const found = texts.filter((text) => swapCoins(text) !== text);
    const same = shareAlike(await read(found), await read(found.map(swapCoins)));
    console.log(`stimulus 38: another coin leaves ${percent(same)} of ${found.length} labels`);
    expect(found.length).toBeGreaterThan(100);
    expect(same).toBeGreaterThanOrEqual(0.97);
  });

  it.each(cosmetics)("%s", async (name, change) => {
    const some = every(17);
    const same = shareAlike(await read(some), await read(some.map(change)));
    console.log(`stimulus 38: ${name} leaves ${percent(same)} of ${some.length} labels`);
    expect(same).toBeGreaterThanOrEqual(0.98);
  });
});
