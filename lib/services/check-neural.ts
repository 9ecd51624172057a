import type { NeuralLook } from "../core/models/neural-look";
import type { EngineCheck } from "../core/ports";
import { neuralStateOf } from "./list-models";

/** How the networks of this device are, from what is known; none of them is asked. */
export const checkNeural = (looks: readonly NeuralLook[], now: number): ReadonlyMap<string, EngineCheck> =>
  new Map(
    looks.map((look) => {
      const { state, detail } = neuralStateOf(look);
      return [
        look.spec.key,
        {
          status: state === "refused" || state === "resting" ? "fail" : "pass",
          detail,
          checkedAt: look.askedAt() ?? now,
        },
      ];
    }),
  );
