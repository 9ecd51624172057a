import type { LivePlot } from "./live-plot";
import { placeLabels } from "./place-labels";
import type { LiveAxis } from "./settle-axis";

export interface EndLabel {
  readonly key: string;
  readonly label: string;
  /** Middle of the label from the top of the plot, in the unit of its height. */
  readonly y: number;
  /** Where its line ends, as a share of the width. */
  readonly at: number;
  /** It stands before the end of its line, as there is no room after it. */
  readonly isBefore: boolean;
}

/** A letter's share of the width where the plot is narrow. */
const LETTER = 6.5 / 280;

/**
 * The names of lines, beside where each was last seen, `apart` from one another at least. A name that would cover a line is left out, and
 * one line alone needs none: names and looks stand in the legend.
 */
export function endLabels(
  { layers, scale }: Pick<LivePlot, "layers" | "scale">,
  { low, high }: Pick<LiveAxis, "low" | "high">,
  height: number,
  apart: number,
): readonly EndLabel[] {
  if (layers.length < 2) return [];
  const scaled = scale === "log" ? (value: number) => Math.log(Math.max(value, low)) : (value: number) => value;
  const yOf = (value: number) => height * (1 - (scaled(value) - scaled(low)) / (scaled(high) - scaled(low)));
  // Above the line, below it where there is no room.
  const beside = (y: number) => (y > apart ? y - apart / 2 - 1 : y + apart / 2 + 2);
  const ends = new Map<string, Omit<EndLabel, "key" | "y">>();
  const wanted = layers.flatMap(({ key, label, values }) => {
    const place = values.findLastIndex((value) => value !== null);
    const last = values[place] ?? null;
    if (last === null) return [];
    const at = (place + 1) / values.length;
    ends.set(key, { label, at, isBefore: at + label.length * LETTER > 1 });
    return [{ key, y: beside(yOf(last)) }];
  });
  const places = layers[0]?.values.length ?? 0;
  const covers = ({ label, y, at, isBefore }: Omit<EndLabel, "key">): boolean => {
    const width = label.length * LETTER;
    const from = isBefore ? at - width : at;
    const [first, last] = [Math.floor(from * places), Math.ceil((from + width) * places)];
    return layers.some(({ values }) =>
      values.some((value, place) => {
        if (value === null || place < first || place > last) return false;
        // A step goes from the value before to this one.
        const [here, before] = [yOf(value), yOf(values[place - 1] ?? value)];
        return Math.min(here, before) < y + apart / 2 && Math.max(here, before) > y - apart / 2;
      }),
    );
  };
  return placeLabels(wanted, height, apart).flatMap(({ key, y }) => {
    const end = ends.get(key);
    return end && !covers({ y, ...end }) ? [{ key, y, ...end }] : [];
  });
}
