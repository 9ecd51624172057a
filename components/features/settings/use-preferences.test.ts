import { afterEach, expect, test, vi } from "vitest";
import { PREFERENCES_KEY } from "./preferences";
import { changePreferences } from "./use-preferences";

afterEach(() => vi.unstubAllGlobals());

test("a theme that only the address asks for is shown, not stored", () => {
  const store = new Map([[PREFERENCES_KEY, '{"theme":"light"}']]);
  const dataset = { theme: "dark", colours: "teal-rose", motion: "system" };
  vi.stubGlobal("document", { documentElement: { dataset } });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  changePreferences({ colours: "blue-orange" });
  expect(dataset).toEqual({ theme: "dark", colours: "blue-orange", motion: "system" });
  expect(JSON.parse(store.get(PREFERENCES_KEY) ?? "")).toEqual({
    theme: "light",
    colours: "blue-orange",
    motion: "system",
  });
});
