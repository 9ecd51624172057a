import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { openGradio } from "../gradio/open-gradio";
import { type Answer, type AnyClient, clients } from "./connect";

let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  app = await openGradio();
}, 60_000);
afterAll(() => app.close());

const texts = (count: number) =>
  Array.from({ length: count }, (_, index) => `Fund number ${index} reports record inflows as prices climb`);

const errorOf = ({ content }: Answer): Record<string, unknown> => JSON.parse(content[0]?.text ?? "");

/** Of made-up examples those that name something: what they name must be made first. */
async function inputOf(client: AnyClient, name: string, example: object): Promise<Record<string, unknown>> {
  if (name === "news_story") {
    const { structuredContent } = await client.call("news", { limit: 1 });
    const { items } = structuredContent as { items: { id: string }[] };
    return { id: items[0]?.id };
  }
  if (!("id" in example)) return { ...example };
  const { structuredContent } = await client.call("job_create", { texts: texts(3) });
  return { ...example, id: (structuredContent as { id: string }).id };
}

describe.each(Object.entries(clients))("%s", (label, connect) => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await connect(`${app.url}/gradio_api/mcp/`);
  });
  afterAll(() => client.close());

  it("speaks the revision that is meant", () => {
    expect(client.revision()).toBe(label === "client 2, newest revision" ? "2026-07-28" : "2025-11-25");
  });

  it("lists every function with what it takes, what it gives and what it does", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(functions.map(({ name }) => name));
    for (const { name, inputSchema, outputSchema, description } of tools) {
      expect(inputSchema, name).toMatchObject({ type: "object", additionalProperties: false });
      expect(outputSchema, name).toMatchObject({ type: "object", properties: expect.any(Object) });
      expect(description, name).toContain(" Returns: ");
    }
    const hints = new Map(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints.get("prices")).toMatchObject({ readOnlyHint: true, idempotentHint: true, openWorldHint: true });
    expect(hints.get("job_create")).toMatchObject({ readOnlyHint: false, destructiveHint: false });
    expect(hints.get("job_cancel")).toMatchObject({ readOnlyHint: false, destructiveHint: true, idempotentHint: true });
    expect(hints.get("health")).toMatchObject({ readOnlyHint: true, openWorldHint: false });
  });

  it("calls every tool with its examples and believes the answers", async () => {
    for (const { name, examples } of functions) {
      for (const { title, input } of examples) {
        const answer = await client.call(name, await inputOf(client, name, input));
        expect(answer.isError ?? false, `${name}, ${title}: ${answer.content[0]?.text}`).toBe(false);
        expect(answer.structuredContent, name).toBeTypeOf("object");
        expect(JSON.parse(answer.content[0]?.text ?? ""), name).toEqual(answer.structuredContent);
      }
    }
  }, 120_000);

  it("is told how far a bulk is", async () => {
    const told: number[] = [];
    const answer = await client.call(
      "sentiment_bulk",
      { texts: texts(300) },
      {
        onprogress({ progress, total }) {
          expect(total).toBe(300);
          told.push(progress);
        },
      },
    );
    expect(answer.structuredContent).toMatchObject({ summary: { total: 300, failed: 0 } });
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told).toEqual([...new Set(told)].sort((one, other) => one - other));
  });

  it("watches a job to its end", async () => {
    const made = await client.call("job_create", { texts: texts(2_000) });
    const told: number[] = [];
    const { id } = made.structuredContent as { id: string };
    const answer = await client.call("job_events", { id }, { onprogress: ({ progress }) => told.push(progress) });
    expect(answer.structuredContent).toMatchObject({ id, state: "done", done: 2_000 });
    expect(told.at(-1)).toBe(2_000);
  }, 60_000);

  it("cancels a call, which then ends here", async () => {
    const line = vi.spyOn(app.deps.logger, "info");
    const leaving = new AbortController();
    const began = performance.now();
    const call = client.call(
      "sentiment_bulk",
      { texts: texts(1_000).map((text) => text.repeat(20)), explain: true },
      { signal: leaving.signal, onprogress: () => leaving.abort(new Error("enough")) },
    );
    await expect(call).rejects.toThrow();
    await vi.waitFor(
      () =>
        expect(line).toHaveBeenCalledWith(
          "request",
          expect.objectContaining({ function: "sentiment_bulk", surface: "mcp", code: "cancelled" }),
        ),
      10_000,
    );
    console.info(`${label}: cancelled after ${Math.round(performance.now() - began)} ms`);
    line.mockRestore();
  }, 30_000);

  it("is told what was wrong, and what would be right", async () => {
    const wrong = await client.call("prices", { symbol: "BTC", days: -1, colour: "red" });
    expect(wrong.isError).toBe(true);
    expect(wrong.structuredContent).toBeUndefined();
    expect(errorOf(wrong)).toMatchObject({ success: false, code: "validation_failed", error: expect.any(String) });
    const { fields } = errorOf(wrong) as { fields: { field: string }[] };
    expect(fields.map(({ field }) => field)).toEqual(expect.arrayContaining(["days", "colour"]));
    expect(errorOf(await client.call("prices", { symbol: "NOPE" }))).toMatchObject({ code: "unknown_symbol" });
    expect(errorOf(await client.call("sentiment", {}))).toMatchObject({ code: "validation_failed" });
    const file = await client.call("news", { format: "rss" });
    expect(errorOf(file)).toMatchObject({
      code: "validation_failed",
      fields: [{ field: "format", allowed: ["json"] }],
    });
    expect(errorOf(file).error).toContain("GET /api/ai/data/news gives application/rss+xml");
    const all = await client.call("job_results", { id: "q5Yx0v7WJmN2cLr8TzKd3A", format: "json" });
    expect(errorOf(all)).toMatchObject({
      code: "validation_failed",
      fields: [{ field: "format", allowed: ["page"] }],
    });
  });

  it("is told that a tool is unknown", async () => {
    await expect(client.call("sentimemt", {})).rejects.toThrow(/Unknown tool: sentimemt/);
  });

  it("reads the model card and the catalogue", async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      "barometer://models/barometer-sentiment",
      "barometer://datasets",
      "barometer://functions",
    ]);
    const [card] = await client.readResource("barometer://models/barometer-sentiment");
    const path = "public/models/barometer-sentiment-v1/README.md";
    expect(card).toMatchObject({ mimeType: "text/markdown", text: readFileSync(path, "utf8") });
    const [catalogue] = await client.readResource("barometer://datasets");
    expect(JSON.parse(catalogue?.text ?? "")).toMatchObject({ success: true, datasets: expect.any(Array) });
    const [listed] = await client.readResource("barometer://functions");
    expect(JSON.parse(listed?.text ?? "")).toHaveLength(functions.length);
    await expect(client.readResource("barometer://nothing")).rejects.toThrow();
  });

  it("sees the tools that its address names, in the registry's order", async () => {
    const narrow = await connect(`${app.url}/gradio_api/mcp/?tools=news,sentiment`);
    const { tools } = await narrow.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["sentiment", "news"]);
    await expect(narrow.call("prices", { symbol: "BTC" })).rejects.toThrow(/Unknown tool: prices/);
    await narrow.close();
    await expect(connect(`${app.url}/gradio_api/mcp/?tools=news,nothing`)).rejects.toThrow();
  });

  it.each(["/gradio_api/mcp", "/gradio_api/mcp/http", "/gradio_api/mcp/http/"])("is served at %s too", async (path) => {
    const other = await connect(`${app.url}${path}`);
    expect((await other.listTools()).tools).toHaveLength(functions.length);
    await other.close();
  });

  it("calls 50 at a time", async () => {
    await client.call("sentiment_quick", { text: "Ether climbs" });
    const began = performance.now();
    const answers = await Promise.all(texts(50).map((text) => client.call("sentiment_quick", { text })));
    const ms = performance.now() - began;
    expect(answers.every(({ structuredContent }) => (structuredContent as { success: boolean }).success)).toBe(true);
    console.info(`${label}: 50 calls at a time in ${Math.round(ms)} ms`);
  });
});
