import type { Timeframe } from "../../contracts/timeframes";
import { stepOf } from "../market/timeframe";

/** A hole longer than this many candles is drawn this wide: the axis says the times. */
const MOST_MISSING = 1_000;

/** Places on the time axis: one for each candle and one for each that is missing between them. */
export interface Slots {
  /** Opening, milliseconds since the epoch. */
  readonly time: Float64Array;
  /** Which candle stands there; -1 where one is missing. */
  readonly candle: Int32Array;
  /** Where each candle stands. */
  readonly slot: Int32Array;
}

/** Lays candles on the axis so that missing ones leave a gap. `time` is ascending, in milliseconds. */
export function prepareSlots(time: Float64Array, timeframe: Timeframe): Slots {
  const step = stepOf[timeframe];
  const missingBefore = (at: number): number => {
    const [last, here] = [time[at - 1], time[at]];
    if (last === undefined || here === undefined) return 0;
    return Math.min(MOST_MISSING, Math.max(0, Math.round((here - last) / step) - 1));
  };
  let length = time.length;
  for (let at = 1; at < time.length; at += 1) length += missingBefore(at);

  const slots: Slots = {
    time: new Float64Array(length),
    candle: new Int32Array(length).fill(-1),
    slot: new Int32Array(time.length),
  };
  let place = 0;
  for (let at = 0; at < time.length; at += 1) {
    const last = time[at - 1] ?? 0;
    for (let missing = missingBefore(at), nth = 1; nth <= missing; nth += 1) {
      slots.time[place] = last + nth * step;
      place += 1;
    }
    slots.time[place] = time[at] ?? 0;
    slots.candle[place] = at;
    slots.slot[at] = place;
    place += 1;
  }
  return slots;
}
