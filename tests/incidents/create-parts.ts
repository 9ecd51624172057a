import type { NewIncident } from "@/lib/core/incidents/incident-log";
import { createPartsWatch } from "@/lib/core/parts/create-parts-watch";
import type { Part } from "@/lib/core/parts/part";
import { fakeClock } from "../fakes/fake-clock";

type Said = Pick<Part, "state"> & Partial<Part>;

/** Parts whose states a test sets by their keys, models where nothing else is said, with a watch and a clock of its own. */
export function createParts(clock = fakeClock()) {
  const parts = new Map<string, Said>();
  const watch = createPartsWatch({ server: "0a1b2c3d", clock });
  const look = (): readonly NewIncident[] =>
    watch.observe(
      [...parts].map(([key, said]) => ({
        kind: "model",
        key,
        name: key.toUpperCase(),
        code: null,
        detail: `because of ${said.code ?? "nothing"}`,
        ...said,
      })),
    );
  return {
    clock,
    parts,
    look,
    end: watch.end,
    /** Looks again after so many seconds. */
    pass(seconds: number): readonly NewIncident[] {
      clock.pass(seconds * 1_000);
      return look();
    },
  };
}
