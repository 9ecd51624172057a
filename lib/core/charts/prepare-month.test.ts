import { expect, test } from "vitest";
import { NOW, seriesOf } from "../../../tests/charts/series";
import { prepareFrame } from "./prepare-frame";
import { prepareMonth } from "./prepare-month";

const END = Date.parse("2026-12-01T00:00:00Z");
const frame = prepareFrame(
  seriesOf(
    "30d",
    Object.fromEntries(Array.from({ length: 300 }, (_, ago) => [ago, { budget_left: ago > 100 ? 0.9 : 0.5 }])),
  ),
);

test("the month has what was seen of it, where it changed, and goes on from now", () => {
  const endsAt = Date.parse("2026-11-27T00:00:00Z");
  const plot = prepareMonth(frame, { kind: "runs_out", left: 0.5, endsAt, opensAt: END }, NOW);
  expect([plot.from, plot.to]).toEqual([Date.parse("2026-11-01T00:00:00Z"), END]);
  expect(plot.seen.map(({ left }) => left)).toEqual([0.9, 0.5, 0.5]);
  expect(plot.seen.every(({ t }) => t >= plot.from && t <= NOW)).toBe(true);
  expect(plot).toMatchObject({ left: 0.5, ahead: { t: endsAt, left: 0 } });
  expect(plot.ticks).toHaveLength(5);
});

test("no line goes on where there is no rate or no limit", () => {
  expect(prepareMonth(frame, { kind: "no_limit" }, NOW)).toMatchObject({ left: null, ahead: null });
  expect(prepareMonth(frame, { kind: "used_up", opensAt: END }, NOW)).toMatchObject({ left: 0, ahead: null });
  expect(prepareMonth(frame, { kind: "not_used", opensAt: END }, NOW)).toMatchObject({ ahead: { t: END, left: 1 } });
  expect(prepareMonth(frame, { kind: "lasts", left: 0.5, leftAtEnd: 0.2, opensAt: END }, NOW).ahead).toEqual({
    t: END,
    left: 0.2,
  });
});
