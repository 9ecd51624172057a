import { expect, it, test } from "vitest";
import { createMetricsWriter } from "./create-metrics-writer";
import { isSensible } from "./is-sensible";

const YEARS_292_S = 2 ** 63 / 1e9;

test.each([
  ["process_virtual_memory_bytes", 12e9, true],
  ["process_virtual_memory_bytes", Number.NaN, false],
  ["nodejs_eventloop_lag_min_seconds", 0.01, true],
  ["nodejs_eventloop_lag_min_seconds", YEARS_292_S, false],
  ["nodejs_eventloop_lag_mean_seconds", Number.NaN, false],
  ["process_start_time_seconds", 1.8e9, true],
])("%s of %d: sensible %j", (metric, value, expected) => {
  expect(isSensible(metric, value)).toBe(expected);
});

// Elsewhere the library knows only the resident memory.
it.skipIf(process.platform !== "linux")("writes how much memory the process has, however much that is", async () => {
  const text = await createMetricsWriter()([], "text");
  for (const name of ["process_virtual_memory_bytes", "process_resident_memory_bytes", "nodejs_heap_size_used_bytes"])
    expect(text).toMatch(new RegExp(`^${name} \\d+`, "m"));
  expect(text).not.toMatch(/ Nan$/im);
});
