import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { models } from "../../lib/contracts/functions/models";
import { parseEnv } from "../../lib/server/env";
import { copyModel, copyStranger, rewrite } from "../fakes/model-folder";
import { startApp, tempDir } from "../resilience/kit";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A Hub that holds one model, as owner/name, at one revision. */
async function startHub(
  folder: string,
  slowly?: (step: () => void) => void,
): Promise<{ origin: string; asked: string[]; close: () => void }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const [, revision = "", file = ""] = /^\/owner\/mood\/resolve\/([^/]+)\/([^?]+)/.exec(request.url ?? "") ?? [];
    // A look at how large a file is.
    const peeks = request.headers.range === "bytes=0-0";
    if (!peeks) asked.push(`${revision}:${file}`);
    try {
      // The library looks at main to see which files there are, whatever the revision.
      if (revision !== "v2" && file !== "tokenizer_config.json") throw new Error("There is no such revision.");
      const bytes = readFileSync(join(folder, decodeURIComponent(file)));
      if (peeks) response.writeHead(206, { "content-range": `bytes 0-0/${bytes.length}` });
      else response.setHeader("content-length", bytes.length);
      if (peeks || request.method === "HEAD") response.end(peeks ? bytes.subarray(0, 1) : undefined);
      else if (slowly && file.endsWith(".onnx")) {
        const half = Math.floor(bytes.length / 2);
        response.write(bytes.subarray(0, half));
        slowly(() => response.end(bytes.subarray(half)));
      } else response.end(bytes);
    } catch {
      response.writeHead(404).end("Entry not found");
    }
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked, close: () => server.close().closeAllConnections() };
}

const text = "Bitcoin soars to a record high";

