import type { EventStudyAnswer } from "../contracts/functions/event-study";
import { iso } from "../core/iso";
import type { Study, StudyCell, StudyGroup } from "../core/study/study";

type Row = EventStudyAnswer["groups"][number];

/** A study in the words of its contract. */
export const toStudyAnswer = (
  study: Study,
  more: Omit<EventStudyAnswer, "success" | "from" | "to" | "candles" | "stories" | "left_out" | "groups">,
): EventStudyAnswer => ({
  success: true,
  ...more,
  from: iso(study.from),
  to: iso(study.to),
  candles: study.candles,
  stories: study.stories,
  left_out: {
    without_candles: study.leftOut.withoutCandles,
    overlapping: study.leftOut.overlapping,
    without_time: study.leftOut.withoutTime,
  },
  groups: study.groups.map(toRow),
});

const toRow = ({ label, cells, curve }: StudyGroup): Row => ({
  label,
  cells: cells.map(toCell),
  curve: curve.map(({ bar, mean, placeboLow, placeboHigh }) => ({
    bar,
    mean: round(mean),
    placebo_low: round(placeboLow),
    placebo_high: round(placeboHigh),
  })),
});

const toCell = ({ placeboLow, placeboHigh, ...cell }: StudyCell): Row["cells"][number] => ({
  ...cell,
  mean: round(cell.mean),
  low: round(cell.low),
  high: round(cell.high),
  placebo_low: round(placeboLow),
  placebo_high: round(placeboHigh),
});

/** A millionth of a per cent is enough. */
function round(value: number): number;
function round(value: number | null): number | null;
function round(value: number | null): number | null {
  // Less nothing is nothing: -0 is written as 0.
  return value === null ? null : Number(value.toFixed(8)) + 0;
}
