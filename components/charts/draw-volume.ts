import type { IChartApi, IPaneApi, IPanePrimitive, IPrimitivePaneRenderer, Time } from "lightweight-charts";
import { placeBars } from "@/lib/core/charts/place-bars";
import type { Slots } from "@/lib/core/charts/prepare-slots";
import type { Candles } from "@/lib/core/market/candles";
import { type ChartLook, fade } from "./chart-look";
import { type BitmapScope, placesInView } from "./places-in-view";

/** The part of the pane that the highest bar in view takes, from below. */
const SHARE = 0.16;
const SHADE = 0.3;
const PALE = 0.15;

export interface VolumeFrame {
  readonly candles: Candles;
  readonly slots: Slots;
  readonly partialFrom: number | null;
}

/**
 * Bars of volume at the foot of a pane, on a scale of their own, straight from the columns: a series of the library would make several
 * objects of each candle, and of candles that share a pixel it shows the last volume. Here that is the highest one.
 */
export function drawVolume(chart: IChartApi, pane: IPaneApi<Time>) {
  let frame: VolumeFrame | null = null;
  let colours = { up: "", down: "", paleUp: "", paleDown: "" };

  const paint = ({ context, mediaSize, horizontalPixelRatio: across, verticalPixelRatio: down }: BitmapScope) => {
    const view = placesInView(chart, frame?.slots.time.length ?? 0);
    if (!frame || !view) return;
    const { candles, slots, partialFrom } = frame;
    const valueAt = (place: number): number => candles.volume[slots.candle[place] ?? -1] ?? Number.NaN;
    let highest = 0;
    for (let place = view.from; place <= view.to; place += 1) {
      const value = valueAt(place);
      if (value > highest) highest = value;
    }
    if (highest === 0) return;
    const gap = Math.max(1, Math.floor(across));
    const bars = placeBars({ ...view, begin: view.begin * across, step: view.step * across, gap }, valueAt);
    const [room, foot] = [mediaSize.height * SHARE - 1, Math.round(mediaSize.height * down)];
    for (const [nth, place] of bars.place.entries()) {
      const at = slots.candle[place] ?? -1;
      const rose = (candles.close[at] ?? 0) >= (candles.open[at] ?? 0);
      const isPale = partialFrom !== null && (candles.time[at] ?? 0) >= partialFrom;
      const top = Math.round((mediaSize.height - 1 - (room * (candles.volume[at] ?? 0)) / highest) * down);
      context.fillStyle = isPale ? (rose ? colours.paleUp : colours.paleDown) : rose ? colours.up : colours.down;
      context.fillRect(bars.left[nth] ?? 0, top, bars.width[nth] ?? 0, foot - top);
    }
  };
  const draw: IPrimitivePaneRenderer["draw"] = (target) => target.useBitmapCoordinateSpace(paint);
  const views = [{ renderer: () => ({ draw }) }];
  const primitive: IPanePrimitive<Time> = { paneViews: () => views };
  pane.attachPrimitive(primitive);

  return {
    /** Takes other columns; the chart paints them when its candles change, which they do with them. */
    fill(next: VolumeFrame): void {
      frame = next;
    },
    look(look: ChartLook): void {
      colours = {
        up: fade(look.bullish, SHADE),
        down: fade(look.bearish, SHADE),
        paleUp: fade(look.bullish, PALE),
        paleDown: fade(look.bearish, PALE),
      };
    },
  };
}
