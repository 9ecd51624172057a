import { expect, test } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { parseNewsTime } from "./parse-news-time";

test.each(["1", " ", "Mon, ", "Jan ", "(", "1 Jan 2025 (", "+", "2025-"])(
  "a time is linear in whatever stands there: %j",
  async (unit) => {
    const text = unit.repeat(100_000);
    const ms = await bestTimeOf(() => parseNewsTime(text), 50, cpuMs);
    console.log(`${text.length} characters of ${JSON.stringify(unit)}: ${ms.toFixed(2)} ms`);
    expect(ms).toBeLessThan(50);
  },
);
