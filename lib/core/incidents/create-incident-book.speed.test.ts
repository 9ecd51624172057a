import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { fillIncidentBook } from "../../../tests/fakes/fill-incident-book";
import { createIncidentBook, incidentCaps } from "./create-incident-book";
import type { IncidentQuery } from "./incident-log";

describe("createIncidentBook", () => {
  const book = fillIncidentBook();
  const queries: readonly IncidentQuery[] = [
    { limit: 50 },
    { limit: 500, severity: "warning", since: Date.UTC(2026, 0, 15) + 160_000 },
    { limit: 100, kind: "model", key: "part-7" },
  ];

  it.each(queries)("lists in well under a millisecond where all is full: %j", async (query) => {
    expect(book.rows()).toHaveLength(incidentCaps.all);
    const hundred = await bestTimeOf(() => {
      for (let round = 0; round < 100; round += 1) book.list(query);
    }, 100);
    console.log(`${JSON.stringify(query)}: ${(hundred / 100).toFixed(3)} ms of ${book.rows().length}`);
    expect(hundred / 100).toBeLessThan(1);
  });

  it("takes ten thousand in less than a second", async () => {
    const filling = await bestTimeOf(() => fillIncidentBook(createIncidentBook(), 10_000), 1_000);
    console.log(`10,000 added in ${filling.toFixed(0)} ms`);
    expect(filling).toBeLessThan(1_000);
  });
});
