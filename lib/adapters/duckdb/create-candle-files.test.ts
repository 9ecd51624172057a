import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCandleFiles } from "./create-candle-files";

const real = join(process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../../shared/data"), "candles");
const files = createCandleFiles();
const signal = new AbortController().signal;
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "candle-files-"));
});
afterAll(async () => {
  files.close();
  await rm(folder, { recursive: true });
});

const found = existsSync(real)
  ? readdirSync(real, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".csv"))
  : [];
test.skipIf(found.length === 0)(
  "real files are read",
  async () => {
    for (const name of found.sort()) {
      const to = join(folder, "clean.parquet");
      const t0 = performance.now();
      const imported = await files.import({
        from: join(real, name),
        to,
        timeframe: null,
        fetchedAt: Date.UTC(2026, 0, 10),
        signal,
      });
      console.log(
        name,
        Math.round(performance.now() - t0),
        imported.ok
          ? `${imported.value.candles} ${imported.value.partialFrom && new Date(imported.value.partialFrom).toISOString()} of ${new Date(imported.value.last).toISOString()} ${JSON.stringify(imported.value.examples)}`
          : JSON.stringify(imported),
      );
      if (!imported.ok) continue;
      const read = await files.read({
        path: to,
        fileTimeframe: imported.value.timeframe,
        timeframe: imported.value.timeframe,
        signal,
      });
      expect(read.ok && read.value.time.length).toBe(imported.value.candles);
    }
  },
  60000,
);
