import type { LivePlot } from "./live-plot";
import { gapsOf, nowAndMost } from "./live-words";
import { perSlot } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

/** Resident memory of a server, the largest where there are several, in MB. */
export function prepareMemory(frame: LiveFrame): LivePlot {
  const values = perSlot(frame, ({ rss_mb }) => rss_mb);
  const words = nowAndMost(frame, values, "mb");
  return {
    form: "mb",
    shape: "stack",
    scale: "linear",
    layers: [{ key: "memory", label: "resident", values }],
    also: [],
    summary: words === null ? "Memory: not sampled." : `Memory: ${words}${gapsOf(frame)}.`,
    empty: words === null ? "Not sampled in this time." : null,
  };
}
