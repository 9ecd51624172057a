import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ledger } from "../../core/budget/ledger";
import { parseLedger } from "../../core/budget/parse-ledger";
import { openLedgerFile } from "./create-ledger-file";

const clock = { now: () => performance.now() };
const spent = (requests: number): Ledger => ({
  month: "2026-11",
  monthRequests: requests,
  monthCreditsUsd: 0.0125,
  day: "2026-11-21",
  dayRequests: requests,
  dayCreditsUsd: 0.0125,
});

let root = "";
let dir = "";
let file = "";
const warn = vi.fn();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "barometer-ledger-"));
  dir = join(root, "data", "deep");
  file = join(dir, "hf-budget.json");
  warn.mockReset();
});
afterEach(async () => {
  vi.useRealTimers();
  await chmod(dir, 0o755).catch(() => {});
  await rm(root, { recursive: true, force: true });
});

const open = () => openLedgerFile({ dir, warn, clock });
const inFile = async (): Promise<Ledger | null> => parseLedger(JSON.parse(await readFile(file, "utf8")));

describe("openLedgerFile", () => {
  it("finds nothing at first, makes the folder, and survives a restart", async () => {
    const first = open();
    expect(first.persisted()).toBe(false);
    expect(await first.load()).toBeNull();
    expect(first.persisted()).toBe(true);
    first.save(spent(7));
    await first.flush();
    expect(await open().load()).toEqual(spent(7));
    expect(await readdir(dir)).toEqual(["hf-budget.json"]);
    expect(warn).not.toHaveBeenCalled();
  });

  it("writes without being flushed", async () => {
    open().save(spent(1));
    await vi.waitFor(async () => expect(await inFile()).toEqual(spent(1)), 5_000);
  });

  it("has nothing to flush before something is saved", async () => {
    const ledger = open();
    await ledger.load();
    await ledger.flush();
    expect(await readdir(dir)).toEqual([]);
  });

  it("writes once in 2 s, the last one saved", async () => {
    await mkdir(dir, { recursive: true });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const ledger = open();
    const written = new Set<number>();
    const look = async (): Promise<number> => written.add((await inFile().catch(() => null))?.dayRequests ?? 0).size;
    await look();
    let saved = 0;
    for (let at = 0; at < 10_000; at += 50) {
      saved += 1;
      ledger.save(spent(saved));
      await vi.advanceTimersByTimeAsync(50);
      await look();
      if (at % 2_000 === 0) await until(async () => (await look()) >= at / 2_000 + 2);
    }
    expect(written.size).toBe(1 + 5);
    await ledger.flush();
    expect(await inFile()).toEqual(spent(saved));
  });

  it("keeps in memory what a file in place of the folder keeps it from writing, and writes once it can", async () => {
    await mkdir(join(root, "data"));
    await writeFile(dir, "not a folder");
    const ledger = open();
    expect(await ledger.load()).toBeNull();
    expect(ledger.persisted()).toBe(false);
    for (let requests = 1; requests <= 5; requests += 1) {
      ledger.save(spent(requests));
      await ledger.flush();
    }
    expect(warn.mock.calls).toEqual([["budget_not_saved", { code: "EEXIST" }]]);
    expect(await readFile(dir, "utf8")).toBe("not a folder");
    await rm(dir);
    await ledger.flush();
    expect(ledger.persisted()).toBe(true);
    expect(await inFile()).toEqual(spent(5));
  });

  it("warns once a minute, and tries again by itself", async () => {
    await mkdir(join(root, "data"));
    await writeFile(dir, "not a folder");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const warned: number[] = [];
    warn.mockImplementation(() => warned.push(performance.now()));
    const ledger = open();
    ledger.save(spent(1));
    await until(async () => {
      await vi.advanceTimersByTimeAsync(5_000);
      return warned.length === 3;
    });
    for (const [index, at] of warned.entries())
      expect(at - (warned[index - 1] ?? -60_000)).toBeGreaterThanOrEqual(60_000);
    await rm(dir);
    await until(async () => {
      await vi.advanceTimersByTimeAsync(5_000);
      return ledger.persisted();
    });
    expect(await inFile()).toEqual(spent(1));
  });

  it.skipIf(process.getuid?.() === 0)("goes on in a folder that is read-only", async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(file, JSON.stringify(spent(3)));
    await chmod(dir, 0o555);
    const ledger = open();
    expect(await ledger.load()).toEqual(spent(3));
    expect(ledger.persisted()).toBe(false);
    ledger.save(spent(4));
    await ledger.flush();
    expect(warn.mock.calls).toEqual([["budget_not_saved", { code: "EACCES" }]]);
    expect(await inFile()).toEqual(spent(3));
  });

  it.each([
    ["cut short", JSON.stringify(spent(3)).slice(0, 40)],
    ["empty", ""],
    ["of another program", JSON.stringify({ version: 3, entries: [] })],
    ["far too large", " ".repeat(5_000) + JSON.stringify(spent(3))],
  ])("sets a file aside that is %s", async (_, content) => {
    await mkdir(dir, { recursive: true });
    await writeFile(file, content);
    const ledger = open();
    expect(await ledger.load()).toBeNull();
    ledger.save(spent(1));
    await ledger.flush();
    expect(await readFile(`${file}.broken`, "utf8")).toBe(content);
    expect(await inFile()).toEqual(spent(1));
    expect(warn.mock.calls).toEqual([["budget_file_broken", { kept_as: "hf-budget.json.broken" }]]);
  });

  it("writes over nothing that it could not set aside", async () => {
    await mkdir(join(`${file}.broken`, "kept"), { recursive: true });
    await writeFile(file, "precious");
    const ledger = open();
    expect(await ledger.load()).toBeNull();
    ledger.save(spent(1));
    await ledger.flush();
    expect(await readFile(file, "utf8")).toBe("precious");
    expect(ledger.persisted()).toBe(false);
    await rm(`${file}.broken`, { recursive: true });
    await ledger.flush();
    expect(await readFile(`${file}.broken`, "utf8")).toBe("precious");
    expect(await inFile()).toEqual(spent(1));
  });

  it("leaves a file that reads when killed while writing", { timeout: 180_000 }, async () => {
    let latest = 0;
    for (let kill = 0; kill < 20; kill += 1) {
      const child = startWriter(latest);
      await firstLine(child);
      await new Promise((done) => setTimeout(done, 7 * kill));
      child.kill("SIGKILL");
      await once(child, "exit");
      const found = await inFile();
      expect(found).not.toBeNull();
      expect(found?.dayRequests).toBeGreaterThan(latest);
      latest = found?.dayRequests ?? latest;
    }
    expect((await open().load())?.dayRequests).toBe(latest);
  });

  it("writes what waits in the moment in which a process ends", { timeout: 60_000 }, async () => {
    const child = run(
      'process.once("exit", ledger.flushSync); ledger.save(spent(1)); await ledger.flush(); ledger.save(spent(2));',
    );
    await once(child, "exit");
    expect(await inFile()).toEqual(spent(2));
  });

  it("keeps no process alive", { timeout: 60_000 }, async () => {
    const child = run("ledger.save(spent(1)); await ledger.flush(); ledger.save(spent(2));");
    await once(child, "exit");
    expect(await inFile()).toEqual(spent(1));
  });
});

/** Waits in real time, for disk work that no fake timer knows of. */
async function until(met: () => Promise<boolean>): Promise<void> {
  const end = process.hrtime.bigint() + 10_000_000_000n;
  while (!(await met())) {
    if (process.hrtime.bigint() > end) throw new Error("it did not come about in 10 s");
    await new Promise((done) => setImmediate(done));
  }
}

function run(body: string): ChildProcess {
  const source = `
    const { openLedgerFile } = await import(${JSON.stringify(join(import.meta.dirname, "create-ledger-file.ts"))});
    const ledger = openLedgerFile({ dir: ${JSON.stringify(dir)}, warn: console.error, clock: performance });
    const spent = (count) => ({ ...${JSON.stringify(spent(0))}, monthRequests: count, dayRequests: count });
    ${body}`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

const startWriter = (from: number): ChildProcess =>
  run(`for (let count = ${from} + 1; ; count += 1) {
    ledger.save(spent(count));
    await ledger.flush();
    if (count === ${from} + 1) console.log("writing");
  }`);

async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout) await once(child.stdout, "data");
}
