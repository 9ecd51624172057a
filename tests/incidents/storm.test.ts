import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openIncidentLog } from "../../lib/adapters/files/open-incident-log";
import { type PartKind, partKinds } from "../../lib/contracts/parts";
import { scratchDir } from "../fakes/scratch-dir";
import { createRandom } from "../hf-double/engine/random";
import { createParts } from "./create-parts";

const PARTS = 60;
const MINUTES = 10;
const A_SECOND = 5;

const storms: readonly (readonly [name: string, minutes: number, everyMs: number])[] = [
  ["ten minutes, five times a second", MINUTES, 1_000 / A_SECOND],
  ["a day, each part every three minutes: too seldom to be called flapping in a minute", 1_440, 180_000 / PARTS],
];

// Stimulus of the issue: "stay within their caps under a 10-minute storm".
it.each(storms)(
  "%s: sixty parts change at random, and the log stays within its caps",
  {
    timeout: 120_000,
  },
  async (name, minutes, everyMs) => {
    const random = createRandom(60);
    const dir = scratchDir();
    const { parts, look, clock } = createParts();
    const log = await openIncidentLog({ dir, clock, warn: (event) => expect(event).toBe("nothing") });
    const causes = ["unreachable", "timed_out", "upstream_failed"] as const;
    const kindOf = (part: number): PartKind => partKinds[1 + (part % 4)] ?? "model";
    const change = (part: number): void => {
      const good = random() < 0.5;
      const code = good ? null : (causes[Math.floor(random() * causes.length)] ?? null);
      parts.set(`part-${part}`, { kind: kindOf(part), state: good ? "ready" : "failed", code });
    };
    for (let part = 0; part < PARTS; part += 1) parts.set(`part-${part}`, { kind: kindOf(part), state: "ready" });
    look();
    const heap = (): number => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed / 1e6;
    };
    const perMinute: number[] = [];
    let [total, most, before] = [0, 0, 0];
    const steps = (minutes * 60_000) / everyMs;
    for (let step = 1; step <= steps; step += 1) {
      clock.pass(everyMs);
      // In the one all change at once, in the other one after another.
      if (minutes === MINUTES) for (let part = 0; part < PARTS; part += 1) change(part);
      else change(step % PARTS);
      const told = look();
      total += told.length;
      log.add(told);
      if (step % Math.round(60_000 / everyMs) === 0) {
        await log.flush();
        perMinute.push(total - perMinute.reduce((sum, count) => sum + count, 0));
        most = Math.max(most, statSync(join(dir, "incidents.jsonl")).size);
        if (perMinute.length === 2) before = heap();
      }
    }
    const after = heap();
    for (let part = 0; part < PARTS; part += 1) parts.set(`part-${part}`, { kind: kindOf(part), state: "ready" });
    look();
    clock.pass(601_000);
    const calm = look();
    log.add(calm);
    const page = await log.list({ limit: 10_000 });
    const ofPart = new Map<string, number>();
    for (const { key } of page.incidents) ofPart.set(key, (ofPart.get(key) ?? 0) + 1);
    console.log(
      `${name}: ${Math.round(minutes === MINUTES ? steps * PARTS : steps)} changes, ${total} told (${perMinute.slice(0, 3).join(", ")} in the first minutes), ` +
        `${page.total} kept, ${Math.max(...ofPart.values())} of one part at the most; ${most} bytes; heap ${before.toFixed(0)} then ${after.toFixed(0)} MB; ${calm.length} told when calm`,
    );
    expect(page.total).toBeLessThanOrEqual(5_000);
    expect(Math.max(...ofPart.values())).toBeLessThanOrEqual(300);
    expect(most).toBeLessThan(8_200_000);
    expect(after - before).toBeLessThan(30);
    // In the storm each part says seven times that it changes, and then nothing.
    if (minutes === MINUTES) expect(total).toBeLessThanOrEqual(PARTS * 7);
    expect(calm.map(({ to }) => to)).toEqual(calm.map(() => "ready"));
    await log.close();
  },
);
