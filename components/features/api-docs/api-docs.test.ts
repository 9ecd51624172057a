import { describe, expect, test } from "vitest";
import { functions } from "@/lib/contracts/functions";
import { describeApi } from "@/lib/core/snippets/describe-api";
import { languagesFor } from "@/lib/core/snippets/languages-for";
import { languages, writeSnippet } from "@/lib/core/snippets/write-snippet";
import { parseDocsView, writeDocsView } from "./docs-view";
import { figureWords } from "./figure-words";
import { toFormInput, valuesOf } from "./form-values";
import { mcpAddress } from "./mcp-address";
import { toCall } from "./to-call";

const api = describeApi(functions);
const find = (name: string) => {
  const found = api.functions.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe("a form", () => {
  test.each(api.functions.flatMap((described) => described.examples.map((example) => ({ described, example }))))(
    "holds $described.name, $example.title, and stands for it again",
    ({ described, example }) => {
      const values = valuesOf(described.parameters, example);
      const { input, problems } = toFormInput(described.parameters, values);
      const own = described.parameters.filter(({ name, inPath }) => name === "consent" || (inPath && name === "id"));
      const kept = Object.entries(example.input).filter(([name]) => own.every((each) => each.name !== name));
      expect(input).toEqual(Object.fromEntries(kept));
      expect(Object.keys(problems)).toEqual(own.map(({ name }) => name));
    },
  );

  const { parameters } = find("prices");
  test("empty fields are left out where they may be, and sent empty where they must be there", () => {
    expect(toFormInput(parameters, { symbol: "", days: " ", format: "csv" }).input).toEqual({
      symbol: "",
      format: "csv",
    });
  });

  test("a number is a number, and what is none goes as it was typed", () => {
    expect(toFormInput(parameters, { symbol: "BTC", days: "7" }).input).toEqual({ symbol: "BTC", days: 7 });
    for (const days of ["a week", "1e999", "Infinity"])
      expect(toFormInput(parameters, { symbol: "BTC", days }).input).toEqual({ symbol: "BTC", days });
  });

  test("consent is given by a person alone", () => {
    const { parameters: fields, examples } = find("flag");
    const values = valuesOf(fields, examples[0]);
    expect(values).not.toHaveProperty("consent");
    expect(toFormInput(fields, { ...values, consent: "false" }).problems).toEqual({ consent: "must be given first" });
    expect(toFormInput(fields, { ...values, consent: "true" })).toMatchObject({
      input: { consent: true },
      problems: {},
    });
  });

  test("what is no JSON is named and not sent", () => {
    const { input, problems } = toFormInput(parameters, { symbol: "BTC", indicators: '["rsi"' });
    expect(input).toEqual({ symbol: "BTC" });
    expect(problems).toEqual({ indicators: "is not JSON" });
  });
});

describe("a call", () => {
  test("that ends a job says whose id it needs until one is given, and is not sent without", () => {
    const cancel = find("job_cancel");
    const { input, problems } = toFormInput(cancel.parameters, {});
    expect(problems).toHaveProperty("id");
    expect(toCall(cancel, "", input, false).input).toEqual({ id: "YOUR_JOB_ID" });
    expect(toCall(find("news_story"), "", {}, false).input).toEqual({ id: "YOUR_STORY_ID" });
    expect(toCall(find("prices_quick"), "", {}, false).input).toEqual({ symbol: "BTC" });
  });

  test("as a stream asks for one, and says that events come", () => {
    expect(toCall(find("sentiment"), "", {}, true)).toMatchObject({
      path: "/api/ai/sentiment?stream=1",
      endpoint: "sentiment_stream",
      answers: "events",
    });
    expect(toCall(find("job_events"), "", {}, false)).not.toHaveProperty("endpoint");
    expect(toCall(find("job_events"), "", {}, false)).toMatchObject({
      path: "/api/ai/jobs/{id}/events",
      answers: "events",
    });
  });

  const options = api.functions.flatMap((described) =>
    described.parameters.flatMap(({ name, options: words }) => words.map((word) => ({ described, name, word }))),
  );
  test.each(options)(
    "of $described.name with $name = $word is JSON in every language, or a file by REST alone",
    (one) => {
      const { described, name, word } = one;
      const input = { ...described.examples[0]?.input, [name]: word };
      const call = toCall(described, "http://x", input, false);
      const ids = languagesFor([call]).map(({ id }) => id);
      const isJsonFile = described.name === "job_results" && word === "json";
      const isFile = isJsonFile || ["csv", "rss", "jsonl"].includes(word);
      expect(call.answers).toBe(isFile ? "text" : described.streams === "always" ? "events" : "json");
      expect(ids).toEqual(isFile ? ["curl", "fetch", "python-rest"] : languages.map(({ id }) => id));
      for (const id of ids) {
        const code = writeSnippet(id, call);
        expect(code).toContain(word);
        if (isFile) expect(code).not.toMatch(/json\(|json\.load/);
      }
    },
  );
});

test("the view is in the address, and other parts of it stay", () => {
  const query = new URLSearchParams("view=api&text=a");
  writeDocsView({ name: "news", language: "curl", tab: "functions" }, query);
  expect(String(query)).toBe("view=api&text=a&function=news&lang=curl");
  expect(parseDocsView(query)).toEqual({ name: "news", language: "curl", tab: "functions" });
  writeDocsView({ name: "news", language: "curl", tab: "mcp" }, query);
  expect(parseDocsView(query).tab).toBe("mcp");
  expect(parseDocsView(new URLSearchParams("lang=cobol")).language).toBe("python");
});

test("the MCP address names tools only where there are fewer, in their own order", () => {
  const all = [{ name: "a" }, { name: "b" }, { name: "c" }];
  expect(mcpAddress("https://x", all, ["c", "a", "b"])).toBe("https://x/gradio_api/mcp/");
  expect(mcpAddress("https://x", all, ["c", "a"])).toBe("https://x/gradio_api/mcp/?tools=a,c");
  expect(mcpAddress("https://x", all, [])).toBeNull();
});

describe("figures", () => {
  const figures = { name: "news", calls: 1_000, errors: {}, p50_ms: 1.234, p90_ms: 20, p95_ms: 30, p99_ms: 1_234 };
  test.each([
    [undefined, "No calls yet in the last 24 hours."],
    [figures, "Last 24 hours: 1,000 calls · 100% succeeded · p50 1.23 ms · p90 20 ms · p99 1.23 s"],
    [{ ...figures, calls: 3_000, errors: { internal: 1 } }, /3,000 calls · 99\.9% succeeded/],
    [{ ...figures, calls: 1, errors: { not_found: 1 }, p50_ms: null }, "Last 24 hours: 1 call · 1 refused"],
    [{ ...figures, calls: 1, errors: { internal: 1 }, p50_ms: null }, "Last 24 hours: 1 call · 0% succeeded"],
    [
      { ...figures, calls: 59, errors: { validation_failed: 20, rate_limited: 4, cancelled: 2 }, p50_ms: null },
      "Last 24 hours: 59 calls · 24 refused · 2 cancelled · 100% of the others succeeded",
    ],
    [
      { ...figures, calls: 12, errors: { not_found: 2, unavailable: 1, deadline_exceeded: 1 }, p50_ms: null },
      "Last 24 hours: 12 calls · 2 refused · 80% of the others succeeded",
    ],
  ] as const)("%j", (given, words) => {
    expect(figureWords(given)).toMatch(
      words instanceof RegExp ? words : new RegExp(`^${words.replaceAll(".", "\\.")}$`),
    );
  });
});
