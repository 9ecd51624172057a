import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createCoinTagger } from "../../lib/core/news/tag-coins";
import { bestTimeOf } from "../../scripts/lib/best-time-of";
import { cpuMs } from "../../scripts/lib/cpu-ms";
import { drawRows, type HeadlineRow } from "./draw-rows";
import { everyCoin } from "./every-coin";
import { hardLabels } from "./hard-labels";
import { readHeadlines, textOfRow } from "./read-headlines";
import { labels, SEED } from "./tagging-labels";

const headlines = readHeadlines();
if (headlines === null)
  console.log("Skipped: the shared headlines are absent, so coins are not looked for in real ones.");

interface Labelled {
  readonly row: number;
  readonly digest: string;
  readonly symbols: readonly string[];
}

const parse = (table: string): readonly Labelled[] =>
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [row = "", digest = "", ...symbols] = line.split(" ");
      return { row: Number(row), digest, symbols };
    });

const samples = [
  { name: `at random (seed ${SEED})`, labelled: parse(labels) },
  { name: "with other coins than the best known", labelled: parse(hardLabels) },
];

const digestOf = ({ title, text }: HeadlineRow): string =>
  createHash("sha256").update(`${title}\n${text}`).digest("hex").slice(0, 10);

describe.skipIf(headlines === null)("coins in real headlines", () => {
  const rows = headlines ?? [];
  const tag = createCoinTagger(everyCoin);

  it("are labelled in the rows that the seed draws", () => {
    expect(parse(labels).map(({ row }) => row)).toEqual(drawRows(rows, SEED));
  });

  it.each(samples)(
    "are found with a precision of at least .95 and a recall of at least .85: $name",
    ({ name, labelled }) => {
      let right = 0;
      const wrong: string[] = [];
      const missed: string[] = [];
      for (const { row, digest, symbols } of labelled) {
        const headline = rows[row] ?? { title: "", text: "", origin: "" };
        expect(digestOf(headline), `row ${row} is what was labelled`).toBe(digest);
        const found = tag(textOfRow(headline)).map(({ symbol }) => symbol);
        right += found.filter((symbol) => symbols.includes(symbol)).length;
        wrong.push(...found.filter((symbol) => !symbols.includes(symbol)).map((symbol) => `${row} ${symbol}`));
        missed.push(...symbols.filter((symbol) => !found.includes(symbol)).map((symbol) => `${row} ${symbol}`));
      }
      const precision = right / (right + wrong.length);
      const recall = right / (right + missed.length);
      console.log(
        `${labelled.length} headlines ${name}, ${right + missed.length} mentions: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
        { wrong, missed },
      );
      expect(right + missed.length).toBeGreaterThan(100);
      expect(precision).toBeGreaterThanOrEqual(0.95);
      expect(recall).toBeGreaterThanOrEqual(0.85);
    },
  );

  it("are found in all of them in less than three seconds", async () => {
    const texts = rows.map(textOfRow);
    let mentions = 0;
    const took = await bestTimeOf(
      () => {
        mentions = texts.reduce((sum, text) => sum + tag(text).length, 0);
      },
      3_000,
      cpuMs,
    );
    console.log(`${texts.length} headlines, ${mentions} mentions: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(3_000);
  });
});
