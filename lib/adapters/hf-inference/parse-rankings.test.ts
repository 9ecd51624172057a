import { describe, expect, it } from "vitest";
import { parseRankings } from "./parse-rankings";

const up = [
  { label: "positive", score: 0.9 },
  { label: "negative", score: 0.1 },
];
const down = [
  { label: "negative", score: 0.8 },
  { label: "positive", score: 0.2 },
];
const legacy = { sequence: "up", labels: ["positive", "negative"], scores: [0.9, 0.1] };

describe("what is believed to be rankings", () => {
  it.for([
    ["a list of lists, one text", [up], 1, [up]],
    ["a list of lists, two texts", [up, down], 2, [up, down]],
    ["a flat list, one text", up, 1, [up]],
    ["zero-shot's older form, one text", legacy, 1, [up]],
    ["zero-shot's older form, one text in a list", [legacy], 1, [up]],
    ["zero-shot's older form, two texts", [legacy, legacy], 2, [up, up]],
    ["nothing for no texts", [], 0, []],
    ["more fields than asked for", [[{ label: "a", score: 1, index: 3 }]], 1, [[{ label: "a", score: 1 }]]],
  ] as const)("%s", ([, json, texts, expected]) => {
    expect(parseRankings(json, texts)).toEqual(expected);
  });

  it("keeps the order of the texts and of the labels", () => {
    expect(parseRankings([down, up], 2)).toEqual([down, up]);
  });
});

describe("what is not", () => {
  const best = [
    { label: "positive", score: 0.9 },
    { label: "negative", score: 0.8 },
  ];
  it.for([
    ["the best label of each of two texts, in one list", [best], 2],
    ["the best label of each of two texts, flat", best, 2],
    ["fewer rankings than texts", [up], 2],
    ["more rankings than texts", [up, down], 1],
    ["deeper nesting", [[up]], 1],
    ["a flat list for many texts", up, 3],
    ["a ranking without labels", [[]], 1],
    ["more labels than any model has", [Array.from({ length: 101 }, () => up[0])], 1],
    ["scores as text", [[{ label: "positive", score: "0.9" }]], 1],
    ["scores of null", [[{ label: "positive", score: null }]], 1],
    ["a score that is no number", [[{ label: "positive", score: Number.NaN }]], 1],
    ["a score without an end", [[{ label: "positive", score: Number.POSITIVE_INFINITY }]], 1],
    ["no label", [[{ score: 0.9 }]], 1],
    ["a label as long as a page", [[{ label: "x".repeat(201), score: 1 }]], 1],
    ["more scores than labels", { ...legacy, scores: [0.9, 0.05, 0.05] }, 1],
    ["an error", { error: "Model too busy" }, 1],
    ["an empty object", {}, 1],
    ["a text", "positive", 1],
    ["null", null, 1],
    ["nothing", undefined, 1],
  ] as const)("%s", ([, json, texts]) => {
    expect(parseRankings(json, texts)).toBeNull();
  });
});
