import { describe, expect, it } from "vitest";
import { failureWords } from "../../contracts/failures";
import type { Answer } from "./read-answer";
import { toFailure } from "./to-failure";

const answer = (status: number, json?: unknown, more: Partial<Answer> = {}): Answer => ({
  status,
  json,
  computeS: 0,
  retryAfterS: undefined,
  errorCode: null,
  ...more,
});
const fail = (...args: Parameters<typeof answer>) => toFailure(answer(...args), true);

const chat = {
  error: {
    message: "The requested model 'X' is not supported by any provider you have enabled.",
    type: "invalid_request_error",
    param: "model",
    code: "model_not_supported",
  },
};

describe("what a status means", () => {
  it.for([
    [400, { error: "Model not supported by provider hf-inference" }, "not_served"],
    [400, chat, "not_served"],
    [400, { error: { code: 400, message: "This model is not supported" } }, "not_served"],
    [400, { error: "index out of range in self" }, "refused_text"],
    [400, { error: ["Error in `parameters.top_k`"] }, "refused_text"],
    [400, undefined, "refused_text"],
    [401, { error: "Invalid credentials in Authorization header" }, "bad_key"],
    [402, { error: "You have depleted your monthly included credits." }, "out_of_credits"],
    [402, undefined, "out_of_credits"],
    [403, { error: "This authentication method does not have sufficient permissions" }, "forbidden"],
    [403, { error: "Access to model a/b is restricted and you are not in the authorized list." }, "gated"],
    [404, { error: "Model a/b does not exist" }, "not_served"],
    [404, undefined, "not_served"],
    [410, { error: "The requested model is deprecated" }, "not_served"],
    [413, undefined, "refused_text"],
    [422, { error: "Input validation error", error_type: "validation" }, "refused_text"],
    [429, { error: "We had to rate limit you" }, "rate_limited"],
    [429, undefined, "rate_limited"],
    [408, undefined, "upstream_failed"],
    [500, { error: "Model too busy, unable to get response in less than 120 second(s)" }, "upstream_failed"],
    [502, undefined, "upstream_failed"],
    [503, undefined, "upstream_failed"],
    [504, undefined, "upstream_failed"],
    [599, null, "upstream_failed"],
    [204, undefined, "bad_answer"],
    [302, undefined, "bad_answer"],
    [405, { detail: "Method Not Allowed" }, "bad_answer"],
    [418, { error: null }, "bad_answer"],
  ] as const)("%i %j", ([status, json, code]) => {
    const detail = code === "upstream_failed" ? `Hugging Face answered ${status}` : failureWords[code];
    expect(fail(status, json)).toMatchObject({ code, detail });
  });

  it("401 without a token asks for one", () => {
    expect(toFailure(answer(401, { error: "Invalid username or password." }), false).code).toBe("no_key");
  });

  it.for([
    ["GatedRepo", "gated"],
    ["RepoNotFound", "not_served"],
    ["RevisionNotFound", "bad_key"],
  ] as const)("401 with the code %s is %s, with a token or without", ([errorCode, code]) => {
    expect(fail(401, { error: "Invalid username or password." }, { errorCode }).code).toBe(code);
    const without = toFailure(answer(401, undefined, { errorCode }), false).code;
    expect(without).toBe(code === "bad_key" ? "no_key" : code);
  });

  it("403 is a gate where the header says so, whatever the words", () => {
    expect(fail(403, undefined, { errorCode: "GatedRepo" }).code).toBe("gated");
  });

  it("never says what the server said", () => {
    const secret = "hf_secret";
    for (const status of [302, 400, 401, 402, 403, 404, 410, 413, 418, 422, 429, 500, 503]) {
      for (const error of [secret, { code: secret, message: secret }]) {
        expect(JSON.stringify(fail(status, { error }, { errorCode: secret }))).not.toContain(secret);
      }
    }
  });
});

describe("when to ask again", () => {
  it.for([
    [429, undefined, 17, 17],
    [429, undefined, undefined, undefined],
    [402, undefined, undefined, 3_600],
    [402, undefined, 60, 60],
    [503, undefined, 9, 9],
    [503, undefined, undefined, undefined],
    [500, undefined, 4, 4],
    [400, undefined, 4, undefined],
  ] as const)("%i %j, told %s", ([status, json, told, expected]) => {
    expect(fail(status, json, { retryAfterS: told }).retryAfterS).toBe(expected);
  });

  const words = "Model a/b is currently loading";
  it.for([
    [{ error: words, estimated_time: 20.5 }, undefined, 20.5],
    [{ error: words, estimated_time: 0 }, 9, 0],
    [{ error: words, estimated_time: 1e12 }, undefined, 3_600],
    [{ error: words, estimated_time: "20" }, undefined, 20],
    [{ error: words, estimated_time: -3 }, 9, 9],
    [{ error: words }, undefined, 20],
    [{ estimated_time: 7 }, undefined, 7],
  ] as const)("503 while loading: %j, told %s", ([json, told, expected]) => {
    expect(fail(503, json, { retryAfterS: told })).toMatchObject({ code: "loading", retryAfterS: expected });
  });
});
