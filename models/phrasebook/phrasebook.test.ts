import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkFormat } from "./check-format";
import { findLeaks } from "./find-leaks";
import { loadPhrases, type Phrase, parsePhrases } from "./load-phrases";
import { searchSets } from "./search-sets";

const folder = join(process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../shared/data"), "sentiment");
const hasSets = existsSync(folder);
if (!hasSets)
  console.info("The labelled sets are absent (set BAROMETER_DATA): the phrasebook is not searched for leaks.");

const phrases = loadPhrases();

describe("the phrasebook", () => {
  it("is well formed", () => {
    expect(checkFormat(phrases)).toEqual([]);
  });

  it.skipIf(!hasSets)(
    "repeats no text of the labelled sets",
    () => {
      const report = searchSets(phrases, folder);
      expect(report.sets).toContain("valid.jsonl");
      expect(report.texts).toBeGreaterThan(100_000);
      expect(report.leaks).toEqual([]);
    },
    90_000,
  );
});

describe("its checks", () => {
  const phrase: Phrase = { label: "bullish", kind: "number", text: "ETH +4%, at last", file: "own.tsv", line: 2 };
  const faultsOf = (...rows: Partial<Phrase>[]): string[] =>
    checkFormat(rows.map((row, index) => ({ ...phrase, line: index + 2, ...row }))).filter((fault) =>
      /^own\.tsv/u.test(fault),
    );

  it("tell twins whatever their case and commas, but not signs and emoji", () => {
    expect(faultsOf({}, { text: "eth +4% at LAST!" })).toEqual(["own.tsv:3: the same sentence as own.tsv:2"]);
    expect(faultsOf({}, { text: "ETH -4%, at last" })).toEqual([]);
    expect(faultsOf({ text: "gm all 🚀" }, { text: "gm all 💀" })).toEqual([]);
  });

  it("want a contrast in a pair", () => {
    expect(faultsOf({ pair: "number-01" })).toHaveLength(1);
    expect(faultsOf({ pair: "number-01" }, { text: "Down again", pair: "number-01" })).toHaveLength(1);
    expect(faultsOf({ pair: "number-01" }, { text: "Down again", label: "bearish", pair: "number-01" })).toEqual([]);
  });

  it("refuse untidy text, unknown labels and kinds", () => {
    expect(faultsOf({ text: " two  blanks" })).toHaveLength(1);
    expect(faultsOf({ text: "!!!" })).toHaveLength(1);
    expect(() => parsePhrases("label\tkind\ttext\tpair\nhappy\tnumber\tUp", "own.tsv")).toThrow("own.tsv:2");
    expect(() => parsePhrases("label\tkind\ttext\tpair\nbullish\tpoem\tUp", "own.tsv")).toThrow("own.tsv:2");
    expect(() => parsePhrases("label\ttext\n", "own.tsv")).toThrow("header");
  });

  it("find the same text, eight words in a row, and near copies", () => {
    const mine = [
      "Harbour seals watch the ticker from a warm rock",
      "Nobody at the harbour had expected the seals to read charts that well",
      "A gull stole my hardware wallet and flew to Malta",
    ];
    const reasonsFor = (text: string): string[] => {
      const search = findLeaks(mine);
      search.add(text, "set");
      return search.leaks().map((leak) => `${leak.index} ${leak.why}`);
    };
    expect(reasonsFor("HARBOUR SEALS watch the ticker, from a warm rock.")).toContain("0 set: the same text");
    expect(
      reasonsFor("He wrote: at the harbour had expected the seals to read, and then left for a long lunch"),
    ).toEqual([
      '1 set: the same 8 words, "at the harbour had expected the seals to"',
      '1 set: the same 8 words, "the harbour had expected the seals to read"',
    ]);
    expect(reasonsFor("A gull stole my hardware wallet, then flew to Malta").join()).toMatch(
      /^2 set: similarity 0\.[67]/u,
    );
    expect(reasonsFor("Bitcoin slips as traders wait for the minutes")).toEqual([]);
  });
});
