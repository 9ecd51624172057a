/** The colours and the font of a canvas, which cannot read tokens itself. */
export interface ChartLook {
  readonly text: string;
  readonly label: string;
  readonly muted: string;
  readonly line: string;
  readonly fieldLine: string;
  readonly block: string;
  readonly bullish: string;
  readonly bearish: string;
  readonly accent: string;
  readonly ring: string;
  readonly font: string;
  /** That of words, not of numbers. */
  readonly words: string;
}

const tokens = {
  text: "--text",
  label: "--label",
  muted: "--muted",
  line: "--line",
  fieldLine: "--field-line",
  block: "--block",
  bullish: "--bullish",
  bearish: "--bearish",
  accent: "--accent",
  ring: "--ring",
} as const satisfies Record<Exclude<keyof ChartLook, "font" | "words">, string>;

/** Reads the tokens as they are now, in this theme and with these colours. */
export function readLook(within: HTMLElement): ChartLook {
  const probe = document.createElement("span");
  probe.className = "font-mono";
  probe.hidden = true;
  within.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const look: ChartLook = {
    text: colour(tokens.text),
    label: colour(tokens.label),
    muted: colour(tokens.muted),
    line: colour(tokens.line),
    fieldLine: colour(tokens.fieldLine),
    block: colour(tokens.block),
    bullish: colour(tokens.bullish),
    bearish: colour(tokens.bearish),
    accent: colour(tokens.accent),
    ring: colour(tokens.ring),
    font: getComputedStyle(probe).fontFamily,
    words: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return look;
}

/** Tells when theme or colours change. Returns a way to stop. */
export function watchLook(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-colours"] });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", changed);
  };
}

/** "rgb(1, 2, 3)" with less of it. */
export const fade = (colour: string, share: number): string =>
  colour.replace(/^rgba?\(([^,]+),([^,]+),([^,)]+).*\)$/u, `rgba($1,$2,$3, ${share})`);
