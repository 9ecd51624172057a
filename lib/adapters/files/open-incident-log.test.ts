import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { incidentLogContract } from "../../../tests/contract/incident-log";
import { newIncident } from "../../../tests/fakes/new-incident";
import { realClock } from "../../../tests/fakes/open-links";
import { scratchDir } from "../../../tests/fakes/scratch-dir";
import type { IncidentLog } from "../../core/incidents/incident-log";
import { openIncidentLog } from "./open-incident-log";

const openIn = async (dir: string, retryAfterMs?: number) => {
  const warned: string[] = [];
  const log = await openIncidentLog({ dir, warn: (event) => warned.push(event), clock: realClock, retryAfterMs });
  return { log, warned, file: join(dir, "incidents.jsonl") };
};
const details = async (log: IncidentLog) =>
  (await log.list({ limit: 10_000 })).incidents.map(({ detail }) => detail).toReversed();
const linesOf = (file: string) => readFileSync(file, "utf8").split("\n");

incidentLogContract(
  "openIncidentLog",
  async () => {
    const dir = join(scratchDir(), "not", "there yet");
    return async () => (await openIn(dir)).log;
  },
  "disk",
);

describe("openIncidentLog", () => {
  it("leaves out a line that was torn off and cuts it, and goes on behind it", async () => {
    const dir = scratchDir();
    const { log, file } = await openIn(dir);
    log.add([newIncident(1), newIncident(2)]);
    await log.close();
    appendFileSync(file, '{"id":"1768435200003000-0a1b2c3d","at":"20');
    const again = await openIn(dir);
    expect(again.warned).toEqual([]);
    expect(await details(again.log)).toEqual(["words 1", "words 2"]);
    expect(linesOf(file)).toHaveLength(3);
    again.log.add([newIncident(3)]);
    await again.log.close();
    expect(await details((await openIn(dir)).log)).toEqual(["words 1", "words 2", "words 3"]);
  });

  it("takes a last line that lacks nothing but its end", async () => {
    const dir = scratchDir();
    const { log, file } = await openIn(dir);
    log.add([newIncident(1), newIncident(2)]);
    await log.close();
    writeFileSync(file, readFileSync(file, "utf8").trimEnd());
    const again = await openIn(dir);
    again.log.add([newIncident(3)]);
    await again.log.close();
    expect(await details((await openIn(dir)).log)).toEqual(["words 1", "words 2", "words 3"]);
  });

  it("leaves broken lines out, says so, and keeps them; a file without any other is set aside", async () => {
    const dir = scratchDir();
    const { log, file } = await openIn(dir);
    log.add([newIncident(1), newIncident(2)]);
    await log.close();
    const [one = "", two = ""] = linesOf(file);
    const later = two.replace('"breaker_open"', '"a_cause_of_a_later_version"');
    writeFileSync(file, `${one}\nnot json\n${later}\n{"id":1}\n\n\u0000\u0000\n${two}\n${two}\n`);
    const again = await openIn(dir);
    expect(again.warned).toEqual(["incidents_skipped"]);
    expect(await details(again.log)).toEqual(["words 1", "words 2"]);
    again.log.add([newIncident(3)]);
    await again.log.close();
    expect(readFileSync(file, "utf8")).toContain("a_cause_of_a_later_version");
    writeFileSync(file, "nothing of ours\n");
    const third = await openIn(dir);
    expect(third.warned).toEqual(["incidents_file_broken"]);
    third.log.add([newIncident(4)]);
    await third.log.close();
    expect(readFileSync(`${file}.broken`, "utf8")).toBe("nothing of ours\n");
    expect(await details((await openIn(dir)).log)).toEqual(["words 4"]);
  });

  it("goes on beside a folder in its place, and after a file that is far too large", async () => {
    const dir = scratchDir();
    mkdirSync(join(dir, "incidents.jsonl", "inner"), { recursive: true });
    const { log, warned, file } = await openIn(dir);
    expect(warned).toContain("incidents_file_broken");
    log.add([newIncident(1)]);
    await log.close();
    expect(log.keptIn()).toBe("disk");
    rmSync(`${file}.broken`, { recursive: true });
    writeFileSync(file, "x".repeat(33_000_000));
    const again = await openIn(dir);
    expect(again.warned).toContain("incidents_file_broken");
    expect(await details(again.log)).toEqual([]);
    await again.log.close();
  });

  it("writes the file anew where it holds twice what is kept, or too many bytes", { timeout: 60_000 }, async () => {
    const dir = scratchDir();
    const { log, file } = await openIn(dir);
    const detail = "𝛿".repeat(250);
    let [most, mostLines] = [0, 0];
    for (let at = 0; at < 22_000; at += 50) {
      log.add(Array.from({ length: 50 }, (_, index) => newIncident(at + index, { key: `k${index}`, detail })));
      await log.flush();
      most = Math.max(most, statSync(file).size);
      mostLines = Math.max(mostLines, at % 1_000 === 0 ? linesOf(file).length : 0);
    }
    console.log(`22,000 long incidents: ${most} bytes and ${mostLines} lines at the most`);
    expect(most).toBeLessThan(8_200_000);
    expect(mostLines).toBeLessThanOrEqual(10_051);
    await log.close();
    const { size } = statSync(file);
    const ms = await bestOf(async () => {
      const started = performance.now();
      await (await openIn(dir)).log.close();
      return performance.now() - started;
    }, 2_000);
    console.log(`a log of ${size} bytes is open in ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(2_000);
  });

  it("removes what a killed process had begun to write anew, and nothing else", async () => {
    const dir = scratchDir();
    const half = (name: string, ageMs: number) => {
      writeFileSync(join(dir, name), "half");
      utimesSync(join(dir, name), new Date(), new Date(Date.now() - ageMs));
    };
    half(`incidents.jsonl.${randomUUID()}`, 3_600_000);
    half(`incidents.jsonl.${randomUUID()}`, 1_000);
    half(`stats.json.${randomUUID()}`, 3_600_000);
    half("incidents.jsonl.broken", 3_600_000);
    await (await openIn(dir)).log.close();
    expect(readdirSync(dir)).toHaveLength(3);
  });

  it("writes what waits at once where the process ends", async () => {
    const dir = scratchDir();
    const { log } = await openIn(dir);
    log.add([newIncident(1)]);
    log.flushSync();
    expect(linesOf(join(dir, "incidents.jsonl"))).toHaveLength(2);
    await log.close();
    expect(await details((await openIn(dir)).log)).toEqual(["words 1"]);
  });

  it("goes on in memory where the disk takes none, says so once, and writes what it missed", async () => {
    const dir = join(scratchDir(), "data");
    writeFileSync(dir, "a file in its place");
    const { log, warned } = await openIn(dir, 50);
    log.add([newIncident(1)]);
    await log.flush();
    log.add([newIncident(2)]);
    expect(log.keptIn()).toBe("memory");
    expect(log.look()).toMatchObject({ works: false, detail: expect.stringMatching(/\(E[A-Z]+\): kept in memory$/) });
    expect(await details(log)).toEqual(["words 1", "words 2"]);
    rmSync(dir);
    await expect.poll(log.keptIn, { timeout: 5_000 }).toBe("disk");
    expect(log.look()).toMatchObject({ works: true, detail: "written to" });
    expect(warned).toEqual(["incidents_not_saved"]);
    await log.close();
    expect(await details((await openIn(dir)).log)).toEqual(["words 1", "words 2"]);
  });

  it("bears a disk that is full, and one that is read-only", { timeout: 60_000 }, async ({ skip }) => {
    const dir = scratchDir();
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", dir]).status !== 0) return skip();
    onTestFinished(() => void spawnSync("umount", ["-l", dir]));
    const { log, warned, file } = await openIn(dir, 50);
    const told: string[] = [];
    const add = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        log.add([newIncident(told.length)]);
        told.push(`words ${told.length}`);
      }
    };
    add(400);
    await log.flush();
    expect(log.look().detail).toContain("ENOSPC");
    expect(await details(log)).toEqual(told.slice(-300));
    for (const line of linesOf(file).slice(0, -1)) expect(() => JSON.parse(line)).not.toThrow();
    spawnSync("mount", ["-o", "remount,size=2m", dir]);
    await expect.poll(log.keptIn, { timeout: 5_000 }).toBe("disk");
    spawnSync("mount", ["-o", "remount,ro", dir]);
    add(20);
    await log.flush();
    expect(log.look().detail).toContain("EROFS");
    spawnSync("mount", ["-o", "remount,rw", dir]);
    await expect.poll(log.keptIn, { timeout: 5_000 }).toBe("disk");
    await log.close();
    expect(warned).toEqual(["incidents_not_saved"]);
    expect(readdirSync(dir)).toEqual(["incidents.jsonl"]);
    const again = await openIn(dir);
    expect(again.warned).toEqual([]);
    expect(await details(again.log)).toEqual(told.slice(-300));
    const ids = linesOf(file)
      .slice(0, -1)
      .map((line) => JSON.parse(line).id);
    expect(new Set(ids).size).toBe(ids.length);
    await again.log.close();
  });
});
