import { expect, it } from "vitest";
import { shareLeft } from "./share-left";

const month = (requests: number, limit: number | null, credits: number, creditsLimit: number | null) => ({
  month: { requests, limit, credits_usd: credits, credits_limit_usd: creditsLimit },
});

it.each([
  ["no limit", month(5, null, 1, null), null],
  ["requests alone", month(25, 100, 1, null), 0.75],
  ["credits alone", month(25, null, 0.75, 1), 0.25],
  ["the smaller of both", month(90, 100, 0.5, 1), 0.1],
  ["nothing spent", month(0, 100, 0, 1), 1],
  ["more spent than there was", month(110, 100, 0, 1), 0],
  ["a limit of zero", month(0, 0, 0, null), 0],
])("tells what is left of the month: %s", (_, snapshot, left) => {
  const share = shareLeft(snapshot);
  if (left === null) expect(share).toBeNull();
  else expect(share).toBeCloseTo(left, 9);
});
