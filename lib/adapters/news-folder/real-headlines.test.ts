import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import type { FoundItem } from "../../core/news/news-item";
import { createNewsFolder } from "./create-news-folder";

const shared = process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../../shared/data");
const real = join(shared, "news", "headlines.jsonl");

describe.skipIf(!existsSync(real))("real headlines (skipped where they are absent)", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "news-real-"));
    await copyFile(real, join(dir, "headlines.jsonl"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const take = async () => {
    const source = createNewsFolder({ dir, clock: { now: () => 0, wall: () => 1_700_000_000_000 }, warn: () => {} });
    const asked = await source.ask({ state: null, signal: new AbortController().signal });
    if (!asked.ok || asked.value === null) throw new Error("nothing to read");
    const items: FoundItem[] = [];
    for await (const portion of asked.value.portions) items.push(...portion);
    return { items, unusable: asked.value.unusable(), state: asked.value.state() };
  };

  test("all come through, with times as exact as they are told and links that can be followed", async () => {
    const { items, unusable, state } = await take();
    const count = (of: (item: FoundItem) => string) => {
      const counts: Record<string, number> = {};
      for (const item of items) counts[of(item)] = (counts[of(item)] ?? 0) + 1;
      return counts;
    };
    const precision = count(({ published }) => published?.precision ?? "none");
    const links = count(({ url }) => (url === null ? "none" : new URL(url).protocol));
    console.log({
      items: items.length,
      unusable,
      precision,
      links,
      outlets: Object.keys(count(({ outlet }) => outlet)).length,
    });
    expect(items.length + unusable).toBe(26_841);
    expect(unusable).toBe(0);
    expect(precision.year).toBe(11_129);
    expect(precision.minute).toBe(382);
    expect(precision.none ?? 0).toBe(0);
    expect((precision.second ?? 0) + (precision.day ?? 0)).toBe(26_841 - 11_129 - 382);
    expect(links).toEqual({ none: items.length - (links["https:"] ?? 0), "https:": links["https:"] });
    expect(links["https:"]).toBeGreaterThan(430);
    for (const { title, url, published } of items) {
      expect(title).not.toBe("");
      if (url !== null) expect(url).toMatch(/^https:\/\/[^/]+\.[a-z]+\//);
      const year = new Date(published?.at ?? 0).getUTCFullYear();
      expect(year >= 2018 && year <= 2026).toBe(true);
    }
    expect(state.length).toBeLessThan(200);
  });

  test("in less than five seconds, and the loop stays free", async () => {
    let longest = 0;
    const tookMs = await bestOf(async () => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const before = performance.now();
      await take();
      const ms = performance.now() - before;
      delay.disable();
      longest = delay.max / 1e6;
      return ms;
    }, 5_000);
    console.log(`26,841 headlines: ${tookMs.toFixed(0)} ms; the loop was held ${longest.toFixed(0)} ms at the most`);
    expect(tookMs).toBeLessThan(5_000);
  });
});
