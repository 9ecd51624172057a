import { expect, it } from "vitest";
import { toBrokenCall } from "./to-broken-call";

const coded = (code: unknown) => Object.assign(new Error("says hf_secret"), { code });
const fetchFailed = (code: unknown) => new TypeError("fetch failed for hf_secret", { cause: coded(code) });

it.for([
  [fetchFailed("ECONNREFUSED"), "unreachable", "ECONNREFUSED"],
  [fetchFailed("UND_ERR_SOCKET"), "unreachable", "UND_ERR_SOCKET"],
  [fetchFailed("UND_ERR_CONNECT_TIMEOUT"), "timed_out", "UND_ERR_CONNECT_TIMEOUT"],
  [fetchFailed("UND_ERR_HEADERS_TIMEOUT"), "timed_out", "UND_ERR_HEADERS_TIMEOUT"],
  [fetchFailed("UND_ERR_BODY_TIMEOUT"), "timed_out", "UND_ERR_BODY_TIMEOUT"],
  [fetchFailed("Z_DATA_ERROR"), "bad_answer", "Z_DATA_ERROR"],
  [coded("ENOTFOUND"), "unreachable", "ENOTFOUND"],
  [fetchFailed("hf_secret"), "unreachable", "TypeError"],
  [fetchFailed(11), "unreachable", "TypeError"],
  [new RangeError("hf_secret"), "unreachable", "RangeError"],
  ["hf_secret", "unreachable", "string"],
  [null, "unreachable", "object"],
  [undefined, "unreachable", "undefined"],
] as const)("%s is %s", ([thrown, code, cause]) => {
  const failure = toBrokenCall(thrown);
  expect(failure).toMatchObject({ code, cause });
  expect(JSON.stringify(failure)).not.toContain("hf_secret");
});