describe("LOCAL_MODELS", () => {
  it("a folder: asked before the embedded model, not calibrated, explained by leaving words out", async () => {
    const folder = copyModel(tempDir());
    const app = await startApp(null, { env: { LOCAL_MODELS: folder } });
    await app.container.warm();
    const { verdict } = await app.analyse({ text });
    expect(verdict).toMatchObject({
      engine: "local_model",
      model: "local_barometer_sentiment_v1",
      label: "bullish",
      calibrated: false,
      degraded: [],
    });
    expect(verdict.reasons.map(({ text: span }) => span)).toContain("soars");
    // Paths of this machine are nobody's business.
    expect(JSON.stringify(verdict)).not.toContain(folder);
    const models = await (await app.send("/api/ai/models/available")).text();
    expect(models).toContain("local_barometer_sentiment_v1");
    expect(models).not.toContain(folder);
  });

  it("a folder below MODELS_DIR, by its name, and two of them together", async () => {
    const dir = tempDir();
    copyModel(dir);
    const app = await startApp(null, {
      env: { MODELS_DIR: dir, LOCAL_MODELS: "barometer-sentiment-v1", EMBEDDED_MODEL: "fp32" },
    });
    await app.container.warm();
    const { verdict } = await app.analyse({
      text,
      models: ["local_barometer_sentiment_v1", "barometer_sentiment"],
      use_ensemble: true,
    });
    expect(verdict).toMatchObject({ engine: "local_ensemble", label: "bullish" });
    expect(verdict.models.map(({ dtype }) => dtype).sort()).toEqual(["fp32", "q8"]);
  });

  it("a model of the Hub, at a revision: fetched once, then read from here", async () => {
    const hub = await startHub(copyModel(tempDir()));
    const env = { LOCAL_MODELS: "owner/mood@v2", HF_HUB_ORIGIN: hub.origin, DATA_DIR: tempDir() };
    const app = await startApp(null, { env });
    await app.container.warm();
    await expect
      .poll(async () => (await app.analyse({ text })).verdict.model, { timeout: 10_000 })
      .toBe("local_owner_mood");
    expect(hub.asked).toContain("v2:onnx/model_quantized.onnx");
    hub.close();
    expect(hub.asked.filter((file) => file.includes("onnx"))).toHaveLength(1);
    const later = await startApp(null, { env });
    await later.container.warm();
    await expect
      .poll(async () => (await later.analyse({ text })).verdict.model, { timeout: 10_000 })
      .toBe("local_owner_mood");
  });

  it("while it is fetched it says how much of it is here, then that it is ready", async () => {
    let goOn = (): void => {};
    const hub = await startHub(copyModel(tempDir()), (step) => {
      goOn = step;
    });
    const app = await startApp(null, { env: { LOCAL_MODELS: "owner/mood@v2", HF_HUB_ORIGIN: hub.origin } });
    const look = async () => {
      const { models: all } = models.output.parse(await (await app.send("/api/ai/models/available")).json());
      const { state, detail, loaded } = all.find(({ key }) => key === "local_owner_mood") ?? {};
      return { state, detail, loaded };
    };
    expect(await look()).toMatchObject({ state: "not_asked_yet", loaded: null });
    const warm = app.container.warm();
    await expect.poll(async () => (await look()).loaded, { timeout: 20_000 }).toBeGreaterThan(0.4);
    const half = await look();
    expect(half.state).toBe("warming");
    expect(half.loaded).toBeLessThan(0.6);
    expect(half.detail).toMatch(/^fetching, [45]\d %$/);
    expect((await app.health()).checks.find(({ name }) => name === "local_owner_mood")?.detail).toBe(half.detail);
    goOn();
    await warm;
    expect(await look()).toMatchObject({ state: "ready", loaded: null });
  });

  it("a Hub that is not there: told, and the embedded model answers without a wait", async () => {
    const app = await startApp(null, { env: { LOCAL_MODELS: "owner/mood", HF_HUB_ORIGIN: "http://127.0.0.1:9" } });
    await app.container.warm();
    const { verdict, ms } = await app.analyse({ text });
    expect(verdict).toMatchObject({
      engine: "embedded_model",
      degraded: [
        { tier: "local_model", model: "local_owner_mood", code: "unreachable", retry_after_s: expect.any(Number) },
      ],
    });
    expect(ms).toBeLessThan(1_000);
    expect((await app.health()).status).toBe("degraded");
  });

  it.each([
    ["labels that mean nothing", { 0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2" }, "bad_files"],
    ["labels that are the wrong way round", { 0: "bullish", 1: "neutral", 2: "bearish" }, "golden_failed"],
  ])("%s: refused", async (_, id2label, code) => {
    const folder = copyStranger(tempDir());
    rewrite(folder, "config.json", (bytes) => JSON.stringify({ ...JSON.parse(bytes.toString("utf8")), id2label }));
    const app = await startApp(null, { env: { LOCAL_MODELS: folder } });
    await app.container.warm();
    const { verdict } = await app.analyse({ text });
    expect(verdict).toMatchObject({ engine: "embedded_model", degraded: [{ tier: "local_model", code }] });
  });

  it("weights that were never fetched: refused, and said", async () => {
    const folder = copyStranger(tempDir());
    rewrite(folder, "onnx/model_quantized.onnx", () => "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    const app = await startApp(null, { env: { LOCAL_MODELS: folder } });
    await app.container.warm();
    const { verdict } = await app.analyse({ text });
    expect(verdict.degraded[0]?.detail).toContain("pointer");
  });

  it("a folder with a list of hashes: what was swapped is refused", async () => {
    const folder = copyModel(tempDir());
    rewrite(folder, "onnx/model_quantized.onnx", (bytes) => {
      bytes[1_000_000] = (bytes[1_000_000] ?? 0) ^ 1;
      return bytes;
    });
    const app = await startApp(null, { env: { LOCAL_MODELS: folder } });
    await app.container.warm();
    expect((await app.analyse({ text })).verdict.degraded).toMatchObject([{ tier: "local_model", code: "bad_files" }]);
  });

  it("one that crashes while it is loaded stands in nobody's way", async () => {
    const bad = copyStranger(tempDir());
    rewrite(bad, "onnx/model_quantized.onnx", () => Buffer.alloc(1_000));
    const good = copyModel(join(tempDir()));
    const app = await startApp(null, { env: { LOCAL_MODELS: `${bad},${good}` } });
    await app.container.warm();
    for (let round = 0; round < 5; round += 1) {
      const { verdict, ms } = await app.analyse({ text });
      expect(verdict.model).toBe("local_barometer_sentiment_v1_2");
      expect(ms).toBeLessThan(1_000);
    }
    const { checks } = await app.health();
    expect(checks.find(({ name }) => name === "local_barometer_sentiment_v1")?.status).toBe("fail");
    expect(checks.find(({ name }) => name === "local_barometer_sentiment_v1_2")?.status).toBe("pass");
  });

  it.each([
    ["503, for a while", 503, "upstream_failed"],
    ["429", 429, "upstream_failed"],
    ["404", 404, "not_served"],
    ["403", 403, "gated"],
  ])("a Hub that says %s: told, and only what lasts is believed to last", async (_, status, code) => {
    const server = createServer((_request, response) => response.writeHead(status).end("no")).listen(0, "127.0.0.1");
    servers.push(server);
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const env = { LOCAL_MODELS: "owner/mood", HF_HUB_ORIGIN: `http://127.0.0.1:${port}` };
    const app = await startApp(null, { env });
    await app.container.warm();
    const [first] = (await app.analyse({ text })).verdict.degraded;
    expect(first).toMatchObject({ tier: "local_model", code });
    expect(first?.retry_after_s).toBeGreaterThan(code === "upstream_failed" ? 30 : 20_000);
    expect(first?.retry_after_s).toBeLessThanOrEqual(code === "upstream_failed" ? 60 : 21_600);
  });
});

describe("names of LOCAL_MODELS", () => {
  it.each(["a/../../x", "../x/y@v1@v2", "owner/..", "a/b/c", "owner/na me", "@v1"])("%j", (name) => {
    const settings = () => parseEnv({ LOCAL_MODELS: name });
    // A path may be any; all else is a name of the Hub or of a folder.
    if (name.startsWith(".")) expect(settings().LOCAL_MODELS).toEqual([{ name, revision: "main" }]);
    else expect(settings).toThrow("LOCAL_MODELS");
  });
});
