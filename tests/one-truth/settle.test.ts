import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { changing, reasons } from "./changing";
import { settle } from "./settle";

describe("an answer without what may change", () => {
  const answer = { id: "a", at: 1, list: [{ ms: 2, label: "up" }], more: { deep: [1, 2] } };

  it("takes out what the rules name, and counts what is left", () => {
    const settled = settle(answer, ["at", "list.*.ms", "more"]);
    expect(settled).toMatchObject({ kept: 2, all: 6 });
    expect(settled.answer).toEqual(
      settle({ ...answer, at: 9, list: [{ ms: 7, label: "up" }] }, ["at", "list.*.ms", "more"]).answer,
    );
  });

  it("sees a value that differs, a field too many and a field that is missing, under a rule too", () => {
    const { at: _at, ...without } = answer;
    for (const other of [{ ...answer, id: "b" }, { ...answer, odd: null }, without, { ...answer, list: [] }])
      expect(settle(other, ["at"]).answer).not.toEqual(settle(answer, ["at"]).answer);
  });

  it("tells which rules met something", () => {
    expect([...settle(answer, ["at", "nothing", "list.*"]).used]).toEqual(["at", "list.*"]);
  });
});

describe("the suite", () => {
  const names: ReadonlySet<string> = new Set(functions.map(({ name }) => name));

  it("has rules for functions of the registry only", () => {
    expect(Object.keys(changing).filter((name) => !names.has(name))).toEqual([]);
  });

  it("gives each rule once, for a reason", () => {
    for (const [name, rules] of Object.entries(changing)) {
      expect(new Set(rules.map(({ path }) => path)).size, name).toBe(rules.length);
      for (const { because } of rules) expect(reasons[because].length).toBeGreaterThan(10);
    }
  });

  it("names no function outside its rules: a new one is in it by being in the registry", () => {
    for (const file of readdirSync(import.meta.dirname)) {
      if (file === "changing.ts") continue;
      const words = readFileSync(join(import.meta.dirname, file), "utf8").match(/"[a-z_]+"/g) ?? [];
      expect(
        words.filter((word) => names.has(word.slice(1, -1))),
        file,
      ).toEqual([]);
    }
  });
});
