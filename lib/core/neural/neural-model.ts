import type { Outcome } from "../failure";

/** What a network said of some texts, before anyone has believed it. */
export interface Classes {
  /** Its labels, in the order of the logits. */
  readonly labels: readonly string[];
  /** For each text one number for each label. */
  readonly logits: readonly (readonly number[])[];
}

/** A network that is at hand: in a process of its own on the server, in a worker in the browser. */
export interface NeuralModel {
  classify(texts: readonly string[], signal: AbortSignal): Promise<Outcome<Classes>>;
}
