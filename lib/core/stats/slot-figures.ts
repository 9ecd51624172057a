import { errorCodes } from "../../contracts/errors";
import type { SeriesSlotRow } from "../../contracts/functions/stats-series";
import { engines } from "../../contracts/verdict";
import { gaugeFigures } from "./gauges";
import { nameOf } from "./names";
import { cacheFigures, shedFigures } from "./read-sheet";
import { percentileOf, type Sheet } from "./sheet";

type Tier = Pick<SeriesSlotRow["tiers"][number], "texts" | "asked" | "failed">;

const UPSTREAM = "ask/hf_inference_api/";

/**
 * What a sheet says of a slot of time. Each name is looked at once: hundreds of slots are asked for at a time, and what could have been
 * counted is far more than what was. A slot does not tell models apart, and readers of this machine are attempted too, once each time they are
 * asked: what is left was upstream.
 */
export function slotFigures(sheet: Sheet): Omit<SeriesSlotRow, "at" | "seconds"> {
  let calls = 0;
  const errors: Record<string, number> = {};
  const tiers = new Map<string, Tier>();
  const tierOf = (engine: string): Tier => {
    const tier = tiers.get(engine) ?? { texts: 0, asked: 0, failed: 0 };
    tiers.set(engine, tier);
    return tier;
  };
  const upstream = { attempts: 0, retries: 0, failed: 0 };
  const own = { asked: 0, failed: 0 };
  for (const [name, count] of Object.entries(sheet.counts)) {
    const first = name.indexOf("/");
    const last = name.lastIndexOf("/");
    const code = name.slice(last + 1);
    const kind = name.slice(0, first);
    if (kind === "call") {
      calls += count;
      if (code !== "ok") errors[code] = (errors[code] ?? 0) + count;
    } else if (kind === "attempt") {
      upstream.attempts += count;
      if (code !== "answered") upstream.failed += count;
    } else if (kind === "retry") upstream.retries += count;
    else if (kind === "text") tierOf(name.slice(first + 1, last)).texts += count;
    else if (kind === "ask") {
      const tier = tierOf(name.slice(first + 1, last));
      tier.asked += count;
      if (code !== "ok") tier.failed += count;
      if (name.startsWith(UPSTREAM)) continue;
      own.asked += count;
      if (code !== "ok") own.failed += count;
    } else if (kind === "without") tierOf(name.slice(first + 1, last));
  }
  const { loopDelay, rssMb, budgetLeft } = gaugeFigures(sheet);
  return {
    calls,
    errors: Object.fromEntries(errorCodes.flatMap((code) => (errors[code] ? [[code, errors[code]]] : []))),
    shed: shedFigures(sheet),
    tiers: engines.flatMap((engine) => {
      const tier = tiers.get(engine);
      return tier ? [{ engine, ...tier, ...percentilesOf(sheet, nameOf.askTime(engine)) }] : [];
    }),
    cache: cacheFigures(sheet),
    upstream: {
      attempts: Math.max(0, upstream.attempts - own.asked),
      retries: upstream.retries,
      failed: Math.max(0, upstream.failed - own.failed),
    },
    loop_delay: loopDelay,
    rss_mb: rssMb,
    budget_left: budgetLeft,
  };
}

const percentilesOf = (sheet: Sheet, name: string) => ({
  p50_ms: percentileOf(sheet, name, 0.5),
  p95_ms: percentileOf(sheet, name, 0.95),
  p99_ms: percentileOf(sheet, name, 0.99),
});
