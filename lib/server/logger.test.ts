import { describe, expect, it } from "vitest";
import { createLogger } from "./logger";

describe("createLogger", () => {
  it("writes one JSON object a line, whatever the text holds", () => {
    const lines: string[] = [];
    createLogger("info", [], (line) => lines.push(line)).info("request", {
      path: '/a\n{"level":"error"}\u001b[31m\u202e',
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\n\u001b\u202e]/);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "info", event: "request" });
  });

  it("shows what viewers take for the end of a line, or turn it around by, and keeps its value", () => {
    const lines: string[] = [];
    const path = "a\u0085b\u2028c\u2029d\u007fe\u009bf\u2066g\ufeffh\u200fi";
    createLogger("info", [], (line) => lines.push(line)).info("request", { path });
    expect(lines[0]).toMatch(/^[\u0020-\u007e]+$/);
    expect(JSON.parse(lines[0] ?? "").path).toBe(path);
  });

  it("strikes out secrets wherever they stand, and what looks like a token", () => {
    const lines: string[] = [];
    const logger = createLogger("info", ['pass"word\\1'], (line) => lines.push(line));
    logger.error("failed", { message: 'Bearer pass"word\\1 refused', stack: { deep: ['pass"word\\1'] } });
    logger.error("failed", { message: "hf_AbCdEfGhIjKlMnOpQrStUvWx was refused by hf_inference_api" });
    expect(lines.join()).not.toContain("word");
    expect(lines.join()).not.toContain("AbCdEf");
    expect(lines.join()).toContain("hf_inference_api");
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ event: "failed" });
  });

  it("leaves out what is less severe than asked for", () => {
    const lines: string[] = [];
    const logger = createLogger("warn", [], (line) => lines.push(line));
    logger.debug("a");
    logger.info("b");
    logger.warn("c");
    logger.error("d");
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(["c", "d"]);
  });
});
