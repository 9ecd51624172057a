import { expect, test } from "vitest";
import { makeIncident } from "@/tests/overview/make-overview";
import { formatDashboardView, parseDashboardView } from "./dashboard-view";
import { fitsFilter } from "./fits-filter";
import { worthSaying } from "./use-calm";

const parse = (query: string) => parseDashboardView(new URLSearchParams(query));

test("an address and back", () => {
  for (const query of ["", "?window=24h", "?kind=model&severity=critical&part=lexical&out=1"])
    expect(formatDashboardView(parse(query))).toBe(query);
});

test("what cannot be read is not asked for, and what others keep stays", () => {
  const query = "?window=1y&kind=cat&severity=info&part=%20&out=yes&utm=1";
  expect(parse(query)).toEqual({ window: "15m", kind: null, severity: null, part: null, out: false });
  expect(formatDashboardView(parse(query), new URLSearchParams(query))).toBe("?utm=1");
  expect(parse(`?part=${"a".repeat(900)}`).part).toHaveLength(200);
});

test("an incident fits by kind, by part, and by being as grave or worse", () => {
  const row = makeIncident(1, { severity: "warning" });
  const all = parse("");
  expect(fitsFilter(row, all)).toBe(true);
  expect(fitsFilter(row, { ...all, severity: "warning" })).toBe(true);
  expect(fitsFilter({ ...row, severity: "critical" }, { ...all, severity: "warning" })).toBe(true);
  expect(fitsFilter(row, { ...all, severity: "critical" })).toBe(false);
  expect(fitsFilter(row, { ...all, kind: "source" })).toBe(false);
  expect(fitsFilter(row, { ...all, kind: "model", part: "model" })).toBe(true);
  expect(fitsFilter(row, { ...all, part: "other" })).toBe(false);
});

test("aloud is only what is grave, new, and not filtered away", () => {
  const all = parse("");
  const rows = [
    makeIncident(3, { severity: "info" }),
    makeIncident(2, { severity: "critical", kind: "store", key: "disk" }),
    makeIncident(1, { severity: "warning" }),
  ];
  const say = (seen: readonly string[], filter = all) => worthSaying(rows, new Set(seen), filter)?.id;
  expect(say([])).toBe("2");
  expect(say(["2"])).toBe("1");
  expect(say(["1", "2"])).toBeUndefined();
  expect(say([], { ...all, kind: "model" })).toBe("1");
  expect(say([], { ...all, kind: "source" })).toBeUndefined();
});
