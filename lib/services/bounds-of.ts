import type { EngineName, Thresholds } from "../contracts/verdict";
import { mostCareful } from "../core/sentiment/most-careful";
import type { Voice } from "./pool-answers";

interface Bounds {
  /** Of the engine that read most texts. */
  readonly thresholds: Thresholds;
  readonly thresholds_by_engine: Partial<Record<EngineName, Thresholds>>;
}

/** How to read the confidences of many texts, from the voices that read them. Without any, `otherwise` says. */
export function boundsOf(voices: readonly Voice[], otherwise: Thresholds): Bounds {
  const groups = new Map<EngineName, Thresholds[]>();
  for (const { engine, thresholds } of voices) {
    const group = groups.get(engine);
    if (group) group.push(thresholds);
    else groups.set(engine, [thresholds]);
  }
  const [most] = [...groups.values()].toSorted((one, other) => other.length - one.length);
  // Ensembles of one tier may differ in who answered.
  return {
    thresholds: most ? mostCareful(most) : otherwise,
    thresholds_by_engine: Object.fromEntries([...groups].map(([engine, all]) => [engine, mostCareful(all)])),
  };
}
