import { expect, it } from "vitest";
import { toHubFailure } from "./to-hub-failure";

const headers = (values: Record<string, string>) => ({ get: (name: string) => values[name] ?? null });

it.for([
  [401, { "x-error-code": "RepoNotFound" }, true, "not_served"],
  [401, { "x-error-code": "GatedRepo" }, false, "gated"],
  [401, {}, true, "bad_key"],
  [401, {}, false, "no_key"],
  [403, { "x-error-code": "GatedRepo" }, true, "gated"],
  [403, {}, true, "forbidden"],
  [404, { "x-error-code": "EntryNotFound" }, false, "not_served"],
  [429, { ratelimit: '"api";r=0;t=40' }, false, "rate_limited"],
  [408, {}, false, "upstream_failed"],
  [503, { "retry-after": "9" }, false, "upstream_failed"],
  [418, {}, false, "bad_answer"],
] as const)("%i %j is a failure with a code", ([status, values, hasToken, code]) => {
  const failure = toHubFailure({ status, headers: headers(values) }, hasToken);
  expect(failure.code).toBe(code);
  if (status === 429) expect(failure.retryAfterS).toBe(40);
  if (status === 503) expect(failure.retryAfterS).toBe(9);
});
