import fc from "fast-check";
import { expect, it } from "vitest";
import { toJsonLine } from "./json-line";

/** Where Python's `str.splitlines` ends a line. */
const PYTHON_LINES = /\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/;

it("is one line to every reader, and the same value", () => {
  const character = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    fc.constantFrom("\u0085", "\u2028", "\u2029", "\u001c", "\v", "\\", '"'),
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: character })), (texts) => {
      const line = toJsonLine({ texts });
      expect(line.split(PYTHON_LINES)).toHaveLength(1);
      expect(JSON.parse(line)).toEqual({ texts });
    }),
  );
});
