import { defaultLanguage, type Language } from "./languages";

export const choices = {
  theme: ["system", "light", "dark"],
  colours: ["teal-rose", "blue-orange"],
  motion: ["system", "reduce"],
  language: ["en"],
} as const satisfies { readonly language: readonly Language[] } & Readonly<Record<string, readonly string[]>>;

export type Preferences = { readonly [Key in keyof typeof choices]: (typeof choices)[Key][number] };

export const defaultPreferences: Preferences = {
  theme: "system",
  colours: "teal-rose",
  motion: "system",
  language: defaultLanguage,
};

export const PREFERENCES_KEY = "barometer:preferences";

const pick = <Value extends string>(allowed: readonly [Value, ...Value[]], value: unknown): Value =>
  allowed.find((choice) => choice === value) ?? allowed[0];

/** Reads what was stored; anything that is not a choice falls back to the default. */
export function parsePreferences(stored: string | null): Preferences {
  let raw: unknown = null;
  try {
    raw = JSON.parse(stored ?? "null");
  } catch {
    // Something else wrote under our key: start from the defaults.
  }
  const from: Record<string, unknown> = typeof raw === "object" && raw !== null ? { ...raw } : {};
  return {
    theme: pick(choices.theme, from.theme),
    colours: pick(choices.colours, from.colours),
    motion: pick(choices.motion, from.motion),
    language: pick(choices.language, from.language),
  };
}
