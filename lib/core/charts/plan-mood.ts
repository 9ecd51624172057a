import type { PlannedPane } from "./plan-panes";
import type { NewsBars } from "./prepare-news-marks";

/** The pane of the mood of news: up is bullish, down is bearish, a candle without a story is a gap. */
export const planMood = ({ mood }: NewsBars): PlannedPane => ({
  kind: "mood",
  title: "Mood of the news",
  lines: [{ key: "mood", label: "Mood", role: "mood", values: mood }],
  levels: [0],
});
