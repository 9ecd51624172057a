import {
  createSeriesMarkers,
  type IChartApi,
  type ISeriesApi,
  type MouseEventParams,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import { countsAt, leaningOf, markedStories, type NewsBars } from "@/lib/core/charts/prepare-news-marks";
import type { Slots } from "@/lib/core/charts/prepare-slots";
import { thinMarks } from "@/lib/core/charts/thin-marks";
import type { ChartLook } from "./chart-look";

/** Marks stand at least so far from each other, CSS pixels. */
const APART = 22;
/** A press this near to a mark is meant for it: fingers are wide. */
const NEAR = 14;
/** Stories from which on a mark does not grow any more. */
const MANY = 6;

type Leaning = ReturnType<typeof leaningOf>;
const shapes = {
  bullish: "arrowUp",
  neutral: "circle",
  bearish: "arrowDown",
  unsure: "square",
} as const satisfies Record<Leaning, string>;
const tokens = {
  bullish: "bullish",
  neutral: "muted",
  bearish: "bearish",
  unsure: "muted",
} as const satisfies Record<Leaning, string>;

interface Shown {
  readonly news: NewsBars;
  readonly slots: Slots;
}

/**
 * Marks of news on candles: an arrow up below, down above, a circle where it leans neither way, a square where all is unclear; with the
 * count of the stories that it speaks for where it is more than one.
 */
export function drawNews(
  chart: IChartApi,
  candles: ISeriesApi<"Candlestick">,
  box: HTMLElement,
  open: (at: number) => void,
) {
  const plugin = createSeriesMarkers<Time>(candles, []);
  const scale = chart.timeScale();
  let shown: Shown | null = null;
  let look: ChartLook | null = null;
  let gap = 0;
  /** Candles that bear a mark, by place. */
  let marked = new Int32Array(0);

  const spacing = (): number => {
    const range = scale.getVisibleLogicalRange();
    return range ? scale.width() / Math.max(1, range.to - range.from) : 1;
  };
  const toMark = (at: number, { news, slots }: Shown, own: ChartLook): SeriesMarker<Time> => {
    const counts = countsAt(news, at);
    const [leaning, stories] = [leaningOf(counts), markedStories(counts)];
    const grown = (0.6 * (Math.min(MANY, stories) - 1)) / (MANY - 1);
    return {
      // The library's times are seconds with a name of their own.
      time: ((slots.time[slots.slot[at] ?? 0] ?? 0) / 1_000) as UTCTimestamp,
      position: leaning === "bullish" ? "belowBar" : "aboveBar",
      shape: shapes[leaning],
      color: own[tokens[leaning]],
      size: (leaning === "bullish" || leaning === "bearish" ? 0.8 : 0.5) + grown,
      ...(stories > 1 ? { text: String(stories) } : {}),
    };
  };
  /** In powers of two: marks come and go in few moves while one zooms, and in none while one pans. */
  const gapNow = (): number => 2 ** Math.max(0, Math.ceil(Math.log2(APART / spacing())));
  const paint = () => {
    if (!shown || !look) return;
    const [of, own] = [shown, look];
    gap = gapNow();
    const told = Int32Array.from(of.news.stories.keys()).filter((at) => (of.news.stories[at] ?? 0) > 0);
    const kept = thinMarks(
      told.map((at) => of.slots.slot[at] ?? 0),
      told.map((at) => of.news.stories[at] ?? 0),
      gap,
    );
    marked = kept.map((at) => told[at] ?? 0);
    plugin.setMarkers(Array.from(marked, (at) => toMark(at, of, own)));
    box.dataset.newsMarks = String(marked.length);
  };
  const zoom = () => {
    if (shown && gapNow() !== gap) paint();
  };
  const press = ({ logical, point }: MouseEventParams<Time>) => {
    if (!shown || logical === undefined || point === undefined) return;
    const { news, slots } = shown;
    const away = (at: number): number => Math.abs((slots.slot[at] ?? 0) - logical) * spacing();
    const nearest = marked.reduce((best, at) => (best === -1 || away(at) < away(best) ? at : best), -1);
    const under = slots.candle[Math.round(logical)] ?? -1;
    if ((news.stories[under] ?? 0) > 0) open(under);
    else if (nearest !== -1 && away(nearest) <= NEAR) open(nearest);
  };
  scale.subscribeVisibleLogicalRangeChange(zoom);
  chart.subscribeClick(press);

  return {
    /** Takes other counts; null takes all marks away. */
    show(next: Shown | null, now: ChartLook): void {
      look = now;
      shown = next;
      if (next) {
        paint();
        return;
      }
      marked = new Int32Array(0);
      plugin.setMarkers([]);
      delete box.dataset.newsMarks;
    },
    remove(): void {
      scale.unsubscribeVisibleLogicalRangeChange(zoom);
      chart.unsubscribeClick(press);
      plugin.detach();
      delete box.dataset.newsMarks;
    },
  };
}

export type DrawNews = typeof drawNews;
