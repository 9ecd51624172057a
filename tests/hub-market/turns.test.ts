import { afterEach, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { pricesSchema } from "../../lib/contracts/functions/prices";
import { createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { scratchDir } from "../fakes/scratch-dir";
import { startDouble } from "../hf-double/start-double";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it("each dataset has its turn where those before it are gone", async () => {
  const double = await startDouble({ now: Date.now(), candleRows: 300 });
  ends.push(() => double.stop());
  const own = { DATA_DIR: scratchDir(), LOG_LEVEL: "silent", EMBEDDED_MODEL: "off" };
  const deps = await createContainer(
    parseEnv({ ...own, USE_HF_DATASETS: "true", HF_HUB_ORIGIN: double.origins.hub, RATE_LIMIT_PER_MINUTE: "1000" }),
  );
  ends.push(() => deps.close());
  const ask = async (query: string) => {
    const url = `http://localhost:7860/api/ai/data/prices/quick/${query}`;
    return pricesSchema.parse(await (await handle(new Request(url), functions, deps)).json());
  };
  double.setFault({ kind: "status", status: 404, path: "/datasets/linxy/**" });
  double.setFault({ kind: "status", status: 404, path: "/api/datasets/linxy/**" });
  expect((await ask("ETH?timeframe=1h")).provenance).toMatchObject({ source: "winkingface", aggregated_from: "5m" });
  const sol = await ask("SOL?timeframe=1d");
  expect(sol.provenance).toMatchObject({ source: "sebdg", sample: false, aggregated_from: null });
  expect(sol.degraded.map(({ source }) => source)).toContain("linxy");
});
