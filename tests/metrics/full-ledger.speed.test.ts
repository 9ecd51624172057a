import { expect, it } from "vitest";
import { errorCodes } from "../../lib/contracts/errors";
import { failureCodes } from "../../lib/contracts/failures";
import { functions } from "../../lib/contracts/functions";
import { engines } from "../../lib/contracts/verdict";
import { bestTimeOf } from "../../scripts/lib/best-time-of";
import { parseExposition } from "../../scripts/lib/parse-exposition";
import { eager, open, scrape } from "./open-metrics";

it("metrics of a full ledger are there in a moment", async () => {
  const own = eager(await open());
  const models = own.overview.models.remote.specs.map(({ key }) => key);
  for (const { name } of [...functions, { name: "other" as const }]) {
    for (const [index, code] of (["ok", ...errorCodes] as const).entries())
      for (let ms = 0.06; ms < 100_000; ms *= 1.5) own.recorder.called(name, code, ms * (1 + index / 40));
  }
  for (const code of failureCodes) {
    for (const engine of engines) {
      own.recorder.asked(engine, code, 1);
      const degraded = { tier: engine, model: null, code, detail: "", retry_after_s: null };
      own.recorder.spoke("single", engine, [degraded]);
    }
    for (const model of models) own.recorder.attempted({ model, attempt: 1, outcome: code, ms: 1 });
  }
  for (let ms = 0.06; ms < 100_000; ms *= 1.04) {
    for (const engine of engines) own.recorder.asked(engine, "ok", ms);
    for (const model of models) own.recorder.attempted({ model, attempt: 0, outcome: "answered", ms });
  }
  let text = "";
  const took = await bestTimeOf(async () => {
    text = (await scrape(own)).text;
  }, 30);
  const series = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;
  console.log(
    `metrics of a full ledger: ${series} series, ${(text.length / 1024).toFixed(0)} kB, ${took.toFixed(1)} ms`,
  );
  parseExposition(text);
  expect(took).toBeLessThan(30);
  expect(series).toBeLessThan(5_000);
  await own.close();
});
