import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { cpuSeconds } from "../scripts/lib/cpu-seconds";
import { openOverview } from "../scripts/lib/open-overview";
import { type Server, startServer } from "./server";

const DASHBOARDS = 10;
const SECONDS = 12;
/** Of one core, beside what the server costs without them. */
const MOST_SHARE = 0.02;
/** A slow spell of the machine costs more than they do: so often each side is timed, and the least counts. */
const ROUNDS = { least: 2, most: 6 };

async function shareOver(pid: number): Promise<number> {
  const [before, started] = [cpuSeconds(pid), performance.now()];
  await wait(SECONDS * 1_000);
  return (cpuSeconds(pid) - before) / ((performance.now() - started) / 1_000);
}

/** Something to tell: a verdict twenty times a second. */
function trickle(server: Server): { stop(): void; readonly seen: { ok: number; failed: number } } {
  const seen = { ok: 0, failed: 0 };
  const timer = setInterval(() => {
    const text = encodeURIComponent(`Bitcoin rallies for the ${seen.ok}th time`);
    void fetch(`${server.url}/api/ai/sentiment/quick?text=${text}`).then(async (answer) => {
      await answer.arrayBuffer();
      if (answer.ok) seen.ok += 1;
      else seen.failed += 1;
    });
  }, 50);
  return { seen, stop: () => clearInterval(timer) };
}

test("ten open dashboards cost the server less than 2 % of a core", async () => {
  test.skip(process.platform !== "linux", "processor time is read from /proc");
  test.setTimeout(300_000);
  const server = await startServer({ RATE_LIMIT_PER_MINUTE: "100000" });
  const verdicts = trickle(server);
  try {
    // What is loaded once, and compiled, is none of their cost.
    const warm = openOverview(server.url, "15m");
    await wait(8_000);
    warm.close();
    const shares = { alone: [] as number[], watched: [] as number[] };
    const cost = (): number => Math.min(...shares.watched) - Math.min(...shares.alone);
    for (let round = 0; round < ROUNDS.least || (round < ROUNDS.most && cost() >= MOST_SHARE); round += 1) {
      shares.alone.push(await shareOver(server.pid));
      const all = Array.from({ length: DASHBOARDS }, (_, index) =>
        openOverview(server.url, ["15m", "24h", "30d"][index % 3] ?? "15m"),
      );
      await wait(1_000);
      shares.watched.push(await shareOver(server.pid));
      for (const { seen, close } of all) {
        expect(seen.frames).toBeGreaterThan(SECONDS / 4);
        close();
      }
    }
    const percent = (all: readonly number[]): string => all.map((share) => `${(share * 100).toFixed(1)} %`).join(", ");
    console.log(
      `of a core: ${percent(shares.alone)} without, ${percent(shares.watched)} with ${DASHBOARDS} dashboards: ${percent([cost()])} more`,
    );
    expect(verdicts.seen.failed).toBe(0);
    expect(verdicts.seen.ok).toBeGreaterThan(100);
    expect(cost()).toBeLessThan(MOST_SHARE);
  } finally {
    verdicts.stop();
    await server.stop();
  }
});
