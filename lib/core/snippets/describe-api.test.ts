import { describe, expect, test } from "vitest";
import { functions } from "../../contracts/functions";
import { describeApi } from "./describe-api";
import { toLlmsFullText } from "./to-llms-full-text";
import { toLlmsText } from "./to-llms-text";
import { toMarkdown } from "./to-markdown";
import { typesOf } from "./types-of";

const api = describeApi(functions);
const origin = "https://example.org";
const find = (name: string) => {
  const found = api.functions.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe.each(api.functions)("$name", (described) => {
  test("every parameter says what it means and what a form asks for", () => {
    for (const { name, type, description, asks, options } of described.parameters) {
      expect(description, name).not.toBe("");
      expect(type, name).not.toMatch(/any|undefined|object Object/);
      expect(options.length > 0, name).toBe(asks === "choice");
    }
  });

  test("its answer has fields, and every type that one names is there", () => {
    expect(described.returns.length).toBeGreaterThan(0);
    for (const type of typesOf(described.returns, api.types)) expect(api.types[type], type).toBeDefined();
  });

  test("its Markdown names path, parameters, fields, and calls", () => {
    const text = toMarkdown(described, api.types, origin);
    expect(text).toContain(`\`${described.method} ${described.path}\``);
    for (const { name } of [...described.parameters, ...described.returns]) expect(text).toContain(`- \`${name}\` (`);
    expect(text).toContain(`Client("${origin}"`);
    expect(text).not.toMatch(/undefined|\[object/);
    expect([...text.matchAll(/^```/gm)].length % 2).toBe(0);
  });
});

test("types and limits are told in words", () => {
  const parameters = Object.fromEntries(find("prices").parameters.map((each) => [each.name, each]));
  expect(parameters.symbol).toMatchObject({ type: "string", required: true, asks: "line", defaultValue: null });
  expect(parameters.days).toMatchObject({ type: "integer", asks: "number", limits: ["at least 1"] });
  expect(parameters.timeframe).toMatchObject({ asks: "choice", defaultValue: '"1d"' });
  expect(parameters.indicators).toMatchObject({ type: "list of strings", asks: "json", limits: ["at most 10 items"] });
  expect(find("prices_quick").parameters.find(({ name }) => name === "symbol")?.inPath).toBe(true);
  expect(find("sentiment").parameters.map(({ asks }) => asks)).toContain("switch");
  const returns = Object.fromEntries(find("sentiment").returns.map((each) => [each.name, each]));
  expect(returns.label).toMatchObject({ type: "string", limits: ["one of bullish, neutral, bearish"] });
  expect(returns.reasons).toMatchObject({ type: "list of Reason", of: "Reason" });
  expect(returns.disagreement).toMatchObject({ type: "number or null", limits: [] });
});

test("a code block in a text that has backticks itself stays whole", () => {
  const odd = { ...find("sentiment"), examples: [{ title: "odd", input: { text: "```` ends it" } }] };
  expect(toMarkdown(odd, {}, origin)).toMatch(/^`````python$/m);
});

test("llms.txt has a title, what it is in a quote, and links with whole addresses; the other text has every function", () => {
  const text = toLlmsText(api, origin);
  const lines = text.split("\n").filter((line) => line !== "");
  expect(lines[0]).toMatch(/^# /);
  expect(lines[1]).toMatch(/^> /);
  for (const line of lines.filter((each) => each.startsWith("- "))) {
    expect(line).toMatch(/^- \[[^\]]+\]\(https:\/\/example\.org\/[^)]+\): \S/);
  }
  for (const { name, path } of api.functions)
    expect(text).toMatch(new RegExp(`\\[${name}\\].*${path.replaceAll(/[{}]/g, "\\$&")}`));
  const full = toLlmsFullText(api, origin);
  for (const { name, title } of api.functions) expect(full).toContain(`## ${name}: ${title}`);
  console.log(`llms.txt ${text.length} characters, llms-full.txt ${full.length}`);
});
