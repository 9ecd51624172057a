import { expect, it } from "vitest";
import type { ErrorCode } from "../contracts/errors";
import { noteCall } from "./note-call";

function note(code: "ok" | ErrorCode, goesOn: boolean) {
  const told: unknown[] = [];
  const deps = {
    recorder: { called: (...call: unknown[]) => told.push(call) },
    logger: { info: (...line: unknown[]) => told.push(line) },
  };
  const call = { id: "a", traceId: null, name: "overview", code, ms: 12.3456, goesOn, facts: { surface: "mcp" } };
  // Of recorder and logger it needs no more than these.
  const counted = noteCall(...([deps, call] as unknown as Parameters<typeof noteCall>));
  return { counted, told };
}

it.each([
  ["ok", false, "ok", 12.3456],
  ["ok", true, "ok", null],
  ["cancelled", false, "cancelled", 12.3456],
  ["cancelled", true, "ok", null],
  ["unavailable", true, "unavailable", null],
] as const)("%s, goes on: %s, counts as %s, timed %s, the same in figures and log", (code, goesOn, as, ms) => {
  const { counted, told } = note(code, goesOn);
  expect(counted).toBe(as);
  expect(told).toEqual([
    ["overview", as, ms],
    [
      "request",
      {
        request_id: "a",
        function: "overview",
        surface: "mcp",
        code: as,
        ...(as !== code && { left: true }),
        ms: 12.35,
      },
    ],
  ]);
});
