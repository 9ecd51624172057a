/** How well something is; each has a shape and a colour, and words beside them. */
export type Tone = "good" | "warn" | "bad" | "quiet";
