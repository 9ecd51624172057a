import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ApiClient, Route } from "@/lib/browser/api-client";
import { fail, type Result } from "@/lib/core/errors";
import { cancelRun, clearRun, getRun, startRun } from "./run-store";

const route: Route = { method: "POST", path: "/bulk", bodyLimit: 2_000_000, deadlineMs: 1_000 };

const serverOf = (answer: () => Promise<Result<never>>): ApiClient => ({
  routes: {
    sentiment: route,
    sentiment_bulk: route,
    sentiment_quick: route,
    prices: route,
    prices_quick: route,
    news: route,
    news_mood: route,
    event_study: route,
    news_story: route,
    datasets: route,
    job_create: route,
    job_status: route,
    job_cancel: route,
    job_results: route,
    job_events: route,
    models: route,
    info: route,
    health: route,
    stats: route,
    stats_series: route,
    incidents: route,
    overview: route,
    flag: route,
    flags: route,
  },
  onAnswer: () => () => {},
  call: answer,
});

const start = (api: ApiClient, texts: readonly string[], browserOnly = false) =>
  startRun({
    api,
    table: { columns: ["text"], rows: texts.map((text) => [text]), texts },
    category: "crypto",
    browserOnly,
    limits: { text: 100, bulk: 1_000 },
  });

const silent = serverOf(() => new Promise(() => {}));

beforeEach(() => {
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
});
vi.mock("@/lib/browser/load-browser-container", async (original) => {
  const real = await original<typeof import("@/lib/browser/load-browser-container")>();
  return {
    loadBrowserContainer: () => (loads ? real.loadBrowserContainer() : Promise.reject(new Error("not there"))),
  };
});
let loads = true;

afterEach(() => {
  loads = true;
  clearRun();
  vi.unstubAllGlobals();
});

test("what a cancelled run still learns does not come into the next one", async () => {
  const first = start(
    serverOf(async () => fail("payload_too_large", "too large")),
    ["a", "b", "c"],
  );
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  cancelRun();
  void start(silent, ["x", "y"]);
  await first;
  await vi.dynamicImportSettled();
  expect(getRun()).toMatchObject({ phase: "running", done: 0, results: [], by: null });
});

test("a refused request fails its rows, and needs no reader of this browser", async () => {
  await start(
    serverOf(async () => fail("payload_too_large", "too large")),
    ["a", "b"],
  );
  expect(getRun()).toMatchObject({ phase: "done", done: 2, counts: { failed: 2 }, by: "server" });
});

test("a wait that ends by an abort leaves the next run's wait alone", async () => {
  const busy = serverOf(async () => fail("rate_limited", "busy", { retryAfterS: 60 }));
  const first = start(busy, ["a"]);
  await vi.waitFor(() => expect(getRun().waitUntil).not.toBeNull());
  cancelRun();
  void start(busy, ["b"]);
  await first;
  await vi.waitFor(() => expect(getRun().waitUntil).not.toBeNull());
  expect(getRun().phase).toBe("running");
});

test.each([
  [true, "The reader of this browser could not be loaded."],
  [false, "Neither the server nor the reader of this browser could be reached."],
])(
  "a run that nobody can read has failed, and nobody cancelled it (in the browser: %s)",
  async (browserOnly, failure) => {
    loads = false;
    await start(
      serverOf(async () => fail("unavailable", "down")),
      ["a"],
      browserOnly,
    );
    expect(getRun()).toMatchObject({ phase: "failed", failure, by: null });
  },
);

test("a defect is told as a failure and goes on to the console", async () => {
  const broken = serverOf(() => Promise.reject(new Error("a defect")));
  await expect(start(broken, ["a"])).rejects.toThrow("a defect");
  expect(getRun()).toMatchObject({ phase: "failed", failure: "This page failed in the midst of the run." });
});
