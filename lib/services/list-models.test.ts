import { describe, expect, test } from "vitest";
import evaluationJson from "../../models/barometer-sentiment/results/evaluation.json" with { type: "json" };
import { fakeEngine } from "../../tests/fakes/fake-engine";
import { evaluationSchema } from "../contracts/evaluation";
import { models } from "../contracts/functions/models";
import { failure } from "../core/failure";
import type { NeuralLook } from "../core/models/neural-look";
import type { ApiMode } from "../core/models/resolve-api-mode";
import { embeddedSpec } from "../core/neural/embedded-spec";
import { nameOf } from "../core/stats/names";
import { countIn, emptySheet, timeIn } from "../core/stats/sheet";
import { listModels, type ModelsDeps } from "./list-models";

const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE_MS = 60_000;
const evaluation = evaluationSchema.parse(evaluationJson);
const RELEASE = evaluation.model.revision;
const macroF1Of = (name: string) => evaluation.engines.find(({ engine }) => engine === name)?.mean.macro_f1;

const look = (dtype: string, more: Partial<NeuralLook> = {}): NeuralLook => ({
  spec: embeddedSpec,
  engine: { ...fakeEngine("barometer_sentiment", { engine: "embedded_model" }), dtype },
  standing: () => "ready",
  refusal: () => null,
  askedAt: () => 1,
  loaded: () => true,
  loading: () => null,
  release: () => RELEASE,
  ...more,
});

const unusable = { ...embeddedSpec, key: "remote", unusable: null };

const remote = (state: ApiMode["state"]): ModelsDeps["remote"] => ({
  mode: { state, why: "because" },
  specs: [unusable],
  refusal: () => null,
  host: () => ({ state: "closed", because: null, retryAfterS: 0 }),
  model: () => ({
    standing: "unverified",
    refusal: null,
    breaker: { state: "open", because: failure("timed_out"), retryAfterS: 4.2 },
  }),
  askedAt: () => null,
  failing: () => null,
});

const none = { ...remote("off"), specs: [] };

async function list(more: Partial<ModelsDeps>) {
  const listed = await listModels({
    deps: {
      remote: none,
      neural: [],
      local: [],
      checks: () => new Map(),
      read: async () => ({ sheet: emptySheet(), since: NOW - 60 * MINUTE_MS, replicas: 1, keptIn: "memory" }),
      clock: { wall: () => NOW },
      evaluation,
      ...more,
    },
  });
  if (!listed.ok) throw new Error("it never fails");
  expect(models.output.parse(listed.value)).toEqual(listed.value);
  return listed.value.models;
}

describe("what was measured of a model", () => {
  test.each(["q8", "fp32"])(
    "weights as %s: what answers is the fusion, and so it is the fusion that was measured",
    async (dtype) => {
      const [entry] = await list({ neural: [look(dtype)] });
      expect(entry?.quality?.mean.macro_f1).toBe(macroF1Of(`fusion-${dtype}`));
      expect(entry?.quality?.mean.macro_f1).toBeGreaterThan(0.7);
      expect(entry?.quality?.sets.map(({ set }) => set)).toEqual(evaluation.sets.map(({ set }) => set));
      expect(entry?.quality?.sets.filter((set) => set.without_neutral).map(({ set }) => set)).toEqual([
        "dev.crypto_social",
      ]);
    },
  );

  test("of another release, of a model of a user's own and of a remote one nobody knows", async () => {
    const entries = await list({
      neural: [look("q8", { release: () => "000000000000" }), look("q8", { release: () => null })],
      remote: remote("auth"),
    });
    expect(entries.map(({ quality }) => quality)).toEqual([null, null, null]);
  });

  test("of the lexical reader; another reader of this process was not measured", async () => {
    const local = [fakeEngine("lexical", { engine: "lexical" }), fakeEngine("other", { engine: "local_model" })];
    const [lexical, other] = await list({ local });
    expect(lexical?.quality?.mean.macro_f1).toBe(macroF1Of("lexical"));
    expect(other?.quality).toBeNull();
  });
});

describe("how it is", () => {
  test("while it is loaded for the first time it says how much of it is here; afterwards a load is nobody's business", async () => {
    const loading = () => ({ fetched: 0.4276 });
    const [fetching] = await list({ neural: [look("q8", { standing: () => "unverified", loading })] });
    expect(fetching).toMatchObject({ state: "warming", loaded: 0.4276, detail: "fetching, 42 %" });
    const [unknown] = await list({
      neural: [look("q8", { standing: () => "unverified", loading: () => ({ fetched: null }) })],
    });
    expect(unknown).toMatchObject({ state: "warming", loaded: null, detail: "being loaded" });
    const [ready] = await list({ neural: [look("q8", { loading })] });
    expect(ready).toMatchObject({ state: "ready", loaded: null });
  });

  test("bad files: refused, with the cause by its name and the reason in words", async () => {
    const refusal = () => failure("bad_files", { detail: "config.json cannot be read" });
    const [entry] = await list({ neural: [look("q8", { standing: () => "refused", refusal })] });
    expect(entry).toMatchObject({ state: "refused", cause: "bad_files", detail: "config.json cannot be read" });
  });

  test("a reader of this process that nobody has looked at yet is not refused, and is as the incidents tell it", async () => {
    const engine = fakeEngine("lexical", { engine: "lexical" });
    const checks = (status: "pass" | "fail") => () => new Map([["lexical", { status, detail: "so", checkedAt: NOW }]]);
    const stateOf = async (more: Partial<ModelsDeps>) => (await list({ local: [engine], ...more }))[0]?.state;
    expect(await stateOf({})).toBe("not_asked_yet");
    expect(await stateOf({ checks: checks("pass") })).toBe("ready");
    expect(await stateOf({ checks: checks("fail") })).toBe("refused");
  });

  test("off: no key and a key that was refused are told apart from what is not wanted", async () => {
    const causeOf = async (state: ApiMode["state"]) => {
      const [entry] = await list({ remote: remote(state) });
      return [entry?.state, entry?.cause];
    };
    expect(await causeOf("off")).toEqual(["off", null]);
    expect(await causeOf("no_key")).toEqual(["off", "no_key"]);
    expect(await causeOf("bad_key")).toEqual(["off", "bad_key"]);
    const [open] = await list({ remote: remote("auth") });
    expect(open).toMatchObject({
      state: "resting",
      cause: "breaker_open",
      breaker: { state: "open", retry_after_s: 5 },
    });
  });
});

describe("calls", () => {
  const counted = (since: number) => async (window: string) => {
    const sheet = emptySheet();
    const key = embeddedSpec.key;
    for (let call = 0; call < (window === "all" ? 300 : 30); call += 1) {
      countIn(sheet, nameOf.attempt(key, "answered"));
      timeIn(sheet, nameOf.attemptTime(key), 2);
    }
    countIn(sheet, nameOf.attempt(key, "timed_out"));
    return { sheet, since, replicas: 1, keptIn: "memory" as const };
  };

  test.each([
    ["a quarter of an hour", 15, 2],
    ["ten minutes", 10, 3],
    ["a second: a rate over less than a minute would be a guess", 1 / 60, 30],
    ["a clock that was set back", -5, 30],
    ["longer than the window", 20, 2],
  ])("a minute, counted for %s", async (_, minutes, perMinute) => {
    const [entry] = await list({ neural: [look("q8")], read: counted(NOW - minutes * MINUTE_MS) });
    expect(entry?.calls).toMatchObject({
      first_attempts: 301,
      answered: 300,
      failed: { timed_out: 1 },
      per_minute: perMinute,
    });
  });
});
