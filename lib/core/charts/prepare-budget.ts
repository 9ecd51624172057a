import { formatLive } from "./format-live";
import type { LivePlot } from "./live-plot";
import { gapsOf } from "./live-words";
import { perSlot } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

/** Share of the month's budget that was left; nothing where there is no limit. */
export function prepareBudget(frame: LiveFrame): LivePlot {
  const values = perSlot(frame, ({ budget_left }) => budget_left);
  const last = values.findLast((value) => value !== null) ?? null;
  return {
    form: "share",
    shape: "stack",
    scale: "linear",
    layers: [{ key: "budget", label: "left", values }],
    also: [
      { key: "attempts", label: "calls", values: perSlot(frame, ({ upstream }) => upstream.attempts), form: "count" },
      { key: "retries", label: "retries", values: perSlot(frame, ({ upstream }) => upstream.retries), form: "count" },
      { key: "failed", label: "failed", values: perSlot(frame, ({ upstream }) => upstream.failed), form: "count" },
    ],
    summary:
      last === null
        ? "Budget: no limit was seen in this time."
        : `Budget: ${formatLive(last, "share")} of the month left${gapsOf(frame)}.`,
    empty: last === null ? "No limit was seen in this time." : null,
  };
}
