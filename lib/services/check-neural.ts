import type { NeuralLook } from "../core/models/neural-look";
import type { EngineCheck } from "../core/ports";
import { neuralStateOf } from "./list-models";

/** How the networks of this device are, from what is known; none of them is asked. `probeInMs`: when one is tried again, or null. */
export const checkNeural = (
  looks: readonly NeuralLook[],
  now: number,
  probeInMs: (key: string) => number | null = () => null,
): ReadonlyMap<string, EngineCheck> =>
  new Map(
    looks.map((look) => {
      const { state, detail } = neuralStateOf(look);
      const probeMs = probeInMs(look.spec.key);
      return [
        look.spec.key,
        {
          status: state === "refused" || state === "resting" ? "fail" : "pass",
          detail,
          again: probeMs === null ? undefined : `tried again in ${Math.ceil(probeMs / 1000)} s`,
          checkedAt: look.askedAt() ?? now,
        },
      ];
    }),
  );
