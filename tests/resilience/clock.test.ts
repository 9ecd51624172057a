import { afterEach, describe, expect, it, vi } from "vitest";
import { doubleForTests } from "../hf-double/test-kit";
import { type App, startApp } from "./kit";
import { headline } from "./load";

// Stimulus 28: the wall clock jumps; what lasts is measured by the other one.
const double = doubleForTests();
const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

/** Sets the wall clock, and nothing else: timers and the monotonic clock go on. */
const jump = (ms: number): void => {
  const to = Date.now() + ms;
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(to);
};

/** Nothing that the API says of times lies ahead, or is older than it can be. */
async function isSound(app: App): Promise<void> {
  const { checks, uptime_s: uptime } = await app.health();
  for (const { age_s: age } of checks) {
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(60);
  }
  expect(uptime).toBeLessThan(60);
  const stats = await app.stats();
  expect(Date.parse(stats.since)).toBeLessThanOrEqual(Date.now());
  expect(stats.uptime_s).toBeLessThan(60);
}

describe("a clock that jumps", () => {
  const jumps = [
    ["a day ahead", DAY_MS],
    ["a day back", -DAY_MS],
    ["an hour back", -3_600_000],
  ] as const;
  it.for(jumps)("%s: readings have no negative ages, figures add up, nothing is asked too often", async ([, ms]) => {
    const app = await startApp(double(), { env: { CACHE_TTL_S: "3600" } });
    await app.analyse({ text: headline(1) });
    jump(ms);
    const { verdict } = await app.analyse({ text: headline(1) });
    expect(verdict.engine).toBe("hf_inference_api");
    expect(verdict.cached_age_s ?? 0).toBeGreaterThanOrEqual(0);
    await app.analyse({ text: headline(2) });
    await isSound(app);
    expect((await app.stats()).texts.total).toBe(3);
    jump(-ms);
    await app.analyse({ text: headline(3) });
    await isSound(app);
    expect((await app.stats()).texts.total).toBe(4);
  });

  it.for(jumps)("%s: an open breaker stays open as long as it was to", async ([, ms]) => {
    const app = await startApp(double(), { policies: { openMs: 1_500, openAgainMs: 1_500 } });
    double().setFault({ kind: "status", status: 500, service: "router" });
    for (let index = 0; index < 8; index += 1) await app.analyse({ text: headline(index), model: "social_sentiment" });
    jump(ms);
    const refused = await app.analyse({ text: headline(20), model: "social_sentiment" });
    expect(refused.verdict.degraded[0]).toMatchObject({ code: "breaker_open" });
    expect(refused.verdict.degraded[0]?.retry_after_s).toBeLessThanOrEqual(2);
    double().reset();
    await expect
      .poll(async () => (await app.analyse({ text: headline(21), model: "social_sentiment" })).verdict.engine, {
        timeout: 5_000,
      })
      .toBe("hf_inference_api");
  });

  it("sets back no rate limit", async () => {
    const app = await startApp(null, { env: { RATE_LIMIT_PER_MINUTE: "3", EMBEDDED_MODEL: "off" } });
    const ask = async (): Promise<number> => (await app.send("/api/ai/sentiment", { text: "up" })).status;
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429]);
    jump(-DAY_MS);
    expect(await ask()).toBe(429);
  });
});
