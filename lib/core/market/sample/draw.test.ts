import { describe, expect, it } from "vitest";
import { drawEven, drawNormal, streamOf } from "./draw";
import { exp } from "./exp";
import { addNoise } from "./noise";

const COUNT = 200_000;

describe("numbers by chance", () => {
  it("are normal, and have nothing to do with their neighbours or with another stream", () => {
    const [one, two] = [streamOf("one"), streamOf("two")];
    let [sum, squares, next, other, even, fourth] = [0, 0, 0, 0, 0, 0];
    for (let at = -COUNT / 2; at < COUNT / 2; at += 1) {
      const value = drawNormal(one, at);
      sum += value;
      squares += value * value;
      fourth += value ** 4;
      next += value * drawNormal(one, at + 1);
      other += value * drawNormal(two, at);
      even += drawEven(one, at);
    }
    const figures = [sum, squares, fourth, next, other, even].map((total) => total / COUNT);
    console.log(`drawn: mean, variance, fourth, next, other, even: ${figures.map((x) => x.toFixed(4)).join(", ")}`);
    for (const [at, expected] of [0, 1, 2.7, 0, 0, 0.5].entries())
      expect(Math.abs((figures[at] ?? 9) - expected)).toBeLessThan(at === 2 ? 0.05 : 0.01);
  });

  it("are known: a change of them is a change of the whole market", () => {
    const stream = streamOf("a known stream");
    expect([stream, drawEven(stream, 0), drawEven(stream, -1), drawNormal(stream, 500_000)]).toMatchInlineSnapshot(`
      [
        755562766,
        0.8161012015771121,
        0.4907744200900197,
        0.30565136092428685,
      ]
    `);
  });

  it("make the same noise wherever one begins", () => {
    const scales = [
      { hours: 5, sigma: 1 },
      { hours: 48, sigma: 0.5 },
    ];
    for (const from of [-1_000, 0, 777]) {
      const long = new Float64Array(300);
      const short = new Float64Array(100);
      addNoise(long, from, 42, scales);
      addNoise(short, from + 137, 42, scales);
      expect([...short]).toEqual([...long.subarray(137, 237)]);
    }
  });
});

describe("exp", () => {
  it("is Math.exp within 1e-10, and never runs away", () => {
    let worst = 0;
    for (let x = -59; x < 59; x += 0.00173) worst = Math.max(worst, Math.abs(exp(x) / Math.exp(x) - 1));
    console.log(`exp is off by ${worst.toExponential(1)} at most`);
    expect(worst).toBeLessThan(1e-10);
    expect(exp(0)).toBe(1);
    expect(exp(1e9)).toBe(exp(60));
    expect(exp(-1e9)).toBe(exp(-60));
  });
});
