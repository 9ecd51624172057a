import { expect, it } from "vitest";
import { copyModel, rewrite } from "../fakes/model-folder";
import { doubleForTests } from "../hf-double/test-kit";
import { startApp, tempDir } from "./kit";
import { headline, paced, percentile, times, within } from "./load";

const double = doubleForTests();

it("stimulus 2: the API is down, the models of this machine cannot be loaded: the lexical reader answers all, at once", async () => {
  const dir = tempDir();
  // Neither of the two is what was published.
  const broken = copyModel(dir);
  rewrite(broken, "onnx/model_quantized.onnx", (bytes) => bytes.subarray(0, 1_000));
  const app = await startApp(double(), { env: { EMBEDDED_MODEL: "q8", MODELS_DIR: dir, LOCAL_MODELS: broken } });
  double().setFault({ kind: "reset", service: "router" });
  await app.container.warm();
  const all = await paced(300, 50, (index) => app.analyse({ text: headline(index) }));
  const later = all.slice(100).map(({ ms }) => ms);
  const sure = Math.max(...all.map(({ verdict }) => verdict.confidence));
  console.log(
    `stimulus 2: ${all.length} texts by the lexical reader, once all is known ${times(later)}; confidence at most ${sure}`,
  );
  for (const { status, verdict } of all) {
    expect(status).toBe(200);
    expect(verdict.engine).toBe("lexical");
    expect(verdict.confidence).toBeLessThanOrEqual(0.75);
    const tiers = new Set(verdict.degraded.map(({ tier }) => tier));
    expect([...tiers]).toEqual(["hf_inference_api", "local_model", "embedded_model"]);
  }
  expect(percentile(later, 0.99)).toBeLessThan(within(150));
  expect((await app.health()).status).toBe("degraded");
});
