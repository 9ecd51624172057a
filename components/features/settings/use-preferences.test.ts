import { afterEach, expect, test, vi } from "vitest";
import { PREFERENCES_KEY } from "./preferences";
import { changePreferences } from "./use-preferences";

afterEach(() => vi.unstubAllGlobals());

test("a theme that only the address asks for is shown, not stored, until somebody chooses one", () => {
  const store = new Map([[PREFERENCES_KEY, '{"theme":"light"}']]);
  const dataset = { theme: "dark", themeFrom: "address", colours: "teal-rose", motion: "system", language: "en" };
  vi.stubGlobal("document", { documentElement: { dataset } });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  changePreferences({ colours: "blue-orange" });
  const others = { colours: "blue-orange", motion: "system", language: "en" };
  expect(dataset).toEqual({ theme: "dark", themeFrom: "address", ...others });
  expect(JSON.parse(store.get(PREFERENCES_KEY) ?? "")).toEqual({ theme: "light", ...others });
  changePreferences({ theme: "system" });
  expect(dataset).toEqual({ theme: "system", ...others });
  expect(JSON.parse(store.get(PREFERENCES_KEY) ?? "")).toEqual({ theme: "system", ...others });
});
