import { describe, expect, it } from "vitest";
import { fakeEngine, fakeTier } from "../../../tests/fakes/fake-engine";
import { type Choice, chooseSteps } from "./choose-steps";

const api = fakeTier([fakeEngine("a"), fakeEngine("b"), fakeEngine("c")], { order: () => ["b", "a"] });
const last = fakeTier([fakeEngine("lexical", { engine: "lexical", id: "lexicon" })], { engine: "lexical" });
const silent = [{ key: "mute", id: "owner/mute", reason: "it has no weights" }];

const choose = (more: Partial<Choice> = {}) =>
  chooseSteps([api, last], silent, { category: "crypto", use_ensemble: false, ...more });
const keys = (more: Partial<Choice> = {}): string[] => {
  const steps = choose(more);
  if (!steps.ok) throw new Error(steps.error.detail);
  return steps.value.map(
    ({ engines, together, beside = [] }) =>
      [...engines, ...beside.flatMap((group) => group.engines)].map(({ key }) => key).join(together ? "+" : ",") +
      (together ? " together" : ""),
  );
};

describe("chooseSteps", () => {
  it.for([
    [{}, ["b,a", "lexical"]],
    [{ use_ensemble: true }, ["b+a+lexical together", "lexical"]],
    [{ model: "c" }, ["c", "lexical"]],
    [{ model: "owner/c" }, ["c", "lexical"]],
    [{ model: "lexical" }, ["lexical"]],
    [{ models: ["c", "a"] }, ["c,a", "lexical"]],
    [{ model: "c", models: ["a", "c"] }, ["c,a", "lexical"]],
    [{ models: ["c", "a"], use_ensemble: true }, ["c+a together", "lexical"]],
    [{ models: ["lexical", "a"], use_ensemble: true }, ["a+lexical together"]],
    [{ models: ["a", "lexical"] }, ["a", "lexical"]],
  ] as const)("%j asks %j", ([choice, wanted]) => {
    expect(keys(choice)).toEqual(wanted);
  });

  it.for([
    [{ model: "nope" }, "validation_failed", "model", "unknown_value"],
    [{ models: ["a", "nope"] }, "validation_failed", "models[1]", "unknown_value"],
    [{ model: "mute" }, "validation_failed", "model", "unusable_value"],
    [{ models: ["owner/mute"] }, "validation_failed", "models[0]", "unusable_value"],
    [{ model: "evil/model" }, "invalid_identifier", "model", "not_allowed"],
    [{ model: "a", models: ["evil/model"] }, "invalid_identifier", "models[0]", "not_allowed"],
  ] as const)("%j is refused as %s", ([choice, code, field, reason]) => {
    const steps = choose(choice);
    expect(steps).toMatchObject({ ok: false, error: { code, fields: [{ field, code: reason }] } });
    expect(!steps.ok && steps.error.fields?.[0]?.allowed).toEqual(["a", "b", "c", "lexical"]);
  });

  it("asks a tier that is not wanted only where one of its engines is named", () => {
    const off = { ...api, onlyNamed: true };
    const asked = (more: Partial<Choice>) => {
      const steps = chooseSteps([off, last], silent, { category: "crypto", use_ensemble: false, ...more });
      return steps.ok && steps.value.map(({ tier }) => tier.engine);
    };
    expect(asked({})).toEqual(["lexical"]);
    expect(asked({ use_ensemble: true })).toEqual(["lexical"]);
    expect(asked({ model: "a" })).toEqual(["hf_inference_api", "lexical"]);
  });

  it("says why a model that is known cannot read", () => {
    const steps = choose({ model: "mute" });
    expect(!steps.ok && steps.error.detail).toContain("it has no weights");
  });
});
