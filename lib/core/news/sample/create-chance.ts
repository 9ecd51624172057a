import { drawEven, streamOf } from "../../market/sample/draw";

/** Draws that belong to a name: the same name gives the same ones, in the same order. */
export interface Chance {
  /** Uniform in [0, 1). */
  even(): number;
  /** A whole number between two bounds, both included. */
  whole(from: number, to: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

export function createChance(name: string): Chance {
  const stream = streamOf(name);
  let place = 0;
  const even = (): number => {
    place += 1;
    return drawEven(stream, place);
  };
  const whole = (from: number, to: number): number => from + Math.floor(even() * (to - from + 1));
  return {
    even,
    whole,
    pick: (list) => {
      const picked = list[whole(0, list.length - 1)];
      if (picked === undefined) throw new RangeError("There is nothing to pick from.");
      return picked;
    },
  };
}
