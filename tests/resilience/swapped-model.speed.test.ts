import { truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bestOf } from "../../scripts/lib/best-of";
import { copyModel, rehash, rewrite } from "../fakes/model-folder";
import { startApp, tempDir } from "./kit";

const weights = "onnx/model_quantized.onnx";
const swapLabels = (bytes: Buffer): string => {
  const config = JSON.parse(bytes.toString("utf8"));
  return JSON.stringify({ ...config, id2label: { 0: "bullish", 1: "neutral", 2: "bearish" } });
};

const tamperings: readonly (readonly [what: string, code: string, tamper: (folder: string) => void])[] = [
  [
    "one byte of the weights changed",
    "bad_files",
    (folder) =>
      rewrite(folder, weights, (bytes) => {
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        return bytes;
      }),
  ],
  [
    "a pointer where the weights were",
    "bad_files",
    (folder) =>
      rewrite(folder, weights, () => "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 2905045\n"),
  ],
  ["weights cut short", "bad_files", (folder) => truncateSync(join(folder, weights), 1_000_000)],
  ["the order of the labels changed", "bad_files", (folder) => rewrite(folder, "config.json", swapLabels)],
  [
    "the order of the labels changed, and the list of hashes with it",
    "golden_failed",
    (folder) => {
      rewrite(folder, "config.json", swapLabels);
      rehash(folder);
    },
  ],
  [
    "weights that are none, and the list of hashes with them",
    "internal",
    (folder) => {
      rewrite(folder, weights, () => Buffer.alloc(2_905_045, 7));
      rehash(folder);
    },
  ],
  ["a tokenizer of something else", "bad_files", (folder) => rewrite(folder, "tokenizer.json", () => "{}")],
  ["no list of hashes", "bad_files", (folder) => rewrite(folder, "hashes.json", () => "<html>")],
];

describe("stimulus 36: what was swapped is refused", () => {
  it.each(tamperings)("%s: %s, and the next tier serves", async (_, code, tamper) => {
    const dir = tempDir();
    tamper(copyModel(dir));
    const app = await startApp(null, { env: { MODELS_DIR: dir } });
    await app.container.warm();
    const first = await app.analyse({ text: "Bitcoin soars to a record high" });
    expect(first.verdict).toMatchObject({ engine: "lexical", label: "bullish" });
    expect(first.verdict.degraded).toMatchObject([{ tier: "embedded_model", model: "barometer_sentiment", code }]);
    // Refused once, it is not loaded again for each text.
    let texts = 0;
    const ms = await bestOf(async () => {
      texts += 1;
      const next = await app.analyse({ text: `Exchange ${texts} collapses` });
      expect(next.verdict.degraded[0]?.code).toBe(code);
      return next.ms;
    }, 100);
    expect(ms).toBeLessThan(100);
    const { status, checks } = await app.health();
    expect(status).toBe("degraded");
    expect(checks.find(({ name }) => name === "barometer_sentiment")?.status).toBe("fail");
  });

  it("the folder is gone: the lexical reader serves", async () => {
    const app = await startApp(null, { env: { MODELS_DIR: tempDir() } });
    const { verdict } = await app.analyse({ text: "Bitcoin soars to a record high" });
    expect(verdict).toMatchObject({ engine: "lexical", degraded: [{ tier: "embedded_model", code: "bad_files" }] });
    expect(JSON.stringify(verdict)).not.toContain("/tmp");
  });

  it("untouched, it is believed", async () => {
    const dir = tempDir();
    copyModel(dir);
    const app = await startApp(null, { env: { MODELS_DIR: dir } });
    await app.container.warm();
    const { verdict } = await app.analyse({ text: "Bitcoin soars to a record high" });
    expect(verdict).toMatchObject({ engine: "embedded_model", label: "bullish", degraded: [], calibrated: true });
    expect((await app.health()).status).toBe("healthy");
  });
});
