import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNewsTime } from "./parse-news-time";

const at = (...parts: [number, number, ...number[]]): number => Date.UTC(...parts);

describe("parseNewsTime", () => {
  test.each<readonly [unknown, number, string]>([
    ["2023-12-19T06:40:31Z", at(2023, 11, 19, 6, 40, 31), "second"],
    ["2023-12-19t06:40:31.250z", at(2023, 11, 19, 6, 40, 31, 250), "second"],
    ["2023-12-19T06:40:31.2501234+02:00", at(2023, 11, 19, 4, 40, 31, 250), "second"],
    ["2023-12-19T06:40:31-0530", at(2023, 11, 19, 12, 10, 31), "second"],
    ["2023-12-19T06:40", at(2023, 11, 19, 6, 40), "minute"],
    ["2022-04-28 22:00:14", at(2022, 3, 28, 22, 0, 14), "second"],
    ["2022-04-28 22:00:14 UTC", at(2022, 3, 28, 22, 0, 14), "second"],
    ["2022-04-28 22:00:14+00", at(2022, 3, 28, 22, 0, 14), "second"],
    ["  2023/12/19 6:40 ", at(2023, 11, 19, 6, 40), "minute"],
    ["2023-12-19T00:00:00.000Z", at(2023, 11, 19), "day"],
    ["Tue Dec 19 2023 00:00:00 GMT-0500 (somewhere)", at(2023, 11, 19), "day"],
    ["Tue Dec 19 2023 19:00:00 GMT-0500 (somewhere)", at(2023, 11, 20), "second"],
    ["2023-12-19 00:00", at(2023, 11, 19), "minute"],
    ["2023.12.19", at(2023, 11, 19), "day"],
    ["2023-12-19", at(2023, 11, 19), "day"],
    ["20231219", at(2023, 11, 19), "day"],
    ["20231219T064031Z", at(2023, 11, 19, 6, 40, 31), "second"],
    ["2018", at(2018, 0), "year"],
    [2018, at(2018, 0), "year"],
    ["2018-03", at(2018, 2), "month"],
    ["Tue, 19 Dec 2023 06:40:31 GMT", at(2023, 11, 19, 6, 40, 31), "second"],
    ["Tue, 19 Dec 2023 06:40:31 +0000", at(2023, 11, 19, 6, 40, 31), "second"],
    ["19 Dec 23 06:40 EST", at(2023, 11, 19, 11, 40), "minute"],
    ["Tue, 19 Dec 2023 23:40:31 IST", at(2023, 11, 19), "day"],
    ["Fri Feb 07 2026 20:31:25 GMT-0500 (any words)", at(2026, 1, 8, 1, 31, 25), "second"],
    ["Fri Feb 07 2026 20:31:25 GMT-0300 (Horário Padrão de Brasília)", at(2026, 1, 7, 23, 31, 25), "second"],
    ["Fri Feb  7 20:31:25 2026", at(2026, 1, 7, 20, 31, 25), "second"],
    ["Wed Oct 10 20:19:24 +0000 2018", at(2018, 9, 10, 20, 19, 24), "second"],
    ["February 7, 2026", at(2026, 1, 7), "day"],
    ["Feb. 7th, 2026, 8:31 PM UTC", at(2026, 1, 7, 20, 31), "minute"],
    ["Feb 7, 2026 at 12:05 am", at(2026, 1, 7, 0, 5), "minute"],
    ["7 September 2024", at(2024, 8, 7), "day"],
    ["2016-12-31T23:59:60Z", at(2016, 11, 31, 23, 59, 59), "second"],
    [1_700_000_000, 1_700_000_000_000, "second"],
    [1_700_000_000_123, 1_700_000_000_123, "second"],
    [1_700_000_000_123_456_789n, 1_700_000_000_123, "second"],
    ["1700000000", 1_700_000_000_000, "second"],
    ["1700000000.5", 1_700_000_000_500, "second"],
    ["1700000000123456", 1_700_000_000_123, "second"],
    [new Date(1_700_000_000_123), 1_700_000_000_123, "second"],
    ["2009-01-01", at(2009, 0), "day"],
    ["2100-12-31", at(2100, 11, 31), "day"],
  ])("%s", (text, time, precision) => {
    expect(parseNewsTime(text)).toEqual({ at: time, precision });
  });

  test.each([
    "",
    " ",
    "never",
    "3 hours ago",
    "yesterday",
    "03/04/2024",
    "2023-02-29",
    "2023-13-01",
    "2023-00-10",
    "2023-12-19T24:01",
    "2023-12-19T06:60",
    "2023-12-19T06:40:61",
    "2023-12-19T06:40+25:00",
    "2023-12-19 13:00 pm",
    "2023-12/19",
    "32 Dec 2023",
    "Tue, 19 Dez 2023 06:40:31 GMT",
    "2008-12-31",
    "2101-01-01",
    "1969",
    "0",
    "-1700000000",
    "1e10",
    "0x65000000",
    "NaN",
    "1200000000",
    "9999999999999",
    "2023-12-19T06:40:31Z and more",
    `Fri Feb 07 2026 20:31:25 GMT-0500 (${"a".repeat(200)})`,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -5,
    3,
    20.5,
    new Date(Number.NaN),
    new Date(2018),
    null,
    undefined,
    true,
    {},
    [],
  ])("%s is none", (value) => {
    expect(parseNewsTime(value)).toBeNull();
  });

  const moments = fc.date({ min: new Date(at(2009, 0, 2)), max: new Date(at(2100, 11, 30)), noInvalidDate: true });

  test("what JavaScript writes is read back, to the second", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom("toISOString", "toUTCString", "toString"), (date, way) => {
        const text = date[way]();
        fc.pre(!text.includes("00:00:00"));
        const expected = Math.floor(date.getTime() / 1_000);
        expect(Math.floor((parseNewsTime(text)?.at ?? 0) / 1_000)).toBe(expected);
      }),
    );
  });

  test("an offset moves a time by itself, whatever the form", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, 19);
        const two = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, "0");
        const offset = `${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
        const isDay = local.endsWith("T00:00:00");
        const time = isDay ? Date.parse(`${local}Z`) : Math.floor(date.getTime() / 1_000) * 1_000;
        const expected = { at: time, precision: isDay ? "day" : "second" };
        for (const text of [`${local}${offset}`, `${local.replace("T", " ")} ${offset.replace(":", "")}`])
          expect(parseNewsTime(text)).toEqual(expected);
      }),
    );
  });

  test("whatever it is given it answers with a time of its years or with nothing", () => {
    const piece = fc.constantFrom(
      "2023",
      "-",
      "/",
      " ",
      ":",
      "12",
      "T",
      "Z",
      "GMT",
      "+05",
      "Dec",
      "Tue,",
      "(",
      ")",
      "pm",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.oneof(texts, fc.double(), fc.bigInt(), fc.anything()), (value) => {
        const moment = parseNewsTime(value);
        if (moment === null) return;
        expect(Number.isInteger(moment.at)).toBe(true);
        expect(moment.at).toBeGreaterThanOrEqual(at(2009, 0));
        expect(moment.at).toBeLessThan(at(2101, 0));
      }),
      { numRuns: 2_000 },
    );
  });

  test("texts made to be slow are not", () => {
    const before = performance.now();
    for (const text of [
      " ".repeat(1e6),
      "1".repeat(1e6),
      `Tue, 19 Dec${" ".repeat(100)}x`,
      `2023-1-1${" \t,".repeat(35)}`,
    ])
      for (let time = 0; time < 200; time += 1) parseNewsTime(text);
    const each = (performance.now() - before) / 800;
    console.log(`the slowest kinds of text: ${each.toFixed(3)} ms each`);
    expect(each).toBeLessThan(2);
  });
});
