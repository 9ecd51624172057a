import type { SeriesSlotRow } from "../../contracts/functions/stats-series";
import { formatLive } from "./format-live";
import type { LivePlot } from "./live-plot";
import { gapsOf, spanOf } from "./live-words";
import { perSlot, sumOfSlots } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

type Cache = SeriesSlotRow["cache"];
const looksOf = ({ fresh, stale, missed }: Cache): number => fresh + stale + missed;

/** What looks into the cache found, as shares of them; the hit rate is fresh and stale together. Nothing where nobody looked. */
export function prepareCache(frame: LiveFrame): LivePlot {
  const share = (of: (cache: Cache) => number) =>
    perSlot(frame, ({ cache }) => (looksOf(cache) === 0 ? null : of(cache) / looksOf(cache)));
  const hits = share(({ fresh, stale }) => fresh + stale);
  const counts = (of: (cache: Cache) => number) => perSlot(frame, ({ cache }) => of(cache));
  const looks = sumOfSlots(counts(looksOf));
  const now = frame.latest === null ? null : (hits[frame.latest] ?? null);
  const all = looks === 0 ? 0 : sumOfSlots(counts(({ fresh, stale }) => fresh + stale)) / looks;
  return {
    form: "share",
    shape: "stack",
    scale: "linear",
    layers: [
      { key: "fresh", label: "fresh", values: share(({ fresh }) => fresh) },
      { key: "stale", label: "stale", values: share(({ stale }) => stale) },
      { key: "missed", label: "missed", values: share(({ missed }) => missed) },
    ],
    also: [
      { key: "hits", label: "hit rate", values: hits, told: true },
      { key: "looks", label: "looks", values: counts(looksOf), form: "count" },
    ],
    summary:
      looks === 0
        ? `Cache: nothing was looked up in ${spanOf(frame)}${gapsOf(frame)}.`
        : `Cache: ${formatLive(all, "share")} found in ${spanOf(frame)}, ${now === null ? "no look" : formatLive(now, "share")} now${gapsOf(frame)}.`,
    empty: looks === 0 ? "Nothing was looked up in this time." : null,
  };
}
