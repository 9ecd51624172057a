import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { TINY_MODEL } from "./repos/model-repos";
import { asUser, doubleForTests, readJson } from "./test-kit";

const double = doubleForTests();
const hub = () => double().origins.hub;
const CONFIG = "/ProsusAI/finbert/resolve/main/config.json";
const PARQUET = "/datasets/linxy/CryptoCoin/resolve/main/BTCUSDT/BTCUSDT_1h.parquet";
const look = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(hub() + path, { headers, method, redirect: "manual" });

describe("small files", () => {
  it("are redirected inside the hub, by a relative address", async () => {
    const response = await look(CONFIG);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toMatch(
      /^\/api\/resolve-cache\/models\/ProsusAI\/finbert\/[0-9a-f]{40}\/config\.json\?.*etag=%22[0-9a-f]{40}%22$/,
    );
    for (const [name, value] of [
      ["x-powered-by", "huggingface-moon"],
      ["x-repo-commit", expect.stringMatching(/^[0-9a-f]{40}$/)],
      ["x-hf-warning", expect.stringMatching(/^unauthenticated;/)],
      ["x-request-id", expect.stringMatching(/^Root=1-/)],
      ["accept-ranges", "bytes"],
      ["access-control-expose-headers", expect.stringContaining("X-Linked-ETag")],
    ] as const)
      expect(response.headers.get(name)).toEqual(value);
    expect((await look(CONFIG, asUser)).headers.has("x-hf-warning")).toBe(false);
  });

  it("arrive with git's hash as their tag, in the model's own label order", async () => {
    const response = await fetch(hub() + CONFIG);
    const text = await response.text();
    const git = createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex");
    expect(response.headers.get("etag")).toBe(`"${git}"`);
    expect(JSON.parse(text).id2label).toEqual({ 0: "positive", 1: "negative", 2: "neutral" });
    const bare = await readJson<object>(fetch(`${hub()}/kk08/CryptoBERT/resolve/main/config.json`));
    expect(bare).not.toHaveProperty("id2label");
  });

  it("answer 304 to who has them, and 206 or 416 to ranges", async () => {
    const whole = await fetch(hub() + CONFIG);
    const text = await whole.text();
    const etag = whole.headers.get("etag") ?? "";
    const again = await fetch(hub() + CONFIG, { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe("");
    for (const [range, part] of [
      ["bytes=0-0", text.slice(0, 1)],
      ["bytes=5-9", text.slice(5, 10)],
      ["bytes=10-", text.slice(10)],
      ["bytes=-4", text.slice(-4)],
    ] as const) {
      const response = await fetch(hub() + CONFIG, { headers: { range } });
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toMatch(new RegExp(`^bytes \\d+-\\d+/${text.length}$`));
      expect(await response.text()).toBe(part);
    }
    const beyond = await fetch(hub() + CONFIG, { headers: { range: "bytes=99999-" } });
    expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${text.length}`]);
    for (const range of ["bytes=9-5", "lines=1-2", "bytes=0-1,4-5", "bytes=-"])
      expect((await fetch(hub() + CONFIG, { headers: { range } })).status).toBe(200);
  });
});

describe("large files", () => {
  it("are redirected to another origin, with what the client needs to know on the redirect", async () => {
    const response = await look(PARQUET, {}, "HEAD");
    expect(response.status).toBe(302);
    expect(new URL(response.headers.get("location") ?? "").origin).toBe(double().origins.cdn);
    expect(response.headers.get("x-linked-etag")).toMatch(/^"[0-9a-f]{64}"$/);
    expect(response.headers.get("link")).toContain('rel="xet-auth"');
    const bytes = Buffer.from(await (await fetch(hub() + PARQUET)).arrayBuffer());
    expect(response.headers.get("x-linked-size")).toBe(String(bytes.length));
    expect(response.headers.get("x-linked-etag")).toBe(`"${createHash("sha256").update(bytes).digest("hex")}"`);
  });

  it("never see the token there", async () => {
    await fetch(hub() + PARQUET, { headers: asUser });
    const [first, second] = double().requests();
    expect([first?.service, second?.service]).toEqual(["hub", "cdn"]);
    expect(first?.headers.authorization).toBe("Bearer ***");
    expect(second?.headers.authorization).toBeUndefined();
  });

  it("can be read from their end, and asked for their length", async () => {
    const head = await fetch(hub() + PARQUET, { method: "HEAD" });
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(10_000);
    const tail = await fetch(hub() + PARQUET, { headers: { range: "bytes=-4" } });
    expect(tail.status).toBe(206);
    expect(await tail.text()).toBe("PAR1");
    const etag = head.headers.get("etag") ?? "";
    expect((await fetch(hub() + PARQUET, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("have their true size without being there", async () => {
    const weights = "/ProsusAI/finbert/resolve/main/pytorch_model.bin";
    expect((await fetch(hub() + weights, { method: "HEAD" })).headers.get("content-length")).toBe("438000000");
    const range = "bytes=437999990-";
    expect((await (await fetch(hub() + weights, { headers: { range } })).arrayBuffer()).byteLength).toBe(10);
  });

  it("refuse a forged or expired signature", async () => {
    const location = (await look(PARQUET)).headers.get("location") ?? "";
    for (const forged of [
      location.replace(/Signature=./, "Signature=!"),
      location.replace(/Expires=\d+/, "Expires=1"),
    ]) {
      const response = await fetch(forged);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("AccessDenied");
    }
  });

  it("are pointers in git itself", async () => {
    const pointer = await (await look(PARQUET.replace("/resolve/", "/raw/"))).text();
    expect(pointer).toMatch(/^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:[0-9a-f]{64}\nsize \d+\n$/);
    expect(await (await look(CONFIG.replace("/resolve/", "/raw/"))).text()).toContain("positive");
  });
});

describe("what is not to be had", () => {
  it.for([
    ["/ProsusAI/finbert/resolve/main/none.json", 404, "EntryNotFound", "Entry not found"],
    ["/ProsusAI/finbert/resolve/nowhere/config.json", 404, "RevisionNotFound", "Invalid rev id: nowhere"],
    ["/OpenC/crypto-gpt-o3-mini/resolve/main/model.safetensors", 404, "EntryNotFound", "Entry not found"],
    ["/ProsusAI/finbert/resolve/main/..%2f..%2fetc%2fpasswd", 404, "EntryNotFound", "Entry not found"],
    ["/ProsusAI/finbert/resolve/__proto__/config.json", 404, "RevisionNotFound", "Invalid rev id: __proto__"],
  ] as const)("%s is %i %s", async ([path, status, code, words]) => {
    const response = await look(path);
    expect(response.status).toBe(status);
    expect(response.headers.get("x-error-code")).toBe(code);
    expect(await response.text()).toBe(words);
  });

  it.for(["/mistralai/Ministral-8B-Instruct-2410", "/datasets/double/gated-news"])(
    "%s is gated: 401 without a token, 403 with one, open to who was let in",
    async (repo) => {
      const path = `${repo}/resolve/main/README.md`;
      const anonymous = await look(path);
      expect([anonymous.status, anonymous.headers.get("x-error-code")]).toEqual([401, "GatedRepo"]);
      const user = await look(path, asUser);
      expect(user.status).toBe(403);
      expect(user.headers.get("x-error-message")).toContain("not in the authorized list");
      expect((await look(path, { authorization: "Bearer hf_granted" })).status).toBe(307);
    },
  );

  it("follows old ids, encoded revisions, and refuses to write", async () => {
    const old = await look("/gpt2/resolve/main/config.json");
    expect(old.headers.get("location")).toBe("/openai-community/gpt2/resolve/main/config.json");
    const news =
      "/datasets/ExponentialScience/DLT-Sentiment-News/resolve/refs%2Fconvert%2Fparquet/default/train/0000.parquet";
    expect((await look(news)).status).toBe(302);
    expect((await look(CONFIG, {}, "PUT")).status).toBe(405);
    const download = await fetch(`${hub()}${CONFIG}?download=true`);
    expect(download.headers.get("content-disposition")).toBe("attachment");
  });
});

it("holds one tiny model in the layout that runtimes load", async () => {
  const file = (path: string) => fetch(`${hub()}/${TINY_MODEL}/resolve/main/${path}`);
  const tokenizer = await readJson<{ model: { vocab: Record<string, number> } }>(file("tokenizer.json"));
  const config = await readJson<{ vocab_size: number }>(file("config.json"));
  expect(Object.keys(tokenizer.model.vocab)).toHaveLength(config.vocab_size);
  const graph = Buffer.from(await (await file("onnx/model_quantized.onnx")).arrayBuffer());
  expect(graph.length).toBeLessThan(2_000);
  for (const name of ["input_ids", "attention_mask", "logits", "Gather"]) expect(graph.includes(name)).toBe(true);
});
