import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineFunction } from "../../contracts/define-function";
import { functions } from "../../contracts/functions";
import { chooseTools } from "./choose-tools";
import { describeTool } from "./describe-tool";
import { outlineSchema } from "./outline-schema";
import { toProgress } from "./to-progress";

const tools = functions.map(describeTool);

describe("what clients compile whenever they list tools", () => {
  it("is an object at its root, refers to nothing and names no dialect", () => {
    for (const { name, inputSchema, outputSchema } of tools) {
      for (const schema of [inputSchema, outputSchema]) {
        expect(schema.type, name).toBe("object");
        expect(JSON.stringify(schema), name).not.toMatch(/"\$(ref|defs|schema)"/);
      }
    }
  });

  it("is small", () => {
    const bytes = JSON.stringify(tools).length;
    console.info(`${tools.length} tools in ${bytes.toLocaleString("en")} bytes`);
    expect(bytes).toBeLessThan(80_000);
  });

  it("leaves out what asks for a file, and says how each field is meant", () => {
    const { inputSchema } = describeTool(functions.find(({ name }) => name === "news") ?? functions[0]);
    expect(inputSchema.properties).not.toHaveProperty("format");
    expect(inputSchema.properties).toHaveProperty("limit.description");
  });

  it("goes one step deep", () => {
    const part = z.object({ deep: z.array(z.object({ deeper: z.string() })) }).meta({ id: "OutlinedPart" });
    const whole = z
      .object({
        kind: z.literal("a"),
        at: z.iso.datetime().meta({ description: "When." }),
        part: part.meta({ description: "A part." }),
        either: z.union([z.string(), part]).nullable(),
        perhaps: z.int().optional(),
      })
      .meta({ id: "OutlinedWhole" });
    expect(outlineSchema(whole)).toEqual({
      type: "object",
      properties: {
        kind: { type: "string", const: "a" },
        at: { type: "string", format: "date-time", description: "When." },
        part: { type: "object", description: "A part." },
        either: { anyOf: [{ anyOf: [{ type: "string" }, { type: "object" }] }, { type: "null" }] },
        perhaps: { type: "integer" },
      },
      required: ["kind", "at", "part", "either"],
    });
  });

  it("says what a call changes", () => {
    const make = (writes: "nothing" | "adds" | "ends") =>
      describeTool(
        defineFunction({
          name: "any",
          title: "Any",
          summary: "Any.",
          description: "Any.",
          method: "GET",
          path: "/api/ai/any",
          input: z.strictObject({}),
          output: z.object({}),
          examples: [],
          writes,
        }),
      ).annotations;
    expect(make("nothing")).toMatchObject({ readOnlyHint: true, destructiveHint: false, idempotentHint: true });
    expect(make("adds")).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: false });
    expect(make("ends")).toMatchObject({ readOnlyHint: false, destructiveHint: true, idempotentHint: true });
  });

  it("names as writing what REST does not GET, reads of many texts apart", () => {
    const writing = functions.filter(({ writes }) => writes !== "nothing").map(({ name }) => name);
    expect(writing).toEqual(["job_create", "job_cancel", "flag"]);
    expect(functions.filter(({ method }) => method === "DELETE").every(({ writes }) => writes === "ends")).toBe(true);
    expect(functions.filter(({ created }) => created !== null).every(({ writes }) => writes === "adds")).toBe(true);
  });
});

it("tools are chosen by name, in the order of the registry", () => {
  const all = [{ name: "one" }, { name: "two" }, { name: "three" }];
  const names = (asked: string | null) => {
    const chosen = chooseTools(all, asked);
    return chosen.ok ? chosen.value.map(({ name }) => name) : chosen.error.detail;
  };
  expect(names(null)).toEqual(["one", "two", "three"]);
  expect(names(" , ")).toEqual(["one", "two", "three"]);
  expect(names("three, one,one")).toEqual(["one", "three"]);
  expect(names("one,four")).toBe('No tool is called "four". Tools are one, two, three.');
  expect(names("x,".repeat(50) + Array.from({ length: 50 }, (_, at) => `n${at}`))).toMatch(/^No tool is called "x" or/);
});

it("progress is what tells of it", () => {
  expect(toProgress({ event: "progress", data: { done: 2, total: 9 } })).toEqual({
    progress: 2,
    total: 9,
    message: "2 of 9.",
  });
  expect(toProgress({ event: "progress", data: { done: 2, total: 9, state: "running" } })?.message).toBe(
    "2 of 9, running.",
  );
  expect(toProgress({ event: "first", data: { label: "bullish" } })).toMatchObject({ progress: 1, total: 2 });
  for (const data of [null, "text", {}, { done: "2", total: 9 }])
    expect(toProgress({ event: "progress", data })).toBeNull();
  expect(toProgress({ event: "frame", data: { done: 1, total: 2 } })).toBeNull();
});
