import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { startApp } from "./kit";

const children = `/proc/${process.pid}/task/${process.pid}/children`;

/** Processes that read for this one. */
function readers(): number[] {
  const pids = readFileSync(children, "utf8").trim().split(" ").filter(Boolean).map(Number);
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("reader-process");
    } catch {
      return false;
    }
  });
}

const kill = (pid: number): void => {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
};

it.skipIf(!existsSync(children))(
  "stimulus 30: a reading process is killed under load, three times; every text is answered, and the pool is whole within 2 s",
  async () => {
    const app = await startApp(null, { env: { LOCAL_PROCESSES: "2" } });
    // How long a process takes to come up tells how far other work slows this machine down: the next kill waits for it.
    const started = performance.now();
    await app.container.warm();
    const coldMs = performance.now() - started;
    expect((await app.analyse({ text: "Shorts got rekt again" })).verdict.engine).toBe("embedded_model");

    const answers: Promise<Awaited<ReturnType<typeof app.analyse>>>[] = [];
    let killed = 0;
    for (let round = 0; round < 3; round += 1) {
      // Each text takes a batch of its words, so some are always in hand when the axe falls.
      for (let text = 0; text < 40; text += 1) {
        answers.push(
          app.analyse({ text: `Exchange ${round}-${text} restores withdrawals as hack fears ease at last` }),
        );
      }
      await sleep(30);
      for (const pid of readers().slice(0, 1)) {
        kill(pid);
        killed += 1;
      }
      await sleep(Math.max(1_500, 3 * coldMs));
    }
    const all = await Promise.all(answers);
    const embedded = all.filter(({ verdict }) => verdict.engine === "embedded_model").length;

    const codes = new Map<string, number>();
    for (const { code } of all.flatMap(({ verdict }) => verdict.degraded)) codes.set(code, (codes.get(code) ?? 0) + 1);
    const doomed = readers();
    for (const pid of doomed) kill(pid);
    const began = performance.now();
    // A process that was killed is still there until the system has told of its end.
    const isWhole = (): boolean => readers().some((pid) => !doomed.includes(pid));
    while (!isWhole() && performance.now() - began < 5_000) await sleep(10);
    const after = await app.analyse({ text: "Longs got rekt again" });
    const wholeMs = performance.now() - began;

    console.log(
      `stimulus 30: ${killed} processes killed, ${all.length} texts answered, ${embedded} of them by the embedded model (others: ${[...codes].join(" ") || "none"}), ` +
        `slowest ${Math.round(Math.max(...all.map(({ ms }) => ms)))} ms; whole again after ${Math.round(wholeMs)} ms; a start took ${Math.round(coldMs)} ms before`,
    );
    expect(killed).toBe(3);
    expect(all.every(({ status }) => status === 200)).toBe(true);
    // What was in hand is asked once more elsewhere; only what was hit twice goes to the next tier.
    // A replacement may come too late for some of those who wait; nothing else goes wrong.
    expect([...codes.keys()].filter((code) => code !== "timed_out")).toEqual([]);
    expect(embedded / all.length).toBeGreaterThanOrEqual(0.95);
    expect(after.verdict.engine).toBe("embedded_model");
    expect(wholeMs).toBeLessThan(2_000);
  },
  60_000,
);
