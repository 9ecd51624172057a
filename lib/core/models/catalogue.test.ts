import { describe, expect, it } from "vitest";
import { categories, labels } from "../../contracts/verdict";
import { catalogue, orderOf } from "./catalogue";

const byKey = new Map(catalogue.map((spec) => [spec.key, spec]));
const readers = catalogue.filter(({ unusable }) => unusable === null);

describe("the catalogue", () => {
  it("names each model once", () => {
    expect(byKey.size).toBe(catalogue.length);
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    for (const { key, id } of catalogue) {
      expect(key).toMatch(/^[a-z0-9][a-z0-9_]{0,99}$/);
      expect(id).toMatch(/^[\w.-]{1,96}\/[\w.-]{1,96}$/);
    }
  });

  it.for(readers.map((spec) => [spec.key, spec] as const))(
    "gives %s labels and sentences that fit them",
    ([, spec]) => {
      const known = new Set(Object.values(spec.labels));
      expect(known).toContain("bullish");
      expect(known).toContain("bearish");
      expect(spec.golden).toHaveLength(3);
      for (const { label } of spec.golden) expect(known).toContain(label);
      expect(new Set(spec.golden.map(({ label }) => label)).size).toBeGreaterThanOrEqual(2);
    },
  );

  it("says why a model cannot read", () => {
    const silent = catalogue.filter(({ unusable }) => unusable !== null);
    expect(silent.map(({ key }) => key)).toEqual(["crypto_gen", "crypto_trader"]);
    for (const { unusable, runsOn } of silent) {
      expect(unusable?.reason.length).toBeGreaterThan(10);
      expect(runsOn).toEqual([]);
    }
  });

  it.for(categories)("puts only models that can read into %s, those without neutral last", (category) => {
    const order = orderOf[category].map((key) => byKey.get(key));
    expect(order.length).toBeGreaterThanOrEqual(3);
    const lacksNeutral = order.map((spec) => {
      expect(spec?.unusable).toBeNull();
      return !Object.values(spec?.labels ?? {}).includes(labels[1]);
    });
    expect(lacksNeutral[0]).toBe(false);
    expect(lacksNeutral).toEqual([...lacksNeutral].sort());
  });
});
