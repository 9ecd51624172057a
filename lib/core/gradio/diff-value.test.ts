import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffValue, type Edit } from "./diff-value";

const overTheLine = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/** As Gradio's JavaScript client takes the steps (its Python client does the same). */
function apply(before: unknown, edits: readonly Edit[]): unknown {
  // biome-ignore lint/suspicious/noExplicitAny: the client's own steps know no types
  let target: any = overTheLine(before);
  for (const [action, path, value] of edits) {
    if (path.length === 0) {
      if (action === "replace") target = value;
      else if (action === "append") target = target + value;
      else throw new Error(`Unsupported action: ${action}`);
      continue;
    }
    let current = target;
    for (const step of path.slice(0, -1)) current = current[step];
    const last = path.at(-1) as string | number;
    if (action === "replace") current[last] = value;
    else if (action === "append") current[last] += value;
    else if (action === "add") {
      if (Array.isArray(current)) current.splice(Number(last), 0, value);
      else current[last] = value;
    } else if (Array.isArray(current)) current.splice(Number(last), 1);
    else delete current[last];
    // What came by a step is another's: later steps must not reach into it.
    target = overTheLine(target);
  }
  return target;
}

describe("steps from one value to the next", () => {
  test.each<[string, unknown, unknown, number]>([
    ["nothing", { a: [1] }, { a: [1] }, 0],
    ["a text that grows", "a ", "a b ", 1],
    ["a text that shrinks", "a b", "a", 1],
    ["a text from none", "", "a", 1],
    ["a field more", { a: 1 }, { a: 1, b: null }, 1],
    ["a field less", { a: 1, b: 2 }, { a: 1 }, 1],
    ["a field without a value", { a: 1, b: 2 }, { a: 1, b: undefined }, 1],
    ["a list that grows", { a: [1, 2] }, { a: [1, 2, 3, 4] }, 2],
    ["a list that shrinks", { a: [1, 2, 3, 4] }, { a: [1, 2] }, 2],
    ["an element in the middle", [{ n: 1 }, { n: 2 }, { n: 3 }], [{ n: 1 }, { n: 9 }, { n: 3 }], 1],
    ["a window that moves", [1, 2, 3, 4, 5].map((at) => ({ at })), [2, 3, 4, 5, 6].map((at) => ({ at })), 2],
    ["another kind of value", { a: [1] }, { a: { 0: 1 } }, 1],
    ["null and a value", { a: null }, { a: {} }, 1],
  ])("%s", (_, before, after, steps) => {
    const edits = overTheLine(diffValue(before, after));
    expect(edits).toHaveLength(steps);
    expect(apply(overTheLine(before), edits)).toEqual(overTheLine(after));
  });

  test("of a thousand results that grow, only the new ones are told", () => {
    const results = Array.from({ length: 1_000 }, (_, at) => ({ at, label: "neutral" }));
    const edits = diffValue({ results: results.slice(0, 990) }, { results });
    expect(edits).toHaveLength(10);
    expect(JSON.stringify(edits).length).toBeLessThan(1_000);
  });

  const value = fc.jsonValue({ maxDepth: 4 }).filter((each) => !JSON.stringify(each).includes("__proto__"));

  test("any value becomes any other", () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(apply(before, overTheLine(diffValue(before, after)))).toEqual(overTheLine(after));
      }),
      { numRuns: 400 },
    );
  });

  const rows = fc.array(fc.record({ at: fc.integer({ min: 0, max: 5 }), text: fc.string({ maxLength: 3 }) }), {
    maxLength: 8,
  });

  test("lists that grow, shrink and move", () => {
    fc.assert(
      fc.property(rows, fc.nat(8), rows, fc.string(), (held, gone, fresh, more) => {
        const before = { rows: held, text: more, kept: held };
        const after = { rows: [...held.slice(gone), ...fresh], text: `${more}${more}`, kept: held };
        const edits = overTheLine(diffValue(before, after));
        expect(apply(before, edits)).toEqual(after);
        expect(JSON.stringify(edits)).not.toContain("kept");
      }),
      { numRuns: 400 },
    );
  });
});
