import { describe, expect, it } from "vitest";
import { createFakeClassifier, type FakeClassifierOptions } from "@/tests/fakes/fake-classifier";
import { failed } from "../failure";
import type { ClassifyRequest, LabelScore } from "../ports";
import type { HostPolicy } from "../resilience/create-host-policy";
import { catalogue } from "./catalogue";
import { classifyParts } from "./classify-parts";
import type { ModelSpec } from "./model-spec";

type FakeAnswer = NonNullable<FakeClassifierOptions["answer"]>;

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
  const calls: ClassifyRequest[] = [];
  const classifier = createFakeClassifier({ calls, ...(answer && { answer }) });
  const booked: number[] = [];
  const outcome = classifyParts(
    { spec: { ...finbert, ...more }, classifier, policy: open, book: ({ computeS }) => booked.push(computeS) },
    parts,
    golden,
    new AbortController().signal,
  );
  return { outcome, sent: () => calls.map(({ texts }) => texts), booked };
}
const golden = finbert?.golden ?? [];

/** The fake's own answer with each label and score changed. */
function bend(change: (each: LabelScore) => LabelScore): FakeAnswer {
  return async (request) => {
    const read = await createFakeClassifier().classify(request);
    if (!read.ok) return read;
    return { ok: true, value: { ...read.value, rankings: read.value.rankings.map((list) => list.map(change)) } };
  };
}
const bendScore = (score: (score: number) => number) => bend((each) => ({ ...each, score: score(each.score) }));

const opposite: Readonly<Record<string, string>> = { positive: "negative", negative: "positive" };
/** Says the opposite of what it reads: the labels of the model were swapped. */
const swapped = bend((each) => ({ ...each, label: opposite[each.label] ?? each.label }));

describe("classifyParts", () => {
  it("sends the golden sentences first and gives only the scores of the parts", async () => {
    const { outcome, sent, booked } = read(["Stocks soar", "Shares crash"], golden);
    const scores = await outcome;
    expect(sent()).toEqual([[...golden.map(({ text }) => text), "Stocks soar", "Shares crash"]]);
    expect(scores.ok && scores.value.map(({ bullish }) => bullish > 0.5)).toEqual([true, false]);
    expect(booked).toEqual([0.02]);
  });

  it("refuses a model whose labels were swapped, and shows nothing of it", async () => {
    expect(await read(["Stocks soar"], golden, swapped).outcome).toMatchObject({ error: { code: "golden_failed" } });
  });

  it("without golden sentences believes what parses", async () => {
    expect((await read(["Stocks soar"], [], swapped).outcome).ok).toBe(true);
  });

  const bad: readonly (readonly [string, FakeAnswer])[] = [
    ["fewer rankings than texts", () => ({ ok: true, value: { rankings: [], computeS: 1 } })],
    ["scores that are no numbers", bendScore(() => Number.NaN)],
    ["scores that sum to seven", bendScore((score) => score * 7)],
    ["scores below zero", bendScore((score) => -score)],
  ];
  it.for(bad)("does not believe %s", async ([, answer]) => {
    expect(await read(["Stocks soar"], [], answer).outcome).toMatchObject({ error: { code: "bad_answer" } });
  });

  it("books what a call cost even when its answer is not believed", async () => {
    const { outcome, booked } = read(
      ["Stocks soar"],
      [],
      bendScore(() => 7),
    );
    await outcome;
    expect(booked).toEqual([0.02]);
  });

  it("passes a failure on and books nothing", async () => {
    const { outcome, booked } = read(["Stocks soar"], [], () => failed("unreachable"));
    expect(await outcome).toMatchObject({ error: { code: "unreachable" } });
    expect(booked).toEqual([]);
  });

  it("never asks a model that gives no labels", async () => {
    const { outcome, sent } = read(["up"], [], undefined, { task: "text-generation" });
    expect(await outcome).toMatchObject({ error: { code: "not_served" } });
    expect(sent()).toEqual([]);
  });
});
