import { expect, it } from "vitest";
import { degradedWords } from "./degraded-words";

const one = (source: string, detail: string, seconds: number | null = null) => ({
  source,
  code: "unreachable" as const,
  detail,
  retry_after_s: seconds,
});

it("names those of one reason together, and when they are asked again", () => {
  const reached = "it could not be reached";
  expect(
    degradedWords([
      one("linxy", reached),
      one("sebdg", `left alone for a while: ${reached}`, 24),
      one("folder", "its files are not what they should be"),
    ]),
  ).toEqual([
    "linxy, sebdg: it could not be reached, asked again in 24 s.",
    "folder: its files are not what they should be.",
  ]);
});

it("says nothing of a wait that is over", () => {
  expect(degradedWords([one("linxy", "it took too long", 0)])).toEqual(["linxy: it took too long."]);
});
