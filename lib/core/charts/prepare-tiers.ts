import { formatCount } from "./count-of";
import { formatLive } from "./format-live";
import type { LivePlot } from "./live-plot";
import { liveTiers } from "./live-tiers";
import { gapsOf, spanOf } from "./live-words";
import { perSlot, sumOfSlots } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

const list = new Intl.ListFormat("en");

/** Texts in each slot by who read them. A tier that read none in the whole window is left out. */
export function prepareTiers(frame: LiveFrame): LivePlot {
  const layers = liveTiers
    .map(({ key, label, engines }) => ({
      key,
      label,
      values: perSlot(frame, ({ tiers }) => {
        let texts = 0;
        for (const tier of tiers) if (engines.some((engine) => engine === tier.engine)) texts += tier.texts;
        return texts;
      }),
    }))
    .map((layer) => ({ ...layer, total: sumOfSlots(layer.values) }))
    .filter(({ total }) => total > 0);
  const total = layers.reduce((sum, layer) => sum + layer.total, 0);
  const shares = layers
    .toSorted((a, b) => b.total - a.total)
    .map((layer) => `${layer.label} ${formatLive(layer.total / total, "share")}`);
  return {
    form: "count",
    shape: "stack",
    scale: "linear",
    layers: layers.map(({ key, label, values }) => ({ key, label, values })),
    also: [],
    summary:
      total === 0
        ? `Texts read: none in ${spanOf(frame)}${gapsOf(frame)}.`
        : `Texts read: ${formatCount(total)} in ${spanOf(frame)}: ${list.format(shares)}${gapsOf(frame)}.`,
    empty: total === 0 ? "No text was read in this time." : null,
  };
}
