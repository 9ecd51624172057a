import { expect, test } from "vitest";
import { AT, makeIncident, makeModel, makeSource } from "@/tests/overview/make-overview";
import { cadenceWords } from "./age-words";
import { baseWords } from "./base-words";
import { beforeWords, causeWords, changeWords, incidentSentence, timeWords } from "./incident-words";
import { modelSize, modelWords, rankOfModel } from "./model-words";
import { groupOf, isOut, keptWords, rankOfSource, sharedReason, sourceWords } from "./source-words";

const ago = (hours: number): string => new Date(Date.parse(AT) - hours * 3_600_000).toISOString();

test.each([
  [{ state: "ready", detail: "golden sentences read right" }, ["ready", "", "good"]],
  [{ state: "warming", detail: "the model is loading" }, ["warming", "the model is loading", "warn"]],
  [{ state: "warming", loaded: 0.429, detail: "being fetched" }, ["loading 42%", "being fetched", "warn"]],
  [{ state: "not_asked_yet", detail: "with the first text" }, ["not asked yet", "with the first text", "quiet"]],
  [
    { state: "resting", cause: "breaker_open", detail: "Hugging Face answered 503" },
    ["left alone", "Hugging Face answered 503", "warn"],
  ],
  [
    { state: "resting", cause: "rate_limited", detail: "too many requests there" },
    ["left alone", "too many requests there", "warn"],
  ],
  [
    { state: "refused", cause: "golden_failed", detail: "it read plain sentences wrong" },
    ["failed", "it read plain sentences wrong", "bad"],
  ],
  [
    { state: "refused", cause: "not_served", detail: "not served: the provider has none of it" },
    ["not served", "the provider has none of it", "bad"],
  ],
  [{ state: "unusable", detail: "it has no weights" }, ["not served", "it has no weights", "quiet"]],
  [{ state: "off", detail: "no key: local tiers" }, ["no key", "readers of this server answer", "quiet"]],
  [{ state: "off", cause: "bad_key", detail: "the key was refused" }, ["bad key", "the key was refused", "quiet"]],
  [{ state: "off", detail: "HF_MODE is off" }, ["disabled", "HF_MODE is off", "quiet"]],
] as const)("a model: %j", (more, words) => {
  const { word, why, tone } = modelWords(makeModel(more));
  expect([word, why, tone]).toEqual(words);
});

test("who can answer comes first, and who is out stays in sight before who is not wanted", () => {
  const states = ["unusable", "off", "not_asked_yet", "refused", "resting", "warming", "ready"] as const;
  const sorted = states.toSorted((a, b) => rankOfModel({ state: a }) - rankOfModel({ state: b }));
  expect(sorted).toEqual(["ready", "warming", "resting", "refused", "not_asked_yet", "off", "unusable"]);
});

test.each([
  [{}, ["fresh", "", "good"]],
  [{ stale: null }, ["ready", "", "good"]],
  [{ sample: true, state: "not_asked_yet", detail: "Made up." }, ["made up", "always there", "quiet"]],
  [
    { state: "failed", detail: "it could not be reached." },
    ["failed", "it could not be reached, asked again in 4 min", "bad"],
  ],
  [{ state: "off", detail: "not wanted" }, ["disabled", "not wanted", "quiet"]],
  [
    { kind: "candles", stale: true, cadence_h: 24, last_item_at: ago(27) },
    ["stale", "27 h old, expected every 24 h", "warn"],
  ],
  // News is as old as when it was last had, not as its newest story.
  [
    { stale: true, cadence_h: 1 / 12, last_ok_at: ago(0.5), last_item_at: ago(90) },
    ["stale", "30 min old, expected every 5 min", "warn"],
  ],
  [{ stale: true, cadence_h: null, last_ok_at: null, last_item_at: null }, ["stale", "nothing new", "warn"]],
] as const)("a source: %j", (more, words) => {
  const { word, why, tone } = sourceWords(makeSource(more), AT, 250);
  expect([word, why, tone]).toEqual(words);
});

test("a wait that is over is not counted below nothing", () => {
  expect(sourceWords(makeSource({ state: "failed", detail: "out" }), AT, -3).why).toBe("out");
});

