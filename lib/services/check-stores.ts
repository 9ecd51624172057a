import type { EngineCheck, StoreLook } from "../core/ports";

/** How the places are where this server keeps things, from what is known. None of them is asked; a server without one goes on in memory. */
export const checkStores = (stores: ReadonlyMap<string, StoreLook>, now: number): ReadonlyMap<string, EngineCheck> =>
  new Map(
    [...stores].map(([name, { works, detail, at }]) => [
      name,
      { status: works ? "pass" : "warn", detail, checkedAt: at ?? now },
    ]),
  );
