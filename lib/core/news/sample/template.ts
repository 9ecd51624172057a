import type { Label } from "../../../contracts/verdict";

/**
 * A sentence with gaps: `{coin}`, `{exchange}` and so on are names, `{usd 20 180}` millions of dollars, `{pct 8 30}` a share and
 * `{num 2 9}` a count between two bounds. The lead is empty where there is none. A name that stands twice is the same one.
 */
export type Template = readonly [title: string, lead: string];

export interface TemplateSet {
  readonly mood: Label;
  readonly language: "en" | "fa";
  readonly templates: readonly Template[];
}
