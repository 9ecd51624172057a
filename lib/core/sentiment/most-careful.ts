import type { Thresholds } from "../../contracts/verdict";

/** Bounds for what several engines say together: those of the most careful of them, each the strictest. */
export const mostCareful = (all: readonly Thresholds[]): Thresholds => ({
  abstain_below: Math.max(...all.map((each) => each.abstain_below)),
  fairly_sure_from: Math.max(...all.map((each) => each.fairly_sure_from)),
  sure_from: Math.max(...all.map((each) => each.sure_from)),
  confidence_cap: Math.min(...all.map((each) => each.confidence_cap)),
});
