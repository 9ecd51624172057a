import { readdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createNewsDataset } from "../../lib/adapters/hf-datasets/create-news-dataset";
import { createNewsDatasets } from "../../lib/adapters/hf-datasets/create-news-datasets";
import type { HubMarket } from "../../lib/adapters/hf-datasets/open-hub-market";
import type { FoundItem } from "../../lib/core/news/news-item";
import type { NewsSource } from "../../lib/core/news/news-source";
import { marketKit } from "./kit";

const kit = marketKit();
const DLT = "dataset-dlt-sentiment-news";
const HEADLINES = "dataset-crypto-news-headlines";
const KWAAI = "dataset-kwaai-crypto-news";
const ALL = [DLT, HEADLINES, KWAAI, "dataset-jacopoteneggi-crypto-news"];

const sourcesOf = (hub: HubMarket, wanted: readonly string[] = ALL, off: string | null = null) => {
  const warned: unknown[] = [];
  const sources = createNewsDatasets(hub, { wanted, off, warn: (_, { name }) => warned.push(name) });
  const source = (key: string): NewsSource => {
    const found = sources.find((one) => one.key === key);
    if (found === undefined) throw new Error(`no ${key}`);
    return found;
  };
  return { sources, source, warned };
};
const ask = (source: NewsSource, state: string | null = null) =>
  source.ask({ state, signal: new AbortController().signal });

async function take(source: NewsSource, state: string | null = null) {
  const asked = await ask(source, state);
  if (!asked.ok) throw new Error(`${asked.error.code}: ${asked.error.detail}`);
  if (asked.value === null) return null;
  const items: FoundItem[] = [];
  const sizes: number[] = [];
  for await (const portion of asked.value.portions) {
    items.push(...portion);
    sizes.push(portion.length);
  }
  return { items, sizes, state: asked.value.state(), unusable: asked.value.unusable() };
}

