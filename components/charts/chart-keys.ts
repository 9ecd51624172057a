/** What a key does to the chart. */
export type ChartAction =
  | { readonly kind: "step"; readonly by: number }
  | { readonly kind: "pan"; readonly share: number }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "first" }
  | { readonly kind: "last" }
  | { readonly kind: "open" }
  | { readonly kind: "clear" };

const actions: Readonly<Record<string, ChartAction>> = {
  ArrowLeft: { kind: "step", by: -1 },
  ArrowRight: { kind: "step", by: 1 },
  "shift ArrowLeft": { kind: "pan", share: -0.1 },
  "shift ArrowRight": { kind: "pan", share: 0.1 },
  PageUp: { kind: "pan", share: -0.9 },
  PageDown: { kind: "pan", share: 0.9 },
  "+": { kind: "zoom", factor: 0.8 },
  "=": { kind: "zoom", factor: 0.8 },
  "-": { kind: "zoom", factor: 1.25 },
  _: { kind: "zoom", factor: 1.25 },
  Home: { kind: "first" },
  End: { kind: "last" },
  Enter: { kind: "open" },
  Escape: { kind: "clear" },
};

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Null where the key is none of the chart's; with Ctrl, Alt or Meta it is the browser's. */
export function readKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): ChartAction | null {
  if (ctrlKey || metaKey || altKey) return null;
  return (shiftKey ? actions[`shift ${key}`] : undefined) ?? actions[key] ?? null;
}

/** For those who cannot guess them. */
export const keysInWords =
  "Arrow keys move from candle to candle, with Shift they pan. Plus and minus zoom, Home and End go to the first and last candle, Escape lets go.";

/** While news are on the chart. */
export const newsKeyInWords = " Enter lists the stories of a candle.";