test("sources: what is bad first, what is off last, and groups by what they are", () => {
  const rows = [
    makeSource({ key: "off", state: "off", stale: true }),
    makeSource({ key: "unasked", state: "not_asked_yet" }),
    makeSource({ key: "fresh" }),
    makeSource({ key: "stale", stale: true }),
    makeSource({ key: "failed", state: "failed" }),
  ];
  const sorted = rows.toSorted((a, b) => rankOfSource(a) - rankOfSource(b));
  expect(sorted.map(({ key }) => key)).toEqual(["failed", "stale", "fresh", "unasked", "off"]);
  expect(rows.filter(isOut).map(({ key }) => key)).toEqual(["stale", "failed"]);
  expect(groupOf({ key: "feed-a", kind: "news", sample: false })).toBe("feeds");
  expect(groupOf({ key: "dataset-a", kind: "news", sample: false })).toBe("news");
  expect(groupOf({ key: "linxy", kind: "candles", sample: false })).toBe("prices");
  expect(groupOf({ key: "sample", kind: "candles", sample: true })).toBe("sample");
});

test("what is kept, how long and how often, in words", () => {
  expect(keptWords(makeSource({ bytes_kept: 48e6, files_kept: 3, items: null }))).toBe("48.0 MB, 3 files");
  expect(keptWords(makeSource({ items: 1 }))).toBe("1 item");
  expect(keptWords(makeSource({ items: 0 }))).toBeNull();
  expect([1 / 12, 1, 24, 0.001].map(cadenceWords)).toEqual(["5 min", "1 h", "24 h", "1 min"]);
  expect([3.04, 438, 1_629].map(modelSize)).toEqual(["3.0 MB", "438 MB", "1.6 GB"]);
});

test("an incident: what changed, why, after how long, and when", () => {
  const row = makeIncident(1);
  expect(changeWords(row)).toBe("ready → warming");
  expect(causeWords(row)).toBe("the model is loading");
  expect(beforeWords(row)).toBe("after 12 s");
  expect(incidentSentence(row)).toBe("Model: from ready to warming, the model is loading.");
  const unserved = makeIncident(4, { to: "refused", code: "not_served" });
  expect(changeWords(unserved)).toBe("ready → not served");
  expect(modelWords(makeModel({ state: "refused", cause: "not_served" })).word).toBe("not served");
  const bare = makeIncident(2, { from: null, to: "started", detail: "", code: null, lasted_s: null });
  expect(incidentSentence(bare)).toBe("Model: started.");
  expect(beforeWords(bare)).toBe("");
  expect(causeWords(makeIncident(3, { detail: " ", code: "timed_out" }))).toBe("it took too long");
  expect(timeWords("2026-03-04T09:41:07Z", AT)).toBe("09:41:07");
  expect(timeWords("2026-03-03T09:41:07Z", AT)).toBe("03-03 09:41");
});

test.each([
  ["engine", "off", "no key: local tiers", ["no key", "readers of this server answer", "quiet"]],
  [
    "engine",
    "off",
    "HF_MODE is off: local tiers",
    ["disabled", "HF_MODE is off: readers of this server answer", "quiet"],
  ],
  ["engine", "pass", "HF_TOKEN is set", ["ready", "HF_TOKEN is set", "good"]],
  [
    "engine",
    "warn",
    "the key was refused: local tiers",
    ["left alone", "the key was refused: readers of this server answer", "warn"],
  ],
  [
    "engine",
    "warn",
    "the latest call failed: it took too long",
    ["failed", "the latest call failed: it took too long", "warn"],
  ],
  ["store", "warn", "it cannot be written to", ["failed", "it cannot be written to", "warn"]],
] as const)("what models stand on, in the words of the cards: %s, %s, %s", (kind, status, detail, words) => {
  const { word, why, tone } = baseWords({ kind, status, detail });
  expect([word, why, tone]).toEqual(words);
});

test("a reason that several share is told once", () => {
  const off = (key: string, detail = "USE_HF_DATASETS is false") => makeSource({ key, state: "off", detail });
  expect(sharedReason([makeSource(), off("a"), off("b")])).toBe("USE_HF_DATASETS is false");
  expect(sharedReason([off("a"), off("b", "other")])).toBeNull();
  expect(sharedReason([makeSource(), off("a")])).toBeNull();
});
