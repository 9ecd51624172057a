import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MAX_BULK_TEXTS } from "../../lib/contracts/limits";
import { decideLabel } from "../../lib/core/sentiment/decide-label";
import { createReader } from "./readers";

const model = join(import.meta.dirname, "../../public/models/barometer-sentiment-v1");
const golden: readonly { text: string; label?: string }[] = JSON.parse(
  readFileSync(join(model, "golden.json"), "utf8"),
);
const labelled = golden.filter(({ label }) => label !== undefined);

describe("the readers of the shipped model", () => {
  it.each(["embedded", "fusion"] as const)("%s reads the golden sentences as labelled", async (engine) => {
    const reader = await createReader(engine, { model, dtype: "q8" });
    const scores = (await reader?.readAll(labelled.map(({ text }) => text))) ?? [];
    expect(scores.map(decideLabel)).toEqual(labelled.map(({ label }) => label));
  });

  it("reads more texts than a request may hold, in their order", async () => {
    const reader = await createReader("embedded", { model, dtype: "q8" });
    const [first = "", second = ""] = labelled.map(({ text }) => text);
    const texts = [...Array.from({ length: MAX_BULK_TEXTS }, () => first), second];
    const scores = (await reader?.readAll(texts)) ?? [];
    expect(scores).toHaveLength(texts.length);
    expect(scores.slice(-2).map(decideLabel)).toEqual(labelled.slice(0, 2).map(({ label }) => label));
  });

  it("says which folder holds no model", async () => {
    await expect(createReader("embedded", { model: "nowhere", dtype: "q8" })).rejects.toThrow(/nowhere/u);
  });
});
