import { copyFileSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createNewsArchive } from "../../lib/adapters/duckdb/create-news-archive";
import type { NewsArchive } from "../../lib/core/news/news-archive";
import { scratchDir } from "../fakes/scratch-dir";
import { makeItems } from "./make-items";

const { signal } = new AbortController();
const clock = { now: () => performance.now(), wall: () => Date.now() };

it("a file with rubbish anywhere in it is read as far as it can be, or set aside: nothing breaks", {
  timeout: 120_000,
}, async () => {
  const folder = scratchDir();
  const whole = join(folder, "whole.duckdb");
  const open = (path: string): NewsArchive =>
    createNewsArchive({ path, maxItems: 1e6, clock, warn: () => {}, retryMs: 0 });
  const made = open(whole);
  expect((await made.append({ items: makeItems(0, 3_000), states: new Map([["a", "b"]]) })).ok).toBe(true);
  await made.close();
  const { size } = statSync(whole);
  const said: string[] = [];
  for (let part = 0; part < 10; part += 1) {
    const path = join(folder, `torn-${part}.duckdb`);
    copyFileSync(whole, path);
    const file = openSync(path, "r+");
    writeSync(file, Buffer.alloc(5_000, 0xa5), 0, 5_000, Math.floor((size * part) / 10));
    const archive = open(path);
    const asked = [
      await archive.counts(signal),
      await archive.list({ q: null, folded: false, limit: 200, after: null }, signal),
      await archive.list({ q: "exchange", folded: true, limit: 50, after: null }, signal),
      await archive.append({ items: makeItems(5_000, 10), states: new Map() }),
      await archive.counts(signal),
    ];
    await archive.close();
    const aside = readdirSync(folder).some((name) => name.startsWith(`torn-${part}.duckdb.damaged`));
    for (const outcome of asked) if (!outcome.ok) expect(outcome.error.code).toBe("unavailable");
    expect(asked.some(({ ok }) => ok)).toBe(true);
    said.push(`${aside ? "aside" : "kept"} ${asked.map(({ ok }) => (ok ? "+" : "-")).join("")}`);
  }
  console.log(said.join(", "));
});
