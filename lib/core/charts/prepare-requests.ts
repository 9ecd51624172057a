import type { LivePlot } from "./live-plot";
import { gapsOf, nowAndMost } from "./live-words";
import { perSlot } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

/** Answers of the API a second; the slot of now by the time that has really passed. */
export function prepareRequests(frame: LiveFrame): LivePlot {
  const values = perSlot(frame, ({ calls }, seconds) => (seconds > 0 ? calls / seconds : null));
  const words = nowAndMost(frame, values, "rate");
  return {
    form: "rate",
    shape: "stack",
    scale: "linear",
    layers: [{ key: "requests", label: "requests a second", values }],
    also: [
      { key: "answers", label: "requests", values: perSlot(frame, ({ calls }) => calls), form: "count" },
      { key: "shed", label: "turned away", values: perSlot(frame, ({ shed }) => shed), form: "count" },
    ],
    summary:
      words === null ? "Requests a second: nothing counted yet." : `Requests a second: ${words}${gapsOf(frame)}.`,
    empty: words === null ? "Nothing was counted in this time." : null,
  };
}
