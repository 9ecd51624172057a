import { describe, expect, test } from "vitest";
import { defaultPreferences, parsePreferences } from "./preferences";
import { preferencesScript } from "./preferences-script";

const kept = { theme: "dark", colours: "blue-orange", motion: "reduce" } as const;

function runScript(stored: string | null | Error, search = ""): Record<string, string> {
  const dataset: Record<string, string> = {};
  const localStorage = {
    getItem: () => {
      if (stored instanceof Error) throw stored;
      return stored;
    },
  };
  new Function("document", "localStorage", "location", preferencesScript)(
    { documentElement: { dataset } },
    localStorage,
    { search },
  );
  return dataset;
}

describe.each([
  ["nothing", null, defaultPreferences],
  ["a choice", JSON.stringify(kept), kept],
  ["half a choice", '{"theme":"dark"}', { ...defaultPreferences, theme: "dark" }],
  ["an unknown choice", '{"theme":"pink","motion":1}', defaultPreferences],
  ["something else", "not json", defaultPreferences],
  ["null", "null", defaultPreferences],
] as const)("%s in the storage", (_name, stored, expected) => {
  test("the page and the head script read the same", () => {
    expect(parsePreferences(stored)).toEqual(expected);
    expect(runScript(stored)).toEqual(expected);
  });
});

test("the head script outlives closed storage, and the address wins", () => {
  expect(runScript(new Error("SecurityError"))).toEqual(defaultPreferences);
  expect(runScript(JSON.stringify(kept), "?__theme=light").theme).toBe("light");
  expect(runScript(null, "?__theme=pink").theme).toBe("system");
});
