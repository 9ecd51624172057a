import { describe, expect, test } from "vitest";
import { defaultPreferences, parsePreferences } from "./preferences";
import { preferencesScript } from "./preferences-script";

const kept = { theme: "dark", colours: "blue-orange", motion: "reduce", language: "en" } as const;

function runScript(stored: string | null | Error, search = "", isFramed = false): Record<string, string> {
  const dataset: Record<string, string> = {};
  const root = { dataset, lang: "", dir: "" };
  const localStorage = {
    getItem: () => {
      if (stored instanceof Error) throw stored;
      return stored;
    },
  };
  const heard: string[] = [];
  const [self, top] = [{ addEventListener: (name: string) => heard.push(name) }, {}];
  new Function("document", "localStorage", "location", "self", "top", preferencesScript)(
    { documentElement: root },
    localStorage,
    { search },
    self,
    isFramed ? top : self,
  );
  expect(heard).toEqual(["beforeinstallprompt"]);
  expect(root).toMatchObject({ lang: "en", dir: "ltr" });
  return dataset;
}

describe.each([
  ["nothing", null, defaultPreferences],
  ["a choice", JSON.stringify(kept), kept],
  ["half a choice", '{"theme":"dark"}', { ...defaultPreferences, theme: "dark" }],
  ["an unknown choice", '{"theme":"pink","motion":1}', defaultPreferences],
  ["something else", "not json", defaultPreferences],
  ["null", "null", defaultPreferences],
  ["a number", "5", defaultPreferences],
  ["a language that is none", '{"language":"xx"}', defaultPreferences],
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

test.each([
  ["?__theme=dark", "dark", "address"],
  ["?__theme=system", "system", "address"],
  ["?x=1&__theme=light", "light", "address"],
  ["?__theme=pink", "dark", undefined],
  ["?__theme=", "dark", undefined],
  ["?__theme=DARK", "dark", undefined],
  ["?theme=light", "dark", undefined],
] as const)("%s: the theme is %s, decided by %s", (search, theme, by) => {
  const shown = runScript(JSON.stringify(kept), search);
  expect(shown.theme).toBe(theme);
  expect(shown.themeFrom).toBe(by);
  expect(runScript("5", "?__theme=dark").theme).toBe("dark");
});

test.each([
  ["?__embed", true],
  ["?__embed=1", true],
  ["?embed=1", true],
  ["?embed=true", true],
  ["?__embed=0&embed=1", false],
  ["?embed=no", false],
  ["", false],
] as const)("%s leaves out the bars: %s", (search, isEmbed) => {
  expect("embed" in runScript(null, search)).toBe(isEmbed);
});

test("a page in a frame knows that it is", () => {
  expect(runScript(null, "", true)).toHaveProperty("framed");
  expect(runScript(null)).not.toHaveProperty("framed");
});
