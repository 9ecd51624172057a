import type { LivePlot } from "./live-plot";
import { gapsOf, nowAndMost } from "./live-words";
import { perSlot } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

/** Delay of the event loop, in milliseconds. */
export function prepareLoop(frame: LiveFrame): LivePlot {
  const p50 = perSlot(frame, ({ loop_delay }) => loop_delay.p50_ms);
  const p99 = perSlot(frame, ({ loop_delay }) => loop_delay.p99_ms);
  const words = nowAndMost(frame, p99, "ms");
  return {
    form: "ms",
    shape: "lines",
    scale: "linear",
    layers:
      words === null
        ? []
        : [
            { key: "p99", label: "p99", values: p99 },
            { key: "p50", label: "p50", values: p50 },
          ],
    also: [],
    summary: words === null ? "Event loop delay: not sampled." : `Event loop delay, p99: ${words}${gapsOf(frame)}.`,
    empty: words === null ? "Not sampled in this time." : null,
  };
}
