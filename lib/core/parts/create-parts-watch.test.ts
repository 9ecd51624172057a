import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createParts } from "../../../tests/incidents/create-parts";

const states = (rows: readonly { from: string | null; to: string }[]): string[] =>
  rows.map(({ from, to }) => `${from}>${to}`);

describe("createPartsWatch", () => {
  it("is silent on how things began, and tells what stays bad from the first look on", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "ready" });
    parts.set("b", { state: "not_asked_yet" });
    parts.set("c", { state: "failed", code: "crashed" });
    parts.set("redis", { kind: "store", state: "failed" });
    expect(look()).toEqual([]);
    parts.set("redis", { kind: "store", state: "ready" });
    expect(pass(1)).toEqual([]);
    expect(pass(3)).toMatchObject([{ key: "c", from: null, to: "failed", code: "crashed", lasted_s: null }]);
    expect(pass(60)).toEqual([]);
  });

  it("tells a first success, an end and a return, and how long each lasted", () => {
    const { parts, look, pass, clock } = createParts();
    parts.set("a", { state: "not_asked_yet" });
    look();
    parts.set("a", { state: "ready" });
    expect(pass(5)).toMatchObject([{ from: "not_asked_yet", to: "ready", severity: "info", lasted_s: 5 }]);
    parts.set("a", { state: "resting", code: "breaker_open" });
    clock.setOff(-3_600_000);
    expect(pass(30.5)).toMatchObject([{ from: "ready", to: "resting", lasted_s: 30.5 }]);
    parts.set("a", { state: "ready" });
    expect(pass(10)).toMatchObject([{ from: "resting", to: "ready", severity: "info", code: null, lasted_s: 10 }]);
  });

  it("takes a first warming for no trouble, and a later one for some", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "not_asked_yet" });
    look();
    parts.set("a", { state: "warming", code: "loading" });
    expect(pass(5)).toMatchObject([{ from: "not_asked_yet", to: "warming", severity: "info" }]);
    parts.set("a", { state: "ready" });
    pass(5);
    parts.set("b", { state: "ready" });
    pass(1);
    parts.set("a", { state: "warming", code: "loading" });
    expect(pass(5)).toMatchObject([{ from: "ready", to: "warming", severity: "warning" }]);
  });

  it("tells another cause of the same state, and no other words of the same cause", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "ready" });
    look();
    parts.set("a", { state: "resting", code: "breaker_open", detail: "left alone for 30 s" });
    expect(pass(1)).toHaveLength(1);
    parts.set("a", { state: "resting", code: "breaker_open", detail: "left alone for 29 s" });
    expect(pass(1)).toEqual([]);
    parts.set("a", { state: "resting", code: "bad_key", detail: "the key was refused" });
    expect(pass(1)).toMatchObject([
      { from: "resting", to: "resting", code: "bad_key", detail: "the key was refused", lasted_s: 2 },
    ]);
    parts.set("a", { state: "ready" });
    expect(pass(1)).toMatchObject([{ from: "resting", to: "ready", lasted_s: 3 }]);
  });

  it("takes a rest that is over for no return: only who was asked is back", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "ready" });
    look();
    const told: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      parts.set("a", { state: "warming", code: "loading" });
      told.push(...states(pass(10)));
      parts.set("a", { state: "not_asked_yet" });
      told.push(...states(pass(10)));
    }
    expect(told).toEqual(["ready>warming"]);
    parts.set("a", { state: "ready" });
    expect(states(pass(10))).toEqual(["warming>ready"]);
    // A proof that is a day old is no bad news.
    parts.set("a", { state: "not_asked_yet" });
    expect(pass(3_600)).toEqual([]);
    parts.set("a", { state: "refused", code: "not_served" });
    expect(states(pass(1))).toEqual(["ready>refused"]);
    parts.set("a", { state: "not_asked_yet" });
    pass(1);
    expect(states(pass(61))).toEqual(["refused>not_asked_yet"]);
  });

  it("says once that a part flaps, counts the rest, and tells how it is when it has been calm for a minute", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "ready" });
    parts.set("b", { state: "ready" });
    look();
    const told = Array.from({ length: 40 }, (_, index) => {
      parts.set("a", index % 2 === 0 ? { state: "failed", code: "crashed" } : { state: "ready" });
      return pass(2);
    }).flat();
    expect(told).toHaveLength(7);
    expect(
      told
        .slice(0, 6)
        .map(({ detail }) => detail)
        .join(),
    ).not.toContain("flaps");
    expect(told[6]?.detail).toContain("it flaps: more than 6 changes in 60 s");
    expect(pass(50)).toEqual([]);
    expect(pass(11)).toMatchObject([
      { from: "failed", to: "ready", severity: "info", detail: expect.stringContaining("after 40 changes in 78 s") },
    ]);
    parts.set("a", { state: "failed", code: "crashed" });
    parts.set("b", { state: "failed", code: "crashed" });
    expect(
      pass(600)
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(["a", "b"]);
  });

  it("sees also what flaps slowly: more than thirty changes in an hour", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "ready" });
    look();
    const told = Array.from({ length: 200 }, (_, index) => {
      parts.set("a", index % 2 === 0 ? { state: "failed" } : { state: "ready" });
      return pass(60);
    }).flat();
    expect(told).toHaveLength(31);
    expect(told.at(-1)?.detail).toContain("more than 30 changes in 3600 s");
    expect(pass(540)).toEqual([]);
    expect(pass(60)).toMatchObject([{ detail: expect.stringContaining("calm again, after 200 changes") }]);
  });

  it("calls it critical where nothing stands in", () => {
    const { parts, look, pass } = createParts();
    for (const key of ["a", "b", "c"]) parts.set(key, { state: "ready" });
    parts.set("hf", { kind: "tier", state: "ready" });
    parts.set("disk", { kind: "store", state: "ready" });
    parts.set("jobs", { kind: "store", state: "ready" });
    parts.set("feed", { kind: "source", state: "ready" });
    look();
    const severityOf = (key: string) => {
      const [row] = pass(1).filter((one) => one.key === key);
      return row?.severity;
    };
    parts.set("a", { state: "failed" });
    expect(severityOf("a")).toBe("warning");
    parts.set("b", { state: "not_asked_yet" });
    parts.set("c", { state: "failed" });
    expect(severityOf("c")).toBe("warning");
    parts.set("b", { state: "refused" });
    expect(severityOf("b")).toBe("critical");
    parts.set("hf", { kind: "tier", state: "resting" });
    expect(severityOf("hf")).toBe("critical");
    parts.set("disk", { kind: "store", state: "failed" });
    expect(severityOf("disk")).toBe("warning");
    parts.set("jobs", { kind: "store", state: "failed" });
    expect(severityOf("jobs")).toBe("critical");
    parts.set("feed", { kind: "source", state: "failed" });
    expect(severityOf("feed")).toBe("warning");
    parts.set("a", { state: "ready" });
    expect(severityOf("a")).toBe("info");
  });

  it("folds sources that change alike at once, and leaves the others alone", () => {
    const { parts, look, pass } = createParts();
    for (let feed = 0; feed < 45; feed += 1) parts.set(`feed-${feed}`, { kind: "source", state: "ready" });
    for (let model = 0; model < 8; model += 1) parts.set(`model-${model}`, { state: "ready" });
    look();
    for (const key of parts.keys())
      parts.set(key, {
        kind: key.startsWith("feed") ? "source" : "model",
        state: "failed",
        code: ["feed-1", "feed-2"].includes(key) ? "bad_answer" : "unreachable",
      });
    const told = pass(1);
    expect(told.map(({ key }) => key)).toEqual([
      "sources",
      "feed-1",
      "feed-2",
      ...Array.from({ length: 8 }, (_, model) => `model-${model}`),
    ]);
    expect(told[0]).toMatchObject({
      name: "43 sources",
      kind: "source",
      from: "ready",
      to: "failed",
      code: "unreachable",
      severity: "warning",
    });
    expect(told[0]?.detail).toBe(
      "FEED-0, FEED-3, FEED-4, FEED-5, FEED-6, FEED-7, FEED-8, FEED-9 and 35 more; the first of them: because of unreachable",
    );
    // Five are not many.
    for (let feed = 0; feed < 5; feed += 1) parts.set(`feed-${feed}`, { kind: "source", state: "ready" });
    expect(pass(1)).toHaveLength(5);
  });

  it("tells first successes of sources together, after ten seconds, or before what became of one of them", () => {
    const { parts, look, pass } = createParts();
    for (let feed = 0; feed < 45; feed += 1) parts.set(`feed-${feed}`, { kind: "source", state: "not_asked_yet" });
    look();
    for (let feed = 0; feed < 40; feed += 5) {
      for (let more = 0; more < 5; more += 1) parts.set(`feed-${feed + more}`, { kind: "source", state: "ready" });
      expect(pass(1)).toEqual([]);
    }
    pass(1);
    expect(pass(2)).toMatchObject([
      { key: "sources", name: "40 sources", from: "not_asked_yet", to: "ready", severity: "info", code: null },
    ]);
    for (let feed = 40; feed < 45; feed += 1) parts.set(`feed-${feed}`, { kind: "source", state: "ready" });
    expect(pass(1)).toEqual([]);
    parts.set("feed-3", { kind: "source", state: "failed", code: "timed_out" });
    expect(pass(1).map(({ key }) => key)).toEqual(["feed-3"]);
    parts.set("feed-44", { kind: "source", state: "failed", code: "timed_out" });
    expect(pass(1).map(({ key, to }) => `${key} ${to}`)).toEqual([
      ...Array.from({ length: 5 }, (_, index) => `feed-${40 + index} ready`),
      "feed-44 failed",
    ]);
    expect(pass(60)).toEqual([]);
  });

  it("tells first successes that wait when it ends, each once", () => {
    const { parts, look, pass, end } = createParts();
    for (let feed = 0; feed < 8; feed += 1) parts.set(`feed-${feed}`, { kind: "source", state: "not_asked_yet" });
    look();
    for (let feed = 0; feed < 7; feed += 1) parts.set(`feed-${feed}`, { kind: "source", state: "ready" });
    expect(pass(1)).toEqual([]);
    expect(end()).toMatchObject([{ key: "sources", name: "7 sources", from: "not_asked_yet", to: "ready" }]);
    expect(end()).toEqual([]);
  });

  it("forgets what is gone for a minute, and watches a bounded number", () => {
    const { parts, look, pass } = createParts();
    parts.set("a", { state: "ready" });
    look();
    parts.delete("a");
    pass(30);
    parts.set("a", { state: "failed" });
    expect(states(pass(1))).toEqual(["ready>failed"]);
    parts.delete("a");
    pass(61);
    parts.set("a", { state: "ready" });
    expect(pass(1)).toEqual([]);
    expect(pass(5)).toEqual([]);
    for (let part = 0; part < 3_000; part += 1) parts.set(`p${part}`, { state: "ready" });
    pass(1);
    for (let part = 0; part < 3_000; part += 1) parts.set(`p${part}`, { state: "failed" });
    expect(pass(1)).toHaveLength(999);
  });

  it("does not mind a clock that is set back, nor parts of one key and two kinds", () => {
    const clock = fakeClock();
    const { parts, look, pass } = createParts(clock);
    parts.set("a", { state: "ready" });
    look();
    clock.setOff(-86_400_000);
    parts.set("a", { state: "failed" });
    expect(pass(2)[0]).toMatchObject({ lasted_s: 2, at: new Date(clock.wall()).toISOString() });
  });
});
