import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createCoinTagger } from "../../lib/core/news/tag-coins";
import { bestOf } from "../../scripts/lib/best-of";
import { drawRows } from "./draw-rows";
import { everyCoin } from "./every-coin";
import { readHeadlines, textOfRow } from "./read-headlines";
import { labels, SEED } from "./tagging-labels";

const headlines = readHeadlines();
if (headlines === null)
  console.log("Skipped: the shared headlines are absent, so coins are not looked for in real ones.");

const labelled = labels
  .trim()
  .split("\n")
  .map((line) => {
    const [row = "", digest = "", ...symbols] = line.split(" ");
    return { row: Number(row), digest, symbols };
  });

const digestOf = (title: string, text: string): string =>
  createHash("sha256").update(`${title}\n${text}`).digest("hex").slice(0, 10);

describe.skipIf(headlines === null)("coins in real headlines", () => {
  const rows = headlines ?? [];
  const tag = createCoinTagger(everyCoin);

  it("are labelled in the rows that the seed draws, as they stand", () => {
    expect(labelled.map(({ row }) => row)).toEqual(drawRows(rows, SEED));
    for (const { row, digest } of labelled)
      expect(digestOf(rows[row]?.title ?? "", rows[row]?.text ?? ""), `row ${row}`).toBe(digest);
  });

  it("are found with a precision of at least .95 and a recall of at least .85", () => {
    let right = 0;
    const wrong: string[] = [];
    const missed: string[] = [];
    for (const { row, symbols } of labelled) {
      const text = textOfRow(rows[row] ?? { title: "", text: "", origin: "" });
      const found = tag(text).map(({ symbol }) => symbol);
      right += found.filter((symbol) => symbols.includes(symbol)).length;
      wrong.push(...found.filter((symbol) => !symbols.includes(symbol)).map((symbol) => `${row} ${symbol}`));
      missed.push(...symbols.filter((symbol) => !found.includes(symbol)).map((symbol) => `${row} ${symbol}`));
    }
    const precision = right / (right + wrong.length);
    const recall = right / (right + missed.length);
    console.log(
      `seed ${SEED}: ${labelled.length} headlines, ${right + missed.length} mentions; precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
      { wrong, missed },
    );
    expect(right + missed.length).toBeGreaterThan(100);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.85);
  });

  it("are found in all of them in less than three seconds", async () => {
    const texts = rows.map(textOfRow);
    let mentions = 0;
    const took = await bestOf(async () => {
      const started = performance.now();
      mentions = texts.reduce((sum, text) => sum + tag(text).length, 0);
      return performance.now() - started;
    }, 3_000);
    console.log(`${texts.length} headlines, ${mentions} mentions: ${Math.round(took)} ms`);
    expect(took).toBeLessThan(3_000);
  });
});
