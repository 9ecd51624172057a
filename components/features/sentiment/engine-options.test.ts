import { describe, expect, test } from "vitest";
import { makeModel } from "@/tests/overview/make-overview";
import { engineHint, engineOptions, type ModelEntry } from "./engine-options";

const entry = (key: string, state: ModelEntry["state"], more: Partial<ModelEntry> = {}): ModelEntry =>
  makeModel({ key, name: key.toUpperCase(), state, detail: `detail of ${key}`, ...more });
const lexical = entry("lexical", "ready", { engine: "lexical", name: "Lexical reader" });
const labels = (options: readonly { label: string }[]) => options.map(({ label }) => label);

describe("the engines to choose from", () => {
  test("without a list of models, what always works", () => {
    const { general, remote, local } = engineOptions(null, "best");
    expect([labels(general), remote, labels(local)]).toEqual([["Best available"], [], ["Lexical reader"]]);
  });

  test("models that can be asked, each with its state where it is not ready", () => {
    const models = [
      entry("a", "ready"),
      entry("b", "not_asked_yet"),
      entry("c", "warming"),
      entry("d", "refused"),
      entry("e", "unusable"),
      lexical,
    ];
    const { general, remote, local } = engineOptions(models, "a");
    expect(labels(general)).toEqual(["Best available", "Ensemble"]);
    expect(labels(remote)).toEqual(["A", "B", "C, loading", "D, cannot be asked"]);
    expect(remote.map(({ disabled }) => disabled)).toEqual([false, false, false, true]);
    expect(labels(local)).toEqual(["Lexical reader"]);
  });

  test("with the API off only what is here, and why", () => {
    const models = [entry("a", "off", { detail: "no key: local tiers" }), entry("e", "unusable"), lexical];
    const { general, remote } = engineOptions(models, "best");
    expect([labels(general), remote]).toEqual([["Best available"], []]);
    expect(engineHint(models, "best")).toBe("Hugging Face API: no key: local tiers");
    expect(engineHint(models, "all")).toBe(
      "All models that are ready here at once, pooled. Hugging Face API: no key: local tiers",
    );
  });

  test("an ensemble is offered where two can speak; the lexical reader speaks with the embedded model as one", () => {
    const embedded = entry("embedded", "ready", { engine: "embedded_model" });
    const local = entry("local_toy", "ready", { engine: "local_model" });
    const general = (models: readonly ModelEntry[]) => labels(engineOptions(models, "best").general).length;
    expect([[lexical], [embedded, lexical], [local, lexical], [local, embedded, lexical]].map(general)).toEqual([
      1, 1, 2, 2,
    ]);
  });

  test("what a link names stays chosen, also before the list is there", () => {
    expect(labels(engineOptions(null, "all").general)).toContain("Ensemble");
    expect(labels(engineOptions(null, "x").general)).toContain("x");
    expect(labels(engineOptions([lexical], "x").general)).toContain("x, not here");
    expect(engineHint([lexical], "x")).toBe("This server does not know it.");
  });

  test("the hint speaks of the chosen model, and of the browser where that reads", () => {
    expect(engineHint([entry("a", "warming"), lexical], "a")).toBe("A: detail of a");
    expect(engineHint(null, "best")).toMatch(/^The first model/);
  });
});
