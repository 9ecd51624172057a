import { expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { storm } from "../../../tests/fakes/storm";
import { AT, makeSlot } from "../../../tests/overview/make-overview";
import { errorCodes } from "../../contracts/errors";
import { functions } from "../../contracts/functions";
import { seriesSlotSchema } from "../../contracts/functions/stats-series";
import { catalogue } from "../models/catalogue";
import { createStatsBook } from "./create-stats-book";
import { cacheFigures, changeFigures, functionFigures, modelFigures, shedFigures, tierFigures } from "./read-sheet";
import { readSlots } from "./read-slots";
import { emptySheet } from "./sheet";
import { slotFigures } from "./slot-figures";

const add = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0);

it("says of each slot what the figures of its time say, every error and every tier", () => {
  const clock = fakeClock();
  const book = createStatsBook({ clock });
  let round = 0;
  for (let slot = 0; slot < 12; slot += 1) {
    round = storm(book, 1_500 + 100 * slot, round);
    book.sampled({ loopDelayP50Ms: 1, loopDelayP99Ms: 10 * (slot + 1), rssMb: 300 + slot, budgetLeft: 1 - slot / 30 });
    clock.pass(10_000);
  }
  const sheet = book.sumOf("15m");
  const rows = readSlots(book, "15m").slots.map((slot) => ({
    at: new Date(slot.at).toISOString(),
    seconds: slot.ms / 1000,
    ...slotFigures(slot.sheet),
  }));
  expect(rows).toHaveLength(12);
  for (const row of rows) expect(seriesSlotSchema.safeParse(row).error).toBeUndefined();

  const calls = functionFigures(sheet, [...functions.map(({ name }) => name), "other"]);
  expect(add(rows.map((row) => row.calls))).toBe(add(calls.map((each) => each.calls)));
  for (const code of errorCodes) {
    const count = add(rows.map(({ errors }) => errors[code]));
    expect([code, count]).toEqual([code, add(calls.map(({ errors }) => errors[code]))]);
    expect(count).toBeGreaterThan(0);
  }
  const tiers = tierFigures(sheet);
  expect(tiers).toHaveLength(7);
  for (const tier of tiers) {
    const found = rows.flatMap((row) => row.tiers.filter(({ engine }) => engine === tier.engine));
    expect(add(found.map(({ texts }) => texts))).toBe(tier.texts);
    expect(add(found.map(({ asked }) => asked))).toBe(tier.asked);
    expect(add(found.map(({ failed }) => failed))).toBe(add(Object.values(tier.errors)));
  }
  // In one slot alone there is nothing that could be added up wrongly.
  const whole = tierFigures(book.sumOf("30d")).map(({ engine, p50_ms, p95_ms, p99_ms }) => [
    engine,
    p50_ms,
    p95_ms,
    p99_ms,
  ]);
  const [first, ...more] = readSlots(book, "24h").slots.map((slot) => slotFigures(slot.sheet));
  expect(more).toEqual([]);
  expect(first?.tiers.map(({ engine, p50_ms, p95_ms, p99_ms }) => [engine, p50_ms, p95_ms, p99_ms])).toEqual(whole);
  expect(first?.loop_delay.p99_ms).toBeGreaterThan(117);
  expect(first?.rss_mb).toBeGreaterThan(304);
  expect(first?.budget_left).toBeCloseTo(1 - 11 / 30, 2);

  const models = catalogue.map(({ key }) => modelFigures(sheet, key));
  const here = tiers.filter(({ engine }) => engine !== "hf_inference_api");
  expect(first?.upstream).toEqual({
    attempts: add(models.map((model) => model.first_attempts + model.retries)) - add(here.map(({ asked }) => asked)),
    retries: add(models.map((model) => model.retries)),
    failed:
      add(models.flatMap((model) => Object.values(model.failed))) -
      add(here.flatMap(({ errors }) => Object.values(errors))),
  });
  expect(first?.cache).toEqual(cacheFigures(sheet));
  expect(first?.shed).toBe(shedFigures(sheet));
  expect(changeFigures(sheet)).toHaveLength(55);
});

it("takes no reader of this machine for a call upstream, in no window", () => {
  const book = createStatsBook({ clock: fakeClock() });
  for (const code of ["ok", "ok", "internal"] as const) {
    book.asked("lexical", code, 1);
    book.attempted({ model: "lexical", attempt: 0, outcome: code === "ok" ? "answered" : code, ms: 1 });
  }
  book.asked("hf_inference_api", "ok", 90);
  book.attempted({ model: "financial_sentiment", attempt: 0, outcome: "unreachable", ms: 40 });
  book.attempted({ model: "financial_sentiment", attempt: 1, outcome: "answered", ms: 50 });
  for (const window of ["15m", "24h", "30d"] as const) {
    const [slot] = readSlots(book, window).slots;
    expect(slotFigures(slot?.sheet ?? emptySheet()).upstream).toEqual({ attempts: 2, retries: 1, failed: 1 });
  }
});

it("says nothing of nothing", () => {
  expect({ at: AT, seconds: 10, ...slotFigures(emptySheet()) }).toEqual(makeSlot(AT, 0));
});
