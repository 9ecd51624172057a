import { describe, expect, it } from "vitest";
import { type FakeAnswer, plainClassifier, readPlainly } from "@/tests/fakes/plain-classifier";
import { failed, type Outcome } from "../failure";
import type { HostPolicy } from "../resilience/create-host-policy";
import { catalogue } from "./catalogue";
import { classifyParts } from "./classify-parts";
import type { ModelSpec } from "./model-spec";

const finbert = catalogue.find(({ key }) => key === "financial_sentiment");
/** Lets every call through once. */
const open: HostPolicy = {
  ask: (_model, _texts, signal, work) => work(signal),
  lookAtHost: () => ({ state: "closed", because: null, retryAfterS: 0 }),
  lookAtModel: () => ({ state: "closed", because: null, retryAfterS: 0 }),
};

function read(
  parts: readonly string[],
  golden: ModelSpec["golden"],
  answer?: FakeAnswer,
  more: Partial<ModelSpec> = {},
) {
  if (!finbert) throw new Error("no finbert");
  const classifier = plainClassifier(answer);
  const booked: number[] = [];
  const outcome = classifyParts(
    { spec: { ...finbert, ...more }, classifier, policy: open, book: ({ computeS }) => booked.push(computeS) },
    parts,
    golden,
    new AbortController().signal,
  );
  return { outcome, classifier, booked };
}
const golden = finbert?.golden ?? [];

/** Says the opposite of what it reads: the labels of the model were swapped. */
const swapped: FakeAnswer = (request) => {
  const read = readPlainly(request);
  if (!read.ok) return read;
  const turn = (label: string) => ({ positive: "negative", negative: "positive" })[label] ?? label;
  const rankings = read.value.rankings.map((list) => list.map(({ label, score }) => ({ label: turn(label), score })));
  return { ok: true, value: { ...read.value, rankings } };
};

describe("classifyParts", () => {
  it("sends the golden sentences first and gives only the scores of the parts", async () => {
    const { outcome, classifier, booked } = read(["Stocks soar", "Shares crash"], golden);
    const scores = await outcome;
    expect(classifier.calls).toEqual([[...golden.map(({ text }) => text), "Stocks soar", "Shares crash"]]);
    expect(scores.ok && scores.value.map(({ bullish }) => bullish > 0.5)).toEqual([true, false]);
    expect(booked).toEqual([0.01]);
  });

  it("refuses a model whose labels were swapped, and shows nothing of it", async () => {
    expect(await read(["Stocks soar"], golden, swapped).outcome).toMatchObject({ error: { code: "golden_failed" } });
  });

  it("without golden sentences believes what parses", async () => {
    expect((await read(["Stocks soar"], [], swapped).outcome).ok).toBe(true);
  });

  const bad: readonly (readonly [string, FakeAnswer])[] = [
    ["fewer rankings than texts", () => ({ ok: true, value: { rankings: [], computeS: 1 } })],
    ["scores that are no numbers", bend(() => Number.NaN)],
    ["scores that sum to seven", bend((score) => score * 7)],
    ["scores below zero", bend((score) => -score)],
  ];
  it.for(bad)("does not believe %s", async ([, answer]) => {
    expect(await read(["Stocks soar"], [], answer).outcome).toMatchObject({ error: { code: "bad_answer" } });
  });

  it("books what a call cost even when its answer is not believed", async () => {
    const { outcome, booked } = read(
      ["Stocks soar"],
      [],
      bend(() => 7),
    );
    await outcome;
    expect(booked).toEqual([0.01]);
  });

  it("passes a failure on and books nothing", async () => {
    const { outcome, booked } = read(["Stocks soar"], [], () => failed("unreachable"));
    expect(await outcome).toMatchObject({ error: { code: "unreachable" } });
    expect(booked).toEqual([]);
  });

  it("never asks a model that gives no labels", async () => {
    const { outcome, classifier } = read(["up"], [], undefined, { task: "text-generation" });
    expect(await outcome).toMatchObject({ error: { code: "not_served" } });
    expect(classifier.calls).toEqual([]);
  });
});

function bend(score: (score: number) => number): FakeAnswer {
  return (request): Outcome<{ rankings: { label: string; score: number }[][]; computeS: number }> => {
    const read = readPlainly(request);
    if (!read.ok) return read;
    const rankings = read.value.rankings.map((list) =>
      list.map((each) => ({ label: each.label, score: score(each.score) })),
    );
    return { ok: true, value: { rankings, computeS: 0.01 } };
  };
}
