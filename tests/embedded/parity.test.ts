import { expect, it } from "vitest";
import { loadPhrases } from "../../models/phrasebook/load-phrases";
import { meanDifference, openEngine, percent, shareAlike } from "./open-engine";

const phrases = loadPhrases();
const texts = phrases.filter((_, index) => index % 17 === 0).map(({ text }) => text);

it("stimulus 37: q8 and fp32 read 500 texts alike, alone and in a batch", async () => {
  const [small, large] = [await openEngine("q8"), await openEngine("fp32")];
  const [q8, fp32] = [await small(texts), await large(texts)];
  const alone: (typeof q8)[number][] = [];
  for (const text of texts.slice(0, 100)) alone.push(...(await small([text])));
  const labels = shareAlike(q8, fp32);
  const apart = meanDifference(q8, fp32);
  console.log(
    `stimulus 37: ${texts.length} texts, q8 and fp32 have ${percent(labels)} of labels in common, ` +
      `probabilities differ by ${apart.toFixed(4)} on average; alone and in a batch by ${meanDifference(alone, q8.slice(0, 100)).toExponential(1)}`,
  );
  expect(texts.length).toBeGreaterThanOrEqual(500);
  expect(labels).toBeGreaterThanOrEqual(0.98);
  expect(apart).toBeLessThanOrEqual(0.03);
  expect(meanDifference(alone, q8.slice(0, 100))).toBeLessThan(1e-4);
});
