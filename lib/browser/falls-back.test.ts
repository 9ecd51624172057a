import { expect, test } from "vitest";
import { errorCodes } from "../contracts/errors";
import { fallsBack } from "./falls-back";

test("the browser answers where the server cannot, not where the text is refused", () => {
  expect(errorCodes.filter(fallsBack)).toEqual([
    "request_timeout",
    "rate_limited",
    "internal",
    "unavailable",
    "deadline_exceeded",
  ]);
});
