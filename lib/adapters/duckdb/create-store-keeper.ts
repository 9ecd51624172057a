import type { Outcome } from "../../core/failure";
import type { Appended } from "../../core/news/news-archive";
import type { Clock, StoreLook } from "../../core/ports";

/** Remembers what came of the latest append. */
export interface StoreKeeper {
  saw(outcome: Outcome<Pick<Appended, "isFull">>): void;
  look(readOnly: boolean): StoreLook;
}

export function createStoreKeeper(options: {
  readonly maxItems: number;
  readonly clock: Pick<Clock, "now">;
}): StoreKeeper {
  const most = options.maxItems.toLocaleString("en");
  let latest: StoreLook = { works: true, detail: "nothing was written yet", at: null };
  return {
    saw(outcome) {
      const at = options.clock.now();
      if (outcome.ok) {
        const { isFull } = outcome.value;
        const detail = isFull ? `full: it holds ${most} items, and takes no new ones` : "written to";
        latest = { works: !isFull, detail, at };
      } else if (outcome.error.code === "unavailable") {
        latest = { works: false, detail: outcome.error.detail, at };
      }
    },
    look: (readOnly) =>
      readOnly && latest.works
        ? { ...latest, works: false, detail: "the folder of the archive of news may not be written to" }
        : latest,
  };
}
