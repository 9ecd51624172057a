import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { guessColumn, guessHeader, isHeaderAlone } from "./guess-column";
import { uniqueNames } from "./unique-names";
import { writeCsv } from "./write-csv";

describe("writeCsv", () => {
  test.each([
    "=1+1",
    "+1+1",
    "-A1",
    "-1-1",
    "-0.5,5.1",
    "+1%+1",
    "-1\n",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "=a\nb",
    "\n=1",
    '"=1',
    "＝1",
  ])("a spreadsheet does not run %j", (cell) => {
    const csv = writeCsv([cell], [[cell]]);
    const parsed = Papa.parse<string[]>(csv, { newline: "\r\n" }).data;
    expect(parsed).toEqual([[`'${cell}`], [`'${cell}`]]);
  });

  test.each(["-0.5", "+3", "-1,5", "+12%", "-7.25%"])("the number %s stays as it came", (cell) => {
    expect(Papa.parse<string[]>(writeCsv(["change"], [[cell]]), { newline: "\r\n" }).data).toEqual([
      ["change"],
      [cell],
    ]);
  });

  test("texts, numbers and quotes come back as they were", () => {
    const csv = writeCsv(
      ["text", "score"],
      [
        ['say "no", twice\nor ₿', -0.5],
        ["ordinary", 0.71],
      ],
    );
    expect(Papa.parse<string[]>(csv, { newline: "\r\n" }).data).toEqual([
      ["text", "score"],
      ['say "no", twice\nor ₿', "-0.5"],
      ["ordinary", "0.71"],
    ]);
  });
});

describe("guessColumn", () => {
  test.each([
    [["id", "Title", "url"], 1],
    [["id", "body", "text"], 2],
    [["n", "tweet_text"], 1],
    [["a", "b"], 1],
    [["post_id", "created", "selftext"], 2],
    [["text_id", "tweet_text"], 1],
    [["postId", "tweetText"], 1],
    [["comment count", "comment"], 1],
    [["context", "said"], 1],
    [["subtitle", "postcode"], 1],
    [["text_url", "text_date"], 1],
  ])("%j", (header, column) => {
    expect(guessColumn(header, [["1", "a long sentence about the market", "x"]])).toBe(column);
  });

  test("of several names that speak of a text, the longest cells win", () => {
    expect(guessColumn(["text_language", "post text", "title_text"], [["en", "a long sentence", "short"]])).toBe(1);
    expect(guessColumn(["comment_id", "score", "selftext"], [["abc", "5", "a long text"]])).toBe(2);
  });

  test("without names the longest cells win", () => {
    expect(guessColumn(null, [["1", "short", "a far longer cell than the others"]])).toBe(2);
    expect(guessColumn(null, [])).toBe(0);
  });
});

test.each([
  [
    [
      ["id", "title"],
      ["1", "Bitcoin rallies"],
    ],
    true,
  ],
  [[["text"], ["Bitcoin rallies"]], true],
  [
    [
      ["date", "note"],
      ["2024", "a long line about something else"],
    ],
    true,
  ],
  [[["Bitcoin rallies to a record high"], ["Ether slides"]], false],
  [
    [
      ["Bitcoin rallies", "feed"],
      ["Ether slides", "feed"],
    ],
    false,
  ],
  [[["title"]], false],
])("guessHeader %j is %s", (rows, header) => {
  expect(guessHeader(rows)).toBe(header);
});

test.each([
  [
    ["text", "text", "text"],
    ["text", "text 2", "text 3"],
  ],
  [
    ["text", "text", "text 2"],
    ["text", "text 3", "text 2"],
  ],
  [
    ["a", "b"],
    ["a", "b"],
  ],
  [
    ["a", "a", "a 2", "a 2"],
    ["a", "a 3", "a 2", "a 2 2"],
  ],
])("uniqueNames %j is %j", (names, unique) => {
  expect(uniqueNames(names)).toEqual(unique);
});

test.each([
  [[["id", "headline"]], true],
  [[["date", "note"]], true],
  [[["Bitcoin rallies", "feed"]], false],
  [[["Up"]], false],
  [[["title"], ["Up"]], false],
])("isHeaderAlone %j is %s", (rows, alone) => {
  expect(isHeaderAlone(rows)).toBe(alone);
});
