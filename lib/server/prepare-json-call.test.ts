import { describe, expect, test } from "vitest";
import { describeInput } from "../contracts/describe-input";
import { filesOf } from "../contracts/files-of";
import { functions } from "../contracts/functions";
import { jobResults } from "../contracts/functions/job-results";
import { fail } from "../core/errors";
import type { Container } from "./container-shape";
import { prepareJsonCall } from "./prepare-json-call";

const id = "q5Yx0v7WJmN2cLr8TzKd3A";
const withJobs = (look: () => Promise<unknown>) => ({ jobs: { look } }) as unknown as Container;
const deps = withJobs(async () => ({ ok: true, value: { id, state: "done", total: 0, tally: { done: 0 } } }));
const call = { requestId: "r", signal: new AbortController().signal };

describe.each(functions.filter((contract) => filesOf(contract).length > 0))("$name", (contract) => {
  test("every format but the usual one is named as a file", () => {
    const format = describeInput(contract.input).find(({ name }) => name === "format")?.schema;
    const named = filesOf(contract).map(({ input }) => input.format);
    expect(format?.enum?.filter((word) => word !== format.default)).toEqual(named);
  });

  test.each(filesOf(contract))("refuses $type, and says what is taken and where the file is", ({ type, input }) => {
    const usual = describeInput(contract.input).find(({ name }) => name === "format")?.schema.default;
    const refused = prepareJsonCall(contract, { ...contract.examples[0]?.input, ...input }, deps);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: "validation_failed",
        detail: `No files are given here; ${contract.method} ${contract.path} gives ${type} as a file.`,
        fields: [{ field: "format", message: `must be ${usual} here`, allowed: [usual] }],
      },
    });
  });
});

test("a file that its contract does not name is refused when it comes", async () => {
  const prepared = prepareJsonCall({ ...jobResults, otherFiles: [] }, { id, format: "json" }, deps);
  expect(prepared.ok && (await prepared.value(call))).toMatchObject({
    ok: false,
    error: { code: "validation_failed", detail: expect.stringContaining("application/json") },
  });
});

test("what asks for no file goes on to its verb", async () => {
  const lost = withJobs(async () => fail("not_found", "There is no such job."));
  const prepared = prepareJsonCall(jobResults, { id, format: "page" }, lost);
  expect(prepared.ok && (await prepared.value(call))).toMatchObject({ ok: false, error: { code: "not_found" } });
});
