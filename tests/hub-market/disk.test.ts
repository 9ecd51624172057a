import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLinxySource } from "../../lib/adapters/hf-datasets/create-linxy-source";
import { keptFileSchema } from "../../lib/adapters/hf-datasets/kept-file";
import { ask, marketKit, namesIn, seriesOf } from "./kit";

const kit = marketKit();
const root = join(import.meta.dirname, "..", "..");

describe("a disk that cannot be written to", () => {
  it("costs nothing but what outlives the process; one warning a minute", async () => {
    const double = await kit.double();
    // A file in place of the folder: nothing can be made below it.
    const dataDir = join(kit.dir(), "data");
    await mkdir(dataDir);
    await writeFile(join(dataDir, "market"), "in the way");
    const spareDir = join(kit.dir(), "spare");
    const market = kit.open(double, { dataDir, spareDir });
    const source = createLinxySource(market);
    for (const symbol of ["BTC", "ETH", "SOL"])
      expect((await seriesOf(source, { symbol })).candles.time).toHaveLength(3_000);
    const asked = double.requests().length;
    expect((await seriesOf(source)).stale).toBeNull();
    expect(double.requests()).toHaveLength(asked);
    expect(kit.warnings).toMatchObject([{ event: "market_cache_not_written", fields: { code: expect.any(String) } }]);
    kit.clock.pass(61_000);
    expect((await seriesOf(source, { symbol: "XRP" })).candles.time).toHaveLength(3_000);
    expect(kit.warnings).toHaveLength(2);
    expect(source.known()).toHaveLength(4);
    await market.close();
    expect(await namesIn(spareDir)).toEqual([]);
  });

  it("that is full in the middle is left for another", async ({ skip }) => {
    const double = await kit.double();
    const dataDir = join(kit.dir(), "small");
    await mkdir(dataDir);
    // Only root may mount, and not everywhere.
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=200k", "tmpfs", dataDir]).status !== 0) return skip();
    try {
      const source = createLinxySource(kit.open(double, { dataDir, spareDir: join(kit.dir(), "spare") }));
      expect((await seriesOf(source)).candles.time).toHaveLength(3_000);
      expect(kit.warnings).toMatchObject([{ event: "market_cache_not_written", fields: { code: "ENOSPC" } }]);
      expect((await namesIn(join(dataDir, "market"))).filter((name) => !name.startsWith("list-"))).toEqual([]);
    } finally {
      spawnSync("umount", ["-l", dataDir]);
    }
  });

  it("and nothing else to write to either is a failure that says so", async () => {
    const double = await kit.double();
    const blocked = join(kit.dir(), "file");
    await writeFile(blocked, "in the way");
    const source = createLinxySource(kit.open(double, { dataDir: blocked, spareDir: blocked }));
    expect(await ask(source)).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(await ask(source)).toMatchObject({ ok: false });
  });
});

describe("a process that is killed while it writes", () => {
  it("leaves nothing that is half there", { timeout: 120_000 }, async () => {
    const double = await kit.double();
    const dir = join(kit.dir(), "market");
    let written = 0;
    for (let round = 0; round < 5; round++) {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", join(import.meta.dirname, "killed-process.ts"), double.origins.hub, kit.dir()],
        { cwd: root, stdio: ["ignore", "pipe", "ignore"] },
      );
      let said = "";
      child.stdout.on("data", (data) => {
        said += String(data);
      });
      while (!said.includes("one")) await once(child.stdout, "data");
      await new Promise((resolve) => setTimeout(resolve, 70 * round));
      child.kill("SIGKILL");
      await once(child, "exit");
      written += said.split("one").length - 1;
      for (const name of await namesIn(dir))
        if (/^[0-9a-f]{32}\.json$/.test(name)) {
          const about = keptFileSchema.parse(JSON.parse(await readFile(join(dir, name), "utf8")));
          expect(await namesIn(dir)).toContain(about.data);
        }
    }
    // What no record names goes once nobody can be writing it any more.
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of await readdir(dir)) if (/\.(?:raw|parquet)$/.test(name)) await utimes(join(dir, name), old, old);
    const source = createLinxySource(kit.open(double));
    for (const symbol of ["BTC", "ETH", "SOL", "XRP"])
      expect((await seriesOf(source, { symbol })).candles.time).toHaveLength(3_000);
    expect(kit.warnings).toEqual([]);
    const names = await namesIn(dir);
    const sidecars = names.filter((name) => /^[0-9a-f]{32}\.json$/.test(name));
    expect(names.filter((name) => name.startsWith("tmp-"))).toEqual([]);
    expect(names.filter((name) => /\.(?:raw|parquet)$/.test(name))).toHaveLength(sidecars.length);
    console.log(`5 kills between ${written} files: ${sidecars.length} files and their records are whole`);
  });
});
