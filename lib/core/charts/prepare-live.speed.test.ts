import { expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { allLive } from "../../../tests/charts/all-live";
import { NOW, quiet, seriesOf, tier } from "../../../tests/charts/series";
import { prepareFrame } from "./prepare-frame";

it("charts are prepared fast: 360 slots in less than 5 ms", async () => {
  const rows = Object.fromEntries(
    Array.from({ length: 360 }, (_, ago) => [
      ago,
      {
        ...quiet(0, 7_200),
        at: new Date(Math.floor(NOW / 7_200_000) * 7_200_000 - ago * 7_200_000).toISOString(),
        calls: ago,
        errors: { unavailable: ago % 3, rate_limited: ago % 2, internal: 1, not_found: 1 },
        tiers: [tier("hf_inference_api", ago, 500), tier("embedded_model", 3, 2), tier("lexical", 1, 0.4)],
        cache: { fresh: 3, stale: 1, missed: ago },
      },
    ]),
  );
  const series = seriesOf("30d", rows);
  const all = (): void => {
    const frame = prepareFrame(series);
    for (const prepare of allLive) prepare(frame);
  };
  const best = await bestTimeOf(all, 5, cpuMs);
  console.log(`eight charts of 360 slots are prepared in ${best.toFixed(2)} ms`);
  expect(best).toBeLessThan(5);
});
