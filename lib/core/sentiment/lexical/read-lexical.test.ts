import { describe, expect, it } from "vitest";
import { oddTexts } from "../../../../tests/lexical/odd-texts";
import { ownSentences } from "../../../../tests/lexical/own-sentences";
import { readShipped, shippedLexicon } from "../../../../tests/lexical/shipped-reader";
import { decideLabel } from "../decide-label";

const labelOf = (text: string): string => decideLabel(readShipped(text).scores);
const lean = (text: string): number => {
  const { bullish, bearish } = readShipped(text).scores;
  return Math.log(bullish / bearish);
};
const spans = (text: string): string[] => readShipped(text).reasons.map((reason) => reason.text);
const sentences = Object.values(ownSentences).flat();

describe("rules, on sentences of our own", () => {
  for (const [rule, list] of Object.entries(ownSentences))
    it.each(list)(`${rule}: %s`, (text, label) => expect(labelOf(text)).toBe(label));
});

describe("spans", () => {
  it.each([
    ["Token plunges 12% today", "plunges 12%"],
    ["A 15% drop hurts", "15% drop"],
    ["This is not good", "not good"],
    ["Going to the moon now", "to the moon"],
    ["Another rug-pull today", "rug-pull"],
    ["It was a di\u0301saster, a disaster", "di\u0301saster"],
  ])("%s has one for %s", (text, span) => expect(spans(text)).toContain(span));

  it("sign them by where they lead", () => {
    const reasons = readShipped("Great rally, but hackers stole everything").reasons;
    expect(reasons.find((reason) => reason.text.includes("rally"))?.weight).toBeGreaterThan(0);
    expect(reasons.find((reason) => reason.text.includes("stole"))?.weight).toBeLessThan(0);
  });

  it("add up: they and the shape of the text are the log-odds", () => {
    const rests = ["calm", "slow", "weak", "mild", "late", "costly", "useful", "steady", "fresh", "risky"]
      .map((word) => `the company is ${word} in the room`)
      .filter((text) => Math.max(...Object.values(readShipped(text).scores)) < 0.75 && spans(text).length === 1)
      .map((text) => lean(text) - readShipped(text).reasons.reduce((sum, reason) => sum + reason.weight, 0));
    expect(rests.length).toBeGreaterThan(3);
    for (const rest of rests) expect(rest).toBeCloseTo(rests[0] ?? 0, 2);
  });

  it("leaves them out when they are not asked for, with the same scores", () => {
    for (const [text] of sentences) {
      const short = readShipped(text, { explain: false });
      expect(short.reasons).toEqual([]);
      expect(short.scores).toEqual(readShipped(text).scores);
    }
  });
});

describe("what changes a verdict, and what does not", () => {
  const moods =
    "good great bullish bearish bad safe strong weak profitable amazing terrible worthless undervalued overvalued crashing soaring growing falling collapsing promising insolvent trustworthy".split(
      " ",
    );

  it("turns with an added not, at least eight times in ten", () => {
    const turned = moods.filter(
      (mood) =>
        lean(`This token is ${mood}`) * lean(`This token is not ${mood}`) < 0 &&
        labelOf(`This token is ${mood}`) !== labelOf(`This token is not ${mood}`),
    );
    expect(turned.length / moods.length).toBeGreaterThanOrEqual(0.8);
  });

  it("stays when one coin stands for another", () => {
    for (const [from, to] of [
      ["Bitcoin", "Ethereum"],
      ["BTC", "ETH"],
      ["Bitcoin", "Cardano"],
      ["$SOL", "$DOGE"],
    ] as const)
      for (const [text] of sentences)
        expect(readShipped(text.replaceAll(from, to)).scores).toEqual(readShipped(text).scores);
  });

  it("stays when a full stop or an address is added", () => {
    const changed = sentences.filter(
      ([text]) =>
        labelOf(`${text}.`) !== labelOf(text) || labelOf(`${text} https://example.org/x?y=1`) !== labelOf(text),
    );
    expect(changed.length / sentences.length).toBeLessThanOrEqual(0.02);
  });

  it("grows with intensity and shrinks with sarcasm", () => {
    expect(lean("extremely bad")).toBeLessThan(lean("bad"));
    expect(Math.abs(lean("what a wonderful project /s"))).toBeLessThan(Math.abs(lean("what a wonderful project")));
    expect(Math.abs(lean("wonderful project 🙄"))).toBeLessThan(Math.abs(lean("wonderful project")));
  });

  it("turns what follows a signed percent inside a phrase", () => {
    expect(spans("Bull +9% run, exchange is not safe")).toContain("not safe");
    expect(spans("Bank -12% run: the lender is not safe")).toContain("not safe");
    expect(spans("Shares up 10x 5%, exchange is not safe")).toContain("not safe");
    expect(lean("Bull +9% run, exchange is not safe")).toBe(lean("Bull 9% run, exchange is not safe"));
  });

  it("takes a rate for no sarcasm", () => {
    const rate = "Network soars to a record 65,000 transactions";
    expect(readShipped(`${rate} /s`).scores).toEqual(readShipped(`${rate}/s`).scores);
  });

  it("makes a move small with only, just and barely", () => {
    expect(Math.abs(lean("Ether falls only 1%"))).toBeLessThan(Math.abs(lean("Ether falls 1%")));
    expect(Math.abs(lean("Ether is up just 1%"))).toBeLessThan(Math.abs(lean("Ether is up 1%")));
    expect(Math.abs(lean("Ether is barely up 1%"))).toBeLessThan(Math.abs(lean("Ether is up 1%")));
  });

  it("takes no mood from words that have none", () => {
    for (const word of ["token", "project", "basis", "feels", "honestly", "next", "reports", "lists"])
      expect(spans(`The ${word} of the committee`)).toEqual([]);
  });

  it("counts a repeated word less each time than the first", () => {
    expect(lean("bad bad")).toBeGreaterThan(2 * lean("bad"));
  });
});

