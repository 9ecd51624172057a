import { placeWords } from "@/lib/core/charts/place-words";
import type { Absence, ModelPlot } from "@/lib/core/charts/prepare-model-plot";

const words: Readonly<Record<Absence, readonly [string, string]>> = {
  unasked: ["Not asked by this server yet", "so there is no latency to show"],
  unread: ["Quality not measured here", "as no labelled text has been read through it"],
  unusable: ["Cannot read a text", "for the reason in the list of models"],
};

/** Who has no place in the plot, and why, in words. */
export function AbsentList({ absent }: { absent: ModelPlot["absent"] }) {
  return (
    <ul className="mt-2 grid gap-1 text-[13px] text-muted" data-testid="absent">
      {absent.map(({ because, rows }) => (
        <li key={because} data-because={because}>
          <span className="text-label">{words[because][0]}</span>, {words[because][1]}:{" "}
          {rows
            .map(({ name, place }) => (place === "device" ? `${name} (${placeWords.device.name})` : name))
            .join(", ")}
          .
        </li>
      ))}
    </ul>
  );
}
