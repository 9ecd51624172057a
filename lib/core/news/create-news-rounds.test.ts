import { describe, expect, it } from "vitest";
import { failed, type Outcome } from "../failure";
import { createNewsRounds } from "./create-news-rounds";
import type { NewsRelay } from "./news-relay";
import type { NewsSource, NewsSourceLook } from "./news-source";

const MINUTE = 60_000;

const well: NewsSourceLook = {
  state: "ready",
  detail: "",
  retryAfterS: null,
  checkedAt: null,
  lastOkAt: null,
  failure: null,
};

const source = (key: string, everyMs: number | null, look: () => NewsSourceLook = () => well): NewsSource => ({
  key,
  name: key,
  kind: "feed",
  home: null,
  licence: null,
  layout: "",
  sample: false,
  everyMs,
  ask: async () => failed("internal"),
  look,
});

/** Rounds over a clock that goes as it is told. */
function open(
  sources: readonly NewsSource[],
  more: { readonly mine?: () => boolean; readonly stuck?: string; readonly lost?: () => boolean } = {},
) {
  let now = 0;
  let timer: { at: number; work: () => void } | null = null;
  const asked: string[] = [];
  const turns = { taken: 0, ended: 0, followed: 0 };
  const relay: NewsRelay = {
    async takeTurn() {
      turns.taken += 1;
      return more.mine?.() ?? true;
    },
    async endTurn() {
      turns.ended += 1;
    },
    publish: async () => ({ ok: true, value: null }),
    follow: async () => ({ ok: true, value: { portions: [], lost: false } }),
  };
  const rounds = createNewsRounds({
    sources,
    relay,
    async ingest({ key }, signal): Promise<Outcome<null>> {
      asked.push(`${key}@${now / MINUTE}`);
      if (key === "broken") throw new Error("broke");
      if (key === more.stuck) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return { ok: true, value: null };
    },
    async follow() {
      turns.followed += 1;
      return { ok: true, value: { lost: more.lost?.() ?? false } };
    },
    clock: { now: () => now, wall: () => now, pause: async () => {} },
    after(ms, work) {
      timer = { at: now + ms, work };
      return () => {
        timer = null;
      };
    },
    warn: () => {},
  });
  return {
    rounds,
    asked,
    turns,
    async until(minute: number) {
      while (timer && timer.at <= minute * MINUTE) {
        const { at, work } = timer;
        timer = null;
        now = at;
        work();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = minute * MINUTE;
    },
  };
}

describe("rounds of news", () => {
  it("asks each source when it is due, and one that never changes once", async () => {
    const { rounds, asked, until } = open([
      source("often", MINUTE),
      source("seldom", 5 * MINUTE),
      source("never", null),
    ]);
    rounds.start();
    await until(10);
    const count = (key: string): number => asked.filter((one) => one.startsWith(key)).length;
    expect([count("often"), count("seldom"), count("never")]).toEqual([10, 2, 1]);
  });

  it("heeds what a source says, and lets no broken or stuck one hold up the others", async () => {
    const waits = { ...well, state: "failed" as const, retryAfterS: 180 };
    const off = { ...well, state: "off" as const };
    const { rounds, asked, until } = open(
      [
        source("told", MINUTE, () => waits),
        source("off", MINUTE, () => off),
        source("broken", MINUTE),
        source("stuck", MINUTE),
        source("last", MINUTE),
      ],
      { stuck: "stuck" },
    );
    rounds.start();
    await until(6);
    const count = (key: string): number => asked.filter((one) => one.startsWith(key)).length;
    expect([count("told"), count("off"), count("broken"), count("stuck"), count("last")]).toEqual([2, 0, 6, 1, 6]);
    await rounds.stop();
  });

  it("asks nobody while another server does, and takes over when its turn comes", async () => {
    let mine = false;
    const { rounds, asked, turns, until } = open([source("one", MINUTE)], { mine: () => mine });
    rounds.start();
    await until(3);
    expect([asked.length, turns.followed > 10]).toEqual([0, true]);
    mine = true;
    await until(4);
    expect(asked.length).toBe(1);
    await rounds.stop();
    await until(10);
    expect([asked.length, turns.ended]).toEqual([1, 1]);
  });

  it("asks for itself, once, when it has missed what another one brought", async () => {
    let looks = 0;
    const { rounds, asked, until } = open([source("one", null), source("two", null)], {
      mine: () => false,
      lost() {
        looks += 1;
        return looks === 2;
      },
    });
    rounds.start();
    await until(5);
    expect(asked.map((one) => one.split("@")[0])).toEqual(["one", "two"]);
    await rounds.stop();
  });
});
