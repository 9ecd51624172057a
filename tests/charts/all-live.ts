import { prepareBudget } from "../../lib/core/charts/prepare-budget";
import { prepareCache } from "../../lib/core/charts/prepare-cache";
import { prepareErrors } from "../../lib/core/charts/prepare-errors";
import type { prepareFrame } from "../../lib/core/charts/prepare-frame";
import { prepareLatency } from "../../lib/core/charts/prepare-latency";
import { prepareLoop } from "../../lib/core/charts/prepare-loop";
import { prepareMemory } from "../../lib/core/charts/prepare-memory";
import { prepareRequests } from "../../lib/core/charts/prepare-requests";
import { prepareTiers } from "../../lib/core/charts/prepare-tiers";

/** All that prepare a chart of live figures. */
export const allLive = [
  prepareRequests,
  prepareErrors,
  prepareTiers,
  (frame: ReturnType<typeof prepareFrame>) => prepareLatency(frame, "p95"),
  prepareCache,
  prepareBudget,
  prepareLoop,
  prepareMemory,
] as const;
