import { describe, expect, it } from "vitest";
import { stepPaths } from "./step-path";

const scale = { x: (place: number) => 10 * place, y: (value: number) => 100 - value };
const layer = (key: string, ...values: readonly (number | null)[]) => ({ key, label: key, values });

describe("stepPaths", () => {
  it("draws a level stretch for each slot, and nothing through a gap", () => {
    const [path] = stepPaths({ shape: "lines", layers: [layer("a", 1, 1, 3, null, 5)] }, scale);
    expect(path).toEqual({ key: "a", area: null, line: "M0 99H20V97H30M40 95H50" });
  });

  it("draws zero", () => {
    const [path] = stepPaths({ shape: "lines", layers: [layer("a", 0, 0)] }, scale);
    expect(path?.line).toBe("M0 100H20");
  });

  it("stands layers on one another", () => {
    const [low, high] = stepPaths({ shape: "stack", layers: [layer("a", 2, 4), layer("b", 1, 0)] }, scale);
    expect(low?.area).toBe("M0 98H10V96H20V100H0Z");
    expect(high?.area).toBe("M0 97H10V96H20V96H10V98H0Z");
    expect(high?.line).toBe("M0 97H10V96H20");
  });

  it("closes each stretch between gaps", () => {
    const [path] = stepPaths({ shape: "stack", layers: [layer("a", 2, null, 4)] }, scale);
    expect(path?.area).toBe("M0 98H10V100H0ZM20 96H30V100H20Z");
  });

  it("draws nothing where nothing is known", () => {
    expect(stepPaths({ shape: "stack", layers: [layer("a", null)] }, scale)).toEqual([
      { key: "a", area: "", line: "" },
    ]);
    expect(stepPaths({ shape: "stack", layers: [] }, scale)).toEqual([]);
  });
});
