import { afterAll } from "vitest";
import type { Scores } from "../../lib/contracts/verdict";
import { decideLabel } from "../../lib/core/sentiment/decide-label";
import { createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Scores of texts by the embedded engine, as the server puts it together. */
export async function openEngine(
  dtype: "q8" | "fp32" = "q8",
): Promise<(texts: readonly string[]) => Promise<readonly Scores[]>> {
  const container = await createContainer(
    parseEnv({ EMBEDDED_MODEL: dtype, LOG_LEVEL: "silent", HF_MODE: "off", USE_NEWS_FEEDS: "false" }),
  );
  closers.push(() => container.close());
  await container.warm();
  const engine = container.sentiment.tiers
    .flatMap(({ engines }) => engines)
    .find(({ key }) => key === "barometer_sentiment");
  if (!engine) throw new Error("There is no embedded engine.");
  const { signal } = new AbortController();
  return async (texts) => {
    const readings = await engine.read({ texts, category: "crypto", explain: false, useCache: false, signal });
    if (!readings.ok) throw new Error(readings.error.detail);
    return readings.value.map(({ scores }) => scores);
  };
}

/** Share of texts that have the same label in both. */
export const shareAlike = (one: readonly Scores[], other: readonly Scores[]): number =>
  one.filter((scores, index) => decideLabel(scores) === decideLabel(other[index] ?? scores)).length / one.length;

/** Mean difference of the probabilities, over texts and classes. */
export const meanDifference = (one: readonly Scores[], other: readonly Scores[]): number =>
  one.reduce((sum, scores, index) => {
    const far = other[index] ?? scores;
    const apart =
      Math.abs(scores.bullish - far.bullish) +
      Math.abs(scores.neutral - far.neutral) +
      Math.abs(scores.bearish - far.bearish);
    return sum + apart / 3;
  }, 0) / one.length;

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
