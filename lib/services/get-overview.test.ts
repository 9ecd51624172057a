import { expect, it } from "vitest";
import evaluationJson from "../../models/barometer-sentiment/results/evaluation.json" with { type: "json" };
import { fakeClock } from "../../tests/fakes/fake-clock";
import { evaluationSchema } from "../contracts/evaluation";
import { failure } from "../core/failure";
import { differs } from "../core/live/changed-parts";
import { catalogue } from "../core/models/catalogue";
import type { RemoteLook } from "../core/models/remote-look";
import { emptySheet } from "../core/stats/sheet";
import { checkRemote } from "./check-remote";
import { getHealth, type HealthDeps } from "./get-health";
import { readStates } from "./get-overview";

/** A server whose remote models all rest until a moment. */
function openServer() {
  const clock = fakeClock();
  const server = { restsUntil: clock.now() + 30_000, because: failure("unreachable") };
  const leftS = (): number => Math.max(0, (server.restsUntil - clock.now()) / 1_000);
  const remote: RemoteLook = {
    mode: { state: "auth", why: "HF_TOKEN is set" },
    specs: catalogue,
    refusal: () => null,
    host: () => ({ state: "closed", because: null, retryAfterS: 0 }),
    model: () => ({
      standing: "ready",
      refusal: null,
      breaker: { state: "open", because: server.because, retryAfterS: leftS() },
    }),
    askedAt: () => 500,
    failing: () => null,
  };
  const checks = () => checkRemote(remote, clock.now(), () => leftS() * 1_000);
  const none = () => new Map();
  const health: HealthDeps = { version: "1", clock, startedAt: 0, checks, stores: none, sources: none };
  const read = async () => ({ sheet: emptySheet(), since: 0, replicas: 1, keptIn: "memory" }) as const;
  const evaluation = evaluationSchema.parse(evaluationJson);
  const states = () =>
    readStates({
      health,
      models: { remote, neural: [], local: [], checks, read, clock, evaluation },
      stats: {
        clock,
        startedAt: 0,
        read,
        functions: [],
        remote,
        cache: () => notRead(),
        load: () => notRead(),
        budget: () => notRead(),
      },
      sources: [],
      news: { sources: [], kept: () => null },
    });
  return { clock, server, health, states };
}

const notRead = (): never => {
  throw new Error("no state comes from here");
};

const parts = ["answers", "health", "models", "sources"] as const;

it("while models rest, a look whose countdowns alone have moved is no news", async () => {
  const { clock, server, health, states } = openServer();
  const before = await states();
  expect(before.models.find(({ state }) => state === "resting")).toMatchObject({ retry_after_s: 30 });
  expect(before.answers.answering.detail).not.toBeNull();
  const said = () => JSON.stringify(getHealth({ deps: health }));
  expect(said()).toContain("next probe in 30 s");
  const changed = async (passedS: number) => {
    const now = await states();
    return parts.filter((part) => differs(before[part], now[part], passedS));
  };
  for (const passedS of [1, 2, 3, 4]) {
    clock.pass(1_000);
    expect(await changed(passedS)).toEqual([]);
  }
  expect(said()).toContain("next probe in 26 s");
  // Another moment, and another reason, are news.
  server.restsUntil += 60_000;
  expect(await changed(4)).toEqual(["models"]);
  server.because = failure("timed_out");
  expect(await changed(4)).toEqual(["health", "models"]);
});
