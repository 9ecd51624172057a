import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, openSync, readdirSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createNewsArchive } from "../../lib/adapters/duckdb/create-news-archive";
import type { NewsArchive } from "../../lib/core/news/news-archive";
import { scratchDir } from "../fakes/scratch-dir";
import { makeItems } from "./make-items";

const { signal } = new AbortController();
const clock = { now: () => performance.now(), wall: () => Date.now() };

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

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

/** A process that holds the file until it is killed. */
async function hold(path: string): Promise<() => Promise<void>> {
  const script = `import { DuckDBInstance } from "@duckdb/node-api";
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run("ATTACH '" + process.argv[1].replaceAll("'", "''") + "' AS held");
    console.log("held");
    // What nobody names is closed.
    setInterval(() => [instance, connection], 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script, path], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(holder, "exit");
  const leave = async (): Promise<void> => {
    holder.kill("SIGKILL");
    await gone;
  };
  ends.push(leave);
  await once(holder.stdout, "data");
  return leave;
}

it("an archive that another process holds is left where it is, whatever its folder is called", {
  timeout: 60_000,
}, async () => {
  const folder = join(scratchDir(), "metadata corrupt, checksum's closed (serialized) FATAL");
  mkdirSync(folder);
  const path = join(folder, "INTERNAL Error.duckdb");
  const warn = vi.fn();
  const open = (): NewsArchive => createNewsArchive({ path, maxItems: 1e6, clock, warn, retryMs: 0 });
  const first = open();
  expect((await first.append({ items: makeItems(0, 10), states: new Map() })).ok).toBe(true);
  await first.close();
  const leave = await hold(path);
  const archive = open();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(await archive.counts(signal)).toMatchObject({
      error: { code: "unavailable", detail: "another process holds the archive of news" },
    });
  }
  await leave();
  expect(await archive.counts(signal)).toMatchObject({ value: { items: 10 } });
  await archive.close();
  expect(warn.mock.calls.map(([event]) => event)).toEqual(["news_archive_unavailable"]);
  expect(readdirSync(folder)).toEqual(["INTERNAL Error.duckdb"]);
});

it("where memory does not do for the log of a whole archive, both stay where they are", {
  timeout: 60_000,
}, async () => {
  const folder = scratchDir();
  const [live, path] = [join(folder, "live.duckdb"), join(folder, "copy.duckdb")];
  const first = createNewsArchive({ path: live, maxItems: 1e6, clock, warn: () => {}, logMb: 500 });
  for (let at = 0; at < 6_000; at += 1_000) {
    expect((await first.append({ items: makeItems(at, 1_000), states: new Map() })).ok).toBe(true);
  }
  // As a process leaves them that is killed.
  for (const end of ["", ".wal"]) copyFileSync(`${live}${end}`, `${path}${end}`);
  await first.close();
  const poor = createNewsArchive({ path, maxItems: 1e6, clock, warn: () => {}, retryMs: 0, memoryMb: 4 });
  expect(await poor.counts(signal)).toMatchObject({
    error: { code: "unavailable", detail: "this machine has too little memory left for it" },
  });
  await poor.close();
  expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
  expect(existsSync(`${path}.wal`)).toBe(true);
  const rich = createNewsArchive({ path, maxItems: 1e6, clock, warn: () => {} });
  expect(await rich.counts(signal)).toMatchObject({ value: { items: 6_000 } });
  await rich.close();
});
