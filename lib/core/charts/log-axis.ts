/** A logarithmic axis: where it begins and ends, and what is written along it. */
export interface LogAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5] as const;
/** Within so many powers of ten, steps between them are written too. */
const FEW_DECADES = 2;

/** An axis for positive values, from the step below the least to the step above the most; at least one power of ten long. */
export function logAxis(values: readonly number[]): LogAxis {
  const real = values.filter((value) => value > 0 && Number.isFinite(value));
  const least = real.length === 0 ? 1 : Math.min(...real);
  const most = real.length === 0 ? 10 : Math.max(...real);
  const from = stepBelow(least);
  const to = Math.max(stepAbove(most), exact(from * 10));
  const decades = Math.log10(to / from);
  const all = stepsWithin(from, to);
  const ticks = decades <= FEW_DECADES ? all : all.filter((value) => isDecade(value));
  return { domain: [from, to], ticks };
}

/** Powers of ten come out of floating arithmetic a hair off. */
const exact = (value: number): number => Number(value.toPrecision(12));
const isDecade = (value: number): boolean => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

function stepsWithin(from: number, to: number): number[] {
  const steps: number[] = [];
  for (let decade = Math.floor(Math.log10(from) + 1e-9); decade <= Math.ceil(Math.log10(to)); decade += 1)
    for (const step of STEPS) {
      const value = exact(step * 10 ** decade);
      if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)) steps.push(value);
    }
  return steps;
}

const stepBelow = (value: number): number => stepsWithin(value / 10, value).at(-1) ?? value;
const stepAbove = (value: number): number => stepsWithin(value, value * 10)[0] ?? value;
