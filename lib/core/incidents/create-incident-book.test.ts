import { describe, expect, it } from "vitest";
import { fillIncidentBook } from "../../../tests/fakes/fill-incident-book";
import { newIncident } from "../../../tests/fakes/new-incident";
import { incidentIdSchema, severities } from "../../contracts/parts";
import { createIncidentBook } from "./create-incident-book";
import type { IncidentQuery } from "./incident-log";

describe("createIncidentBook", () => {
  it("keeps the newest: so many in all, and of one part not more than its share", () => {
    const book = createIncidentBook({ all: 10, part: 3 });
    book.add([newIncident(0, { key: "calm" })]);
    for (let at = 1; at <= 50; at += 1) book.add([newIncident(at, { key: "flaps" })]);
    expect(book.rows().map(({ key }) => key)).toEqual(["calm", "flaps", "flaps", "flaps"]);
    expect(book.rows().at(-1)?.detail).toBe("words 50");
    for (let at = 100; at < 130; at += 1) book.add([newIncident(at, { key: `k${at}` })]);
    expect(book.rows()).toHaveLength(10);
    expect(book.list({ limit: 1 }).keptSince).toBe(newIncident(120).at);
  });

  it("tells a kind from another of the same key", () => {
    const book = createIncidentBook({ all: 10, part: 1 });
    book.add([newIncident(1), newIncident(2, { kind: "source" }), newIncident(3)]);
    expect(book.rows().map(({ detail }) => detail)).toEqual(["words 2", "words 3"]);
  });

  it("gives ids that grow, also where the clock stands or is set back, and after what was kept before", () => {
    const book = createIncidentBook();
    const made = [5_000, 5_000, 5_001, -3_600_000, 0, 9_000].flatMap((ms) => book.add([newIncident(ms)]));
    const ids = made.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].toSorted());
    for (const id of ids) expect(incidentIdSchema.safeParse(id).success).toBe(true);
    const after = createIncidentBook();
    after.adopt(book.rows());
    const [next] = after.add([newIncident(-7_200_000, { server: "00000000" })]);
    expect((next?.id ?? "") > (ids.at(-1) ?? "~")).toBe(true);
    expect(book.list({ limit: 10 }).incidents.map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it("gives each an id of its own also after one from the end of time, and by a clock that stands there", () => {
    const [sane] = createIncidentBook().add([newIncident(5)]);
    if (sane === undefined) throw new Error("it was added");
    for (const ahead of ["8999999999999999", "8500000000000001", "9999999999999999"]) {
      const book = createIncidentBook();
      const far = { ...sane, id: `${ahead}-ffffffff` };
      expect(book.adopt([far, sane])).toEqual([sane]);
      const ids = book.add([newIncident(6), newIncident(6), newIncident(7)]).map(({ id }) => id);
      expect([...new Set([sane.id, ...ids])].toSorted()).toEqual([sane.id, ...ids]);
    }
    // By a clock that is far ahead, and by the right one after a restart: nothing is lost.
    const late = createIncidentBook();
    const there = late.add([0, 1].map((ms) => newIncident(ms, { at: `9999-12-31T23:59:59.00${ms}Z` })));
    const back = createIncidentBook();
    expect(back.adopt(late.rows())).toEqual(there);
    const ids = [...there, ...back.add([newIncident(1), newIncident(1)])].map(({ id }) => id);
    expect([...new Set(ids)].toSorted()).toEqual(ids);
    for (const id of ids) expect(incidentIdSchema.safeParse(id).success).toBe(true);
  });

  it("takes in what others saw in any order, each once, and says what was new", () => {
    const [one, two] = [createIncidentBook({ all: 5, part: 5 }), createIncidentBook({ all: 5, part: 5 })];
    const early = one.add([newIncident(1), newIncident(2)]);
    const late = two.add([newIncident(3, { server: "ffffffff" }), newIncident(1, { server: "ffffffff" })]);
    expect(two.adopt([...early.toReversed(), ...early])).toHaveLength(2);
    expect(two.adopt(early)).toEqual([]);
    expect(one.adopt(late)).toEqual(late);
    expect(one.rows()).toEqual(two.rows());
    const ids = one.rows().map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    // What is older than all that is kept comes too late.
    for (let ms = 10; ms < 15; ms += 1) one.add([newIncident(ms)]);
    expect(one.adopt(early)).toEqual([]);
  });

  it("answers like a plain filter, page by page, also before an id that is gone", () => {
    const book = fillIncidentBook(createIncidentBook(), 3_000);
    const queries: IncidentQuery[] = [
      { limit: 7 },
      { limit: 500, kind: "model", severity: "critical" },
      { limit: 50, key: "part-7" },
      { limit: 50, kind: "model", key: "part-7", severity: "warning" },
      { limit: 50, kind: "store" },
      { limit: 40, since: Date.UTC(2026, 0, 15) + 9_000, until: Date.UTC(2026, 0, 15) + 20_000 },
    ];
    for (const query of queries) {
      const fitting = book
        .rows()
        .filter((row) => query.kind === undefined || row.kind === query.kind)
        .filter((row) => query.key === undefined || row.key === query.key)
        .filter((row) => severities.indexOf(row.severity) >= severities.indexOf(query.severity ?? "info"))
        .filter((row) => Date.parse(row.at) >= (query.since ?? 0) && Date.parse(row.at) < (query.until ?? 9e15))
        .toReversed();
      const pages: string[] = [];
      let before: string | undefined;
      for (;;) {
        const page = book.list({ ...query, before });
        expect(page.total).toBe(fitting.length);
        expect(Object.values(page.bySeverity).reduce((sum, count) => sum + count)).toBe(fitting.length);
        pages.push(...page.incidents.map(({ id }) => id));
        before = page.incidents.at(-1)?.id;
        expect(page.hasMore).toBe(pages.length < fitting.length);
        if (!page.hasMore) break;
      }
      expect(pages).toEqual(fitting.map(({ id }) => id));
    }
    const middle = book.rows()[1_500]?.id ?? "";
    const gone = `${middle.slice(0, 16)}-ffffffff`;
    expect(book.list({ limit: 1, before: gone }).incidents[0]?.id).toBe(middle);
    expect(book.list({ limit: 5, before: "0000000000000001-00000000" })).toMatchObject({ incidents: [], total: 3_000 });
  });
});
