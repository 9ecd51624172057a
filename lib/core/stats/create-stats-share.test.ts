import { expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createStatsBook } from "./create-stats-book";
import { createStatsShare } from "./create-stats-share";

/** A process that counts, and a place that is away until it is back; it notes how many calls each batch holds. */
function openProcess() {
  const place = { away: false, told: [] as ("goodbye" | number)[] };
  const clock = fakeClock();
  const book = createStatsBook({ clock, settled: (sheet, time) => share.take(sheet, time) });
  const share = createStatsShare(book, {
    async publish({ batch, confirmed, leaving }) {
      if (place.away) return undefined;
      if (batch !== null) place.told.push(batch.total.counts["call/sentiment/ok"] ?? 0);
      if (leaving) place.told.push("goodbye");
      return batch?.seq ?? confirmed;
    },
    read: async () => undefined,
    slots: async () => undefined,
  });
  const count = (times: number): void => {
    for (let time = 0; time < times; time += 1) book.called("sentiment", "ok", 5);
  };
  return { place, share, count };
}

it("who leaves right after an outage hands over what waited, and what was counted meanwhile, before the goodbye", async () => {
  const { place, share, count } = openProcess();
  place.away = true;
  count(3);
  await share.push();
  count(4);
  await share.push();
  expect(place.told).toEqual([]);
  place.away = false;
  await share.push({ leaving: true });
  expect(place.told).toEqual([3, 4, "goodbye"]);
});

it("who stays hands the rest over with the next push; who leaves during an outage says nothing", async () => {
  const { place, share, count } = openProcess();
  place.away = true;
  count(3);
  await share.push();
  count(4);
  place.away = false;
  await share.push();
  expect(place.told).toEqual([3]);
  await share.push();
  expect(place.told).toEqual([3, 4]);
  place.away = true;
  count(1);
  await share.push({ leaving: true });
  expect(place.told).toEqual([3, 4]);
});
