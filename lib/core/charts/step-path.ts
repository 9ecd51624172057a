import type { LivePlot } from "./live-plot";

/** Where a place begins and how high a value stands, in pixels. */
export interface PathScale {
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
}

export interface StepPath {
  readonly key: string;
  /** An SVG path; null for lines. */
  readonly area: string | null;
  /** Along the values. */
  readonly line: string;
}

/**
 * Stepped areas and lines: every slot is a level stretch from its beginning to its end, so that one alone between gaps is seen too. A path
 * breaks off where nothing is known. Areas stand on one another in the order of their layers.
 */
export function stepPaths(
  { layers, shape }: Pick<LivePlot, "layers" | "shape">,
  scale: PathScale,
): readonly StepPath[] {
  if (shape === "lines") {
    return layers.map(({ key, values }) => ({
      key,
      area: null,
      line: runsOf(values).map(along(values, scale)).join(""),
    }));
  }
  let ground: readonly number[] = (layers[0]?.values ?? []).map(() => 0);
  return layers.map(({ key, values }) => {
    const low = ground;
    const high = low.map((sum, place) => sum + (values[place] ?? 0));
    ground = high;
    const runs = runsOf(values);
    const [top, bottom] = [along(high, scale), back(low, scale)];
    return { key, area: runs.map((run) => `${top(run)}${bottom(run)}Z`).join(""), line: runs.map(top).join("") };
  });
}

interface Run {
  readonly first: number;
  readonly last: number;
}

/** Stretches of places whose value is known. */
function runsOf(values: readonly (number | null)[]): readonly Run[] {
  const runs: { first: number; last: number }[] = [];
  for (const [place, value] of values.entries()) {
    if (value === null) continue;
    const open = runs.at(-1);
    if (open?.last === place - 1) open.last = place;
    else runs.push({ first: place, last: place });
  }
  return runs;
}

const round = (pixels: number): number => Math.round(pixels * 100) / 100;

const along =
  (values: readonly (number | null)[], { x, y }: PathScale) =>
  ({ first, last }: Run): string => {
    let path = `M${round(x(first))} ${round(y(values[first] ?? 0))}`;
    for (let place = first; place <= last; place += 1) {
      const [value, next] = [values[place], place < last ? values[place + 1] : values[place]];
      // Level stretches of equal height are one.
      if (place < last && next === value) continue;
      path += `H${round(x(place + 1))}`;
      if (place < last) path += `V${round(y(next ?? 0))}`;
    }
    return path;
  };

const back =
  (values: readonly number[], { x, y }: PathScale) =>
  ({ first, last }: Run): string => {
    let path = `V${round(y(values[last] ?? 0))}`;
    for (let place = last; place >= first; place -= 1) {
      const [value, next] = [values[place], place > first ? values[place - 1] : values[place]];
      if (place > first && next === value) continue;
      path += `H${round(x(place))}`;
      if (place > first) path += `V${round(y(next ?? 0))}`;
    }
    return path;
  };
