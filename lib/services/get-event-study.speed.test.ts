import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { bestOf } from "../../scripts/lib/best-of";
import { cpuMs } from "../../scripts/lib/cpu-ms";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { eventStudy } from "../contracts/functions/event-study";
import { labels } from "../contracts/verdict";
import { ok } from "../core/errors";
import { createSampleMarket } from "../core/market/sample/create-sample-market";
import type { NewsEvent } from "../core/news/news-archive";
import { createStudyShelf } from "../core/study/create-study-shelf";
import { getEventStudy, type StudyDeps } from "./get-event-study";

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;
/** Of one core: what others take of it beside the test does not count. */
const LONGEST_WAIT_MS = 100;

const symbols = ["BTC", "ETH", "SOL", "XRP", "ADA"];

const events: readonly NewsEvent[] = Array.from({ length: 3_000 }, (_, at) => ({
  label: labels[at % labels.length] ?? "neutral",
  firstSeenAt: NOW - 365 * 24 * HOUR + Math.floor(at * 2.9 * HOUR) + 1,
  publishedAt: null,
}));

const row = {
  sample: true,
  items: 3_000,
  stories: 3_000,
  first: new Date(NOW - 365 * 24 * HOUR).toISOString(),
  last: new Date(NOW).toISOString(),
  kept_at: new Date(NOW).toISOString(),
  sources: 1,
  sources_ok: 1,
};

it(`twenty studies asked for at once let others in within ${LONGEST_WAIT_MS} ms`, async () => {
  const clock = { ...fakeClock(NOW), now: () => performance.now(), pause: async () => void (await setImmediate()) };
  const sample = createSampleMarket({ clock: fakeClock(NOW) });
  for (const symbol of symbols)
    await sample.read({ symbol, timeframe: "1h", from: 0, signal: AbortSignal.timeout(60_000) });
  const notes: string[] = [];
  const run = async (): Promise<number> => {
    const deps: StudyDeps = {
      prices: { sources: [sample], clock },
      newsNow: async () => ok({ row, archive: { events: async () => ok(events) } }),
      studies: createStudyShelf(),
      clock,
    };
    const { signal } = new AbortController();
    const ask = (at: number) => {
      const from = new Date(NOW - (360 - at) * 24 * HOUR).toISOString().slice(0, 10);
      const input = eventStudy.input.parse({ symbol: symbols[at % symbols.length], from });
      return getEventStudy({ deps, input, call: { requestId: String(at), signal } });
    };
    const started = performance.now();
    let isOver = false;
    const studies = Promise.all(Array.from({ length: 20 }, (_, at) => ask(at))).finally(() => {
      isOver = true;
    });
    let [longest, since] = [0, cpuMs()];
    while (!isOver) {
      await setImmediate();
      const now = cpuMs();
      longest = Math.max(longest, now - since);
      since = now;
    }
    const answers = await studies;
    const made = answers.filter((answer) => answer.ok).length;
    expect(made).toBeGreaterThanOrEqual(15);
    for (const answer of answers)
      if (!answer.ok) expect(answer.error).toMatchObject({ code: "unavailable", retryAfterS: 2 });
    notes.push(
      `${made} of 20 made in ${(performance.now() - started).toFixed(0)} ms, others wait ${longest.toFixed(0)} ms at most`,
    );
    return longest;
  };
  const longest = await bestOf(run, LONGEST_WAIT_MS);
  console.info(`twenty studies at once: ${notes.join("; ")}`);
  expect(longest).toBeLessThan(LONGEST_WAIT_MS);
}, 60_000);