describe("what is not understood", () => {
  it.each([
    "qwxyz vlkjh",
    "   ",
    "",
    "漢字",
    "قیمت سقوط کرد",
    "\ud800",
    "1234",
    "a",
    "a ".repeat(20_000),
    "My uncle painted a fence",
  ])("says so of %j", (text) => {
    const reading = readShipped(text);
    expect(reading.understood).toBe(false);
    expect(reading.reasons).toEqual([]);
    expect(Math.max(...Object.values(reading.scores))).toBeLessThan(shippedLexicon.thresholds.abstain_below);
  });

  it("says so of a text with hardly a known word", () => {
    expect(readShipped(`${"qwxyz vlkjh ".repeat(6)}good`).understood).toBe(false);
  });

  it.each(["Bitcoin", "The committee met on the second floor"])("is not the same as a plain text: %j", (text) => {
    const reading = readShipped(text);
    expect(reading.understood).toBe(true);
    expect(reading.scores.neutral).toBeGreaterThan(0.5);
  });
});

describe("long texts", () => {
  const filler = "The meeting of the committee lasted for three hours in a room by the river. ";

  it("are read in parts and say in how many", () => {
    const text = filler.repeat(262).slice(0, 20_000);
    expect(readShipped("short text").chunks).toBe(1);
    expect(readShipped(text).chunks).toBeGreaterThanOrEqual(10);
    expect(readShipped(text).chunks).toBeLessThanOrEqual(20);
  });

  it("are sarcastic, and tagged, only in the part that says so", () => {
    const rally = "Bitcoin rallies to a record high. ";
    const rest = filler.repeat(80);
    const weightOf = (text: string) => readShipped(text).reasons[0]?.weight;
    expect(weightOf(`${rally}${rest}Nice weather /s`)).toBeCloseTo(weightOf(`${rally}${rest}Nice weather`) ?? 0, 1);
    const tagged = lean(`${rally}${rest}#a #b #c`) - lean(`${rally}${rest}a b c`);
    const short = lean(`${rally}#a #b #c`) - lean(`${rally}a b c`);
    expect(Math.abs(tagged)).toBeLessThan(Math.abs(short) / 2);
  });

  it("weigh the parts that speak", () => {
    const text =
      filler.repeat(60) +
      "The exchange was hacked, funds were stolen and it files for bankruptcy. Users lost everything. ".repeat(40) +
      filler.repeat(60);
    expect(lean(text)).toBeLessThan(-0.5);
    const { reasons } = readShipped(text);
    expect(reasons.every((reason) => text.slice(reason.start, reason.end) === reason.text)).toBe(true);
  });
});

describe("odd texts get a valid verdict", () => {
  it.each(oddTexts)("%s", (_, text) => {
    const { scores, reasons } = readShipped(text);
    expect(scores.bullish + scores.neutral + scores.bearish).toBeCloseTo(1, 9);
    expect(reasons.every((reason) => text.slice(reason.start, reason.end) === reason.text)).toBe(true);
  });
});
