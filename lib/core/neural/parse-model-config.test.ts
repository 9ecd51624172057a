import { describe, expect, it } from "vitest";
import { meaningOf } from "./meaning-of";
import { parseGolden, parseHashes, parseModelConfig } from "./parse-model-config";

const bad = { ok: false, error: { code: "bad_files" } };
const hash = "a".repeat(64);

describe("config.json", () => {
  it("holds how to fuse, or nothing of it", () => {
    const text = JSON.stringify({ fusion: { lexical_weight: 0.15, temperature: 1.09, ece: 0.02 } });
    expect(parseModelConfig(text)).toEqual({
      ok: true,
      value: { fusion: { lexicalWeight: 0.15, temperature: 1.09 }, ece: 0.02 },
    });
    expect(parseModelConfig("{}")).toEqual({ ok: true, value: { fusion: null, ece: null } });
  });
  it.each([
    "",
    "<html>",
    "[]",
    "null",
    '{"fusion":1}',
    '{"fusion":{"lexical_weight":-1,"temperature":1}}',
    '{"fusion":{"lexical_weight":"x","temperature":1}}',
    '{"fusion":{"lexical_weight":1,"temperature":0}}',
  ])("%s is refused", (text) => expect(parseModelConfig(text)).toMatchObject(bad));
});

describe("hashes.json", () => {
  it("lists files and their SHA-256", () => {
    expect(parseHashes(`{"onnx/model.onnx":"${hash}"}`)).toEqual({
      ok: true,
      value: new Map([["onnx/model.onnx", hash]]),
    });
  });
  it.each(["", "{}", "[]", '{"a":"b"}', `{"../a":"${hash}"}`, `{"/a":"${hash}"}`, `{"a":"${hash}","b":1}`])(
    "%s is refused",
    (text) => expect(parseHashes(text)).toMatchObject(bad),
  );
});

describe("golden.json", () => {
  const row = (label: string) => ({ text: "x", label });
  it("gives the sentences that have labels", () => {
    const rows = [row("bullish"), row("neutral"), row("bearish"), { text: "more" }];
    expect(parseGolden(JSON.stringify(rows))).toMatchObject({ ok: true, value: rows.slice(0, 3) });
  });
  it.each(["", "{}", "[]", JSON.stringify([row("up"), row("up"), row("up")])])("%s is refused", (text) =>
    expect(parseGolden(text)).toMatchObject(bad),
  );
});

describe("labels of models of others", () => {
  it.each([
    [
      ["negative", "neutral", "positive"],
      ["bearish", "neutral", "bullish"],
    ],
    [
      ["NEUTRAL", "BULLISH", "BEARISH"],
      ["neutral", "bullish", "bearish"],
    ],
    [
      ["NEGATIVE", "POSITIVE"],
      ["bearish", "bullish"],
    ],
  ])("%j", (labels, means) =>
    expect(meaningOf(labels)).toEqual({
      ok: true,
      value: Object.fromEntries(labels.map((label, index) => [label, means[index]])),
    }),
  );
  it.each([[["LABEL_0", "LABEL_1"]], [["joy", "anger"]], [["positive", "neutral"]], [[]]])(
    "%j mean nothing",
    (labels) => expect(meaningOf(labels)).toMatchObject(bad),
  );
});
