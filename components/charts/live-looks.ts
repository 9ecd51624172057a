type LiveTexture = "solid" | "stripes" | "lines" | "dots" | "soft";

export interface LiveLook {
  /** A token. */
  readonly tone: string;
  /** Tells layers apart where colours do not. */
  readonly texture: LiveTexture;
  /** Of its line. */
  readonly dash?: string;
}

export const liveLooks = {
  requests: { tone: "var(--ring)", texture: "soft" },
  error0: { tone: "var(--bearish)", texture: "solid" },
  error1: { tone: "var(--warn)", texture: "stripes" },
  error2: { tone: "var(--violet)", texture: "lines" },
  other: { tone: "var(--field-line)", texture: "dots" },
  lexical: { tone: "var(--neutral)", texture: "dots", dash: "2 2" },
  browser: { tone: "var(--ring)", texture: "soft", dash: "4 2" },
  embedded: { tone: "var(--teal)", texture: "lines" },
  local: { tone: "var(--violet)", texture: "stripes", dash: "8 3" },
  api: { tone: "var(--accent)", texture: "solid" },
  fresh: { tone: "var(--teal)", texture: "solid" },
  stale: { tone: "var(--warn)", texture: "stripes" },
  missed: { tone: "var(--field-line)", texture: "dots" },
  budget: { tone: "var(--accent)", texture: "soft" },
  memory: { tone: "var(--violet)", texture: "soft" },
  p99: { tone: "var(--ring)", texture: "solid" },
  p50: { tone: "var(--teal)", texture: "solid", dash: "3 2" },
} as const satisfies Record<string, LiveLook>;

const plain: LiveLook = { tone: "var(--label)", texture: "soft" };

/** How a layer looks, by its key. */
export const liveLookOf = (key: string): LiveLook =>
  Object.entries(liveLooks).find(([name]) => name === key)?.[1] ?? plain;

/** What its area is filled with: a pattern that `LivePatterns` draws. */
export function liveFillOf(key: string): string {
  const { tone, texture } = liveLookOf(key);
  if (texture === "solid") return tone;
  return texture === "soft" ? `color-mix(in srgb, ${tone} 18%, var(--block))` : `url(#live-${key})`;
}