describe("datasets of news", () => {
  test("Parquet is read, without its labels; asked again, nothing is new", async () => {
    const double = await kit.double();
    const { source } = sourcesOf(kit.open(double));
    const dlt = source(DLT);
    expect(dlt.look()).toMatchObject({ state: "not_asked_yet", checkedAt: null });
    const first = await take(dlt);
    expect(first?.items).toHaveLength(240);
    expect(first?.unusable).toBe(0);
    expect(first?.items[1]).toEqual({
      guid: null,
      title: expect.stringMatching(/ tumbles after exchange outage, traders fear more losses$/),
      lead: "",
      url: "https://news.example/1",
      outlet: "news.example",
      published: { at: Date.UTC(2024, 0, 2, 13), precision: "second" },
    });
    expect(dlt.look()).toMatchObject({ state: "ready", detail: "1 file", failure: null });
    expect(first?.state.length).toBeLessThan(300);
    const sent = double.requests().length;
    expect(await take(dlt, first?.state)).toBeNull();
    expect(double.requests().length - sent).toBeLessThanOrEqual(3);
    // Another process, with nothing but the state.
    expect(
      await take(sourcesOf(kit.open(double, { dataDir: `${kit.dir()}/other` })).source(DLT), first?.state),
    ).toBeNull();
  });

  test("CSV is found by the list of files, and read in portions", async () => {
    const double = await kit.double();
    const { source } = sourcesOf(kit.open(double));
    const taken = await take(source(HEADLINES));
    expect(taken?.items).toHaveLength(1_560);
    expect(Math.max(...(taken?.sizes ?? []))).toBeLessThanOrEqual(1_000);
    expect(taken?.items[60]).toMatchObject({
      guid: null,
      title: 'A coin, called "number 0", stands still',
      url: "https://news.example/1500/0",
      published: { at: Date.UTC(2023, 0, 1), precision: "day" },
    });
    expect(await take(source(HEADLINES), taken?.state)).toBeNull();
    expect((await take(source(HEADLINES), "nonsense"))?.items).toHaveLength(1_560);
  });

  test.each([undefined, "hf_user"])("those that do not exist say so, with the key %s", async (token) => {
    const double = await kit.double();
    const { source } = sourcesOf(kit.open(double, { token }));
    for (const key of ALL.slice(2)) {
      expect(await ask(source(key))).toMatchObject({ ok: false, error: { code: "not_served" } });
      expect(source(key).look()).toMatchObject({
        state: "failed",
        detail: "there is no such dataset on the Hub, or one must log in to see it (HF_TOKEN)",
        lastOkAt: null,
        failure: { code: "not_served" },
      });
    }
    // They leave the others alone.
    expect((await take(source(DLT)))?.items).toHaveLength(240);
  });

  test("only those that are named are asked; the others say how to turn them on", async () => {
    const double = await kit.double();
    const hub = kit.open(double);
    const { sources, source, warned } = sourcesOf(hub, ["exponentialscience/dlt-sentiment-news", "dataset-of-nobody"]);
    expect(sources.map(({ key }) => key)).toEqual(ALL);
    expect(warned).toEqual(["dataset-of-nobody"]);
    expect(source(DLT).look().state).toBe("not_asked_yet");
    expect(source(HEADLINES).look()).toMatchObject({
      state: "off",
      detail: "name dataset-crypto-news-headlines in NEWS_DATASETS to bring it in",
    });
    expect(source(KWAAI).look().detail).toContain("the Hub had no such dataset when this was written");
    expect(await ask(source(KWAAI))).toEqual({ ok: true, value: null });
    const off = sourcesOf(hub, ALL, "HF_MODE is off: the Hub is not asked");
    for (const one of off.sources) {
      expect(await ask(one)).toEqual({ ok: true, value: null });
      expect(one.look()).toMatchObject({ state: "off", detail: "HF_MODE is off: the Hub is not asked" });
    }
    expect(double.requests()).toEqual([]);
  });

  test.each<readonly [string, Parameters<Awaited<ReturnType<typeof kit.double>>["setFault"]>[0], string]>([
    ["404 for the list", { kind: "status", status: 404, path: "/api/datasets/**" }, "not_served"],
    ["401 for the list", { kind: "status", status: 401, path: "/api/datasets/**" }, "not_served"],
    ["503 for the list", { kind: "status", status: 503, path: "/api/datasets/**" }, "upstream_failed"],
    ["429 for the list", { kind: "rate-limited", path: "/api/datasets/**", retryAfterS: 90 }, "rate_limited"],
    ["503 for the file", { kind: "status", status: 503, path: "/datasets/**" }, "upstream_failed"],
    ["a file that is cut", { kind: "cut", service: "cdn" }, "unreachable"],
    ["a page in place of the list", { kind: "body", form: "html", path: "/api/datasets/**" }, "bad_answer"],
  ])("%s is told, and passes", async (_, fault, code) => {
    const double = await kit.double();
    const { source } = sourcesOf(kit.open(double));
    const dlt = source(DLT);
    const taken = await take(dlt);
    double.setFault(fault);
    const hub = kit.open(double, { dataDir: join(kit.dir(), "other") });
    const anew = sourcesOf(hub).source(DLT);
    const asked = await ask(anew);
    expect(asked.ok ? "ok" : asked.error.code).toBe(code);
    expect(anew.look()).toMatchObject({ state: "failed", failure: { code }, lastOkAt: null });
    double.reset();
    kit.clock.pass(700_000);
    expect((await take(anew))?.items).toEqual(taken?.items);
    expect(anew.look()).toMatchObject({ state: "ready", failure: null });
  });

  test("what was kept and is broken now throws, and comes anew", async () => {
    const double = await kit.double();
    const hub = kit.open(double);
    const dlt = sourcesOf(hub).source(DLT);
    await take(dlt);
    const kept = join(kit.dir(), "market");
    const raw = (await readdir(kept)).filter((name) => name.endsWith(".raw"));
    expect(raw).toHaveLength(1);
    await truncate(join(kept, raw[0] ?? ""), 5_000);
    await expect(take(dlt)).rejects.toThrow("it is no whole Parquet file");
    expect(dlt.look()).toMatchObject({ state: "failed", failure: { code: "bad_files" } });
    expect((await take(dlt))?.items).toHaveLength(240);
    await writeFile(
      join(kept, (await readdir(kept)).find((name) => name.endsWith(".raw")) ?? ""),
      "PAR1 and more PAR1",
    );
    await expect(take(dlt)).rejects.toThrow();
  });

  test("whoever leaves is heard", async () => {
    const double = await kit.double();
    const { source } = sourcesOf(kit.open(double));
    const leaving = new AbortController();
    const asked = await source(DLT).ask({ state: null, signal: leaving.signal });
    if (!asked.ok || asked.value === null) throw new Error("nothing came");
    leaving.abort();
    const { portions } = asked.value;
    await expect(
      (async () => {
        for await (const portion of portions) expect(portion).toEqual([]);
      })(),
    ).rejects.toThrow();
    expect(source(DLT).look().state).toBe("ready");
    expect(await source(DLT).ask({ state: null, signal: leaving.signal })).toMatchObject({
      ok: false,
      error: { code: "cancelled" },
    });
  });

  test("a dataset of something else, without tables or behind a gate says what it is", async () => {
    const double = await kit.double();
    const hub = kit.open(double);
    const of = (dataset: string) =>
      createNewsDataset(hub, { key: "dataset-x", name: "x", dataset, licence: null, layout: "x", note: null });
    const prices = of("WinkingFace/CryptoLM-Bitcoin-BTC-USDT");
    const taken = await take(prices);
    expect(taken).toMatchObject({ items: [], unusable: 3_000 });
    expect(prices.look()).toMatchObject({
      state: "failed",
      detail: "none of its rows (3000) has a title or a text",
    });
    expect(await ask(of("sebdg/crypto_data"))).toMatchObject({
      ok: false,
      error: { code: "bad_files", detail: "it holds no file of rows that can be read" },
    });
    expect(await ask(of("double/gated-news"))).toMatchObject({ ok: false, error: { code: "gated" } });
  });
});
