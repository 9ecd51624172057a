import { execFile } from "node:child_process";
import { request as send } from "node:http";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { openGradio } from "../gradio/open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
let base = "";
beforeAll(async () => {
  app = await openGradio();
  base = `${app.url}/gradio_api/mcp/`;
}, 60_000);
afterAll(() => app.close());

const JSON_TYPE = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "curl", version: "8" } },
};

const post = (body: unknown, headers: Record<string, string> = {}, url = base): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { ...JSON_TYPE, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const call = (id: number, name = "sentiment_quick", input: object = { text: "Ether climbs" }) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: input },
});

/** What each message of the newest revision says of its sender. */
const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "tests", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

const messagesOf = (stream: string): unknown[] =>
  stream.split("\n").flatMap((line) => (line.startsWith("data: ") ? [JSON.parse(line.slice(6))] : []));

describe("messages", () => {
  it("greets curl as it is", async () => {
    const args = ["-sS", base, "-H", "content-type: application/json", "--data-raw", JSON.stringify(hello)];
    const { stdout } = await promisify(execFile)("curl", args, { timeout: 15_000 });
    expect(messagesOf(stdout)).toMatchObject([
      {
        id: 1,
        result: { protocolVersion: "2025-06-18", serverInfo: { name: "barometer" }, capabilities: { tools: {} } },
      },
    ]);
  });

  it("keeps no session: a call needs no greeting, and any session's name is taken", async () => {
    const greeted = await post(hello);
    expect(greeted.headers.get("mcp-session-id")).toMatch(/^[\w-]{36}$/);
    await greeted.text();
    for (const headers of [{}, { "mcp-session-id": "of-another-start" }, { "mcp-session-id": "x".repeat(2_000) }]) {
      const answer = await post(call(7), headers as Record<string, string>);
      expect(answer.status).toBe(200);
      expect(messagesOf(await answer.text())).toMatchObject([
        { id: 7, result: { structuredContent: { success: true, label: expect.any(String) } } },
      ]);
    }
  });

  it("answers several messages at once, up to twenty", async () => {
    const answer = await post([call(1), call(2), { jsonrpc: "2.0", method: "notifications/initialized" }]);
    const ids = messagesOf(await answer.text()).map((message) => (message as { id: number }).id);
    expect(ids.sort()).toEqual([1, 2]);
    const tooMany = await post(Array.from({ length: 21 }, (_, id) => call(id)));
    expect(tooMany.status).toBe(400);
    expect(await tooMany.json()).toMatchObject({ error: { code: -32_600, message: expect.stringContaining("20") } });
    expect((await post([])).status).toBe(400);
  });

  it.each([
    ["no JSON", "{", 400, -32_700],
    ["nothing", "", 400, -32_700],
    ["a key twice", '{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}', 400, -32_700],
    ["too deep", `${"[".repeat(5_000)}${"]".repeat(5_000)}`, 400, -32_700],
    ["no message", { hello: "there" }, 400, -32_600],
    ["a bare text", '"tools/list"', 400, -32_600],
  ])("refuses %s", async (_, body, status, code) => {
    const answer = await post(body);
    const { error } = (await answer.json()) as { error: { code: number; message: string } };
    expect([answer.status, error.code, error.message]).toEqual([status, code, expect.any(String)]);
  });

  it("says in its error what a message lacks", async () => {
    const [unknown] = messagesOf(await (await post({ jsonrpc: "2.0", id: 3, method: "tools/forget" })).text());
    expect(unknown).toMatchObject({ id: 3, error: { code: -32_601 } });
    const [wrong] = messagesOf(await (await post({ ...call(4), params: { name: 5 } })).text());
    expect(wrong).toMatchObject({ id: 4, error: { code: -32_602 } });
    const [none] = messagesOf(await (await post(call(5, "toString", {}))).text());
    expect(none).toMatchObject({ id: 5, error: { code: -32_602, message: expect.stringContaining("Unknown tool") } });
  });

  it("takes JSON alone, and no more than 4 MB of it", async () => {
    expect((await post(hello, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post(hello, { "content-encoding": "gzip" })).status).toBe(415);
    const huge = await post(call(1, "sentiment_bulk", { texts: ["x".repeat(4 * 1024 * 1024)] }));
    expect(huge.status).toBe(413);
    expect(await huge.json()).toMatchObject({ error: { message: expect.stringContaining("4,194,304 bytes") } });
    const texts = Array.from({ length: 600 }, () => "Prices climb. ".repeat(300));
    const large = await post(call(2, "job_create", { texts }));
    expect(messagesOf(await large.text())).toMatchObject([{ id: 2, result: { structuredContent: { total: 600 } } }]);
  });

  it.each(["2025-11-25", "2026-07-28"])(
    "ends a call whose client is gone: %s",
    async (revision) => {
      const line = vi.spyOn(app.deps.logger, "info");
      const texts = Array.from({ length: 1_000 }, (_, index) =>
        `Fund ${index} reports inflows as prices climb. `.repeat(20),
      );
      const isNew = revision === "2026-07-28";
      const { params, ...message } = call(9, "sentiment_bulk", { texts, explain: true });
      const gone = fetch(base, {
        method: "POST",
        signal: AbortSignal.timeout(400),
        headers: {
          ...JSON_TYPE,
          "mcp-protocol-version": revision,
          ...(isNew && { "mcp-method": "tools/call", "mcp-name": "sentiment_bulk" }),
        },
        body: JSON.stringify({ ...message, params: { ...params, ...(isNew && { _meta: envelope }) } }),
      }).then((answer) => answer.text());
      await expect(gone).rejects.toThrow();
      const cancelled = expect.objectContaining({ function: "sentiment_bulk", code: "cancelled" });
      await vi.waitFor(() => expect(line).toHaveBeenCalledWith("request", cancelled), 15_000);
      line.mockRestore();
    },
    30_000,
  );

  it("limits a client as REST does", async () => {
    const slow = await openGradio({ RATE_LIMIT_PER_MINUTE: "3" });
    const answers = [];
    for (let id = 0; id < 5; id += 1) {
      const answer = await post(call(id), {}, `${slow.url}/gradio_api/mcp/`);
      answers.push(
        messagesOf(await answer.text())[0] as { result: { isError?: boolean; content: { text: string }[] } },
      );
    }
    await slow.close();
    expect(answers.map(({ result }) => result.isError ?? false)).toEqual([false, false, false, true, true]);
    const error = JSON.parse(answers[4]?.result.content[0]?.text ?? "");
    expect(error).toMatchObject({ code: "rate_limited", retry_after_s: expect.any(Number) });
  }, 60_000);
});

describe("who may call", () => {
  /** fetch does not let the Host be set. */
  const ask = (
    headers: Record<string, string>,
    url = base,
  ): Promise<{ status: number; headers: NodeJS.Dict<unknown> }> =>
    new Promise((resolve, reject) => {
      const asking = send(url, { method: "POST", headers: { ...JSON_TYPE, ...headers } }, (answer) => {
        answer.resume().on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }));
      });
      asking.on("error", reject).end(JSON.stringify(hello));
    });

  it("lets programs in, and pages of its own", async () => {
    expect((await ask({})).status).toBe(200);
    const own = await ask({ origin: app.url });
    expect(own.status).toBe(200);
    expect(own.headers["access-control-allow-origin"]).toBe(app.url);
    const other = await ask({ origin: "https://evil.example" });
    expect(other.status).toBe(403);
    expect(other.headers["access-control-allow-origin"]).toBeUndefined();
    expect((await ask({ origin: "null" })).status).toBe(403);
  });

  it("refuses a page before it sends anything", async () => {
    const preflight = (origin: string): Promise<Response> => fetch(base, { method: "OPTIONS", headers: { origin } });
    expect((await preflight("https://evil.example")).status).toBe(403);
    const own = await preflight(app.url);
    expect([own.status, own.headers.get("access-control-allow-methods")]).toEqual([204, "POST, OPTIONS"]);
    expect(own.headers.get("access-control-allow-headers")).toContain("MCP-Protocol-Version");
  });
});

describe("other ways to ask", () => {
  it("lists the tools as Gradio does", async () => {
    const answer = await fetch(`${base}schema`);
    const list = (await answer.json()) as { name: string; meta: unknown; inputSchema: unknown }[];
    expect(list.map(({ name }) => name)).toEqual(functions.map(({ name }) => name));
    expect(list[0]).toMatchObject({
      name: "sentiment",
      description: expect.any(String),
      inputSchema: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
      meta: { file_data_present: false, mcp_type: "tool", endpoint_name: "/sentiment" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const again = await fetch(`${base}schema/`, { headers: { "if-none-match": answer.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
    expect(await (await fetch(`${base}schema?tools=news`)).json()).toHaveLength(1);
    expect((await fetch(`${base}schema`, { method: "POST" })).status).toBe(405);
  });

  it("names the tools that there are to who names one that is not", async () => {
    const answer = await fetch(`${base}schema?tools=news,${"n".repeat(200)},<b>`);
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as { error: { code: number; message: string } };
    expect(error.code).toBe(-32_602);
    expect(error.message).toMatch(/^No tool is called "n{60}" or "<b>"\. Tools are sentiment, /);
    expect((await post(hello, {}, `${base}?tools=nothing`)).status).toBe(400);
  });

  it("shows a browser what this is", async () => {
    const browser = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
    const answer = await fetch(`${base}?tools=sentiment,job_create`, { headers: browser });
    const page = await answer.text();
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page).toContain(`${base}?tools=sentiment,job_create`);
    for (const words of ["2 tools", "Claude Code", "mcp-remote", "Cursor", "VS Code", "Windsurf", "Cline", "sentiment"])
      expect(page).toContain(words);
    expect(page).not.toMatch(/<script|\son[a-z]+=|javascript:|url\(|@import/i);
    const hostile = await fetch(`${base}?tools=sentiment&x="><script>alert(1)</script>`, { headers: browser });
    expect(await hostile.text()).not.toContain("<script");
    const head = await fetch(base, { method: "HEAD", headers: browser });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it.each([
    ["GET", { accept: "text/event-stream" }],
    ["GET", { accept: "text/html, text/event-stream" }],
    ["GET", { accept: "*/*" }],
    ["DELETE", { "mcp-session-id": "any" }],
    ["PUT", {}],
  ])("has no stream and no session to end: %s %j", async (method, headers) => {
    const answer = await fetch(base, { method, headers: headers as Record<string, string> });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    expect(await answer.json()).toMatchObject({ jsonrpc: "2.0", error: { message: expect.any(String) } });
  });

  it("says where clients are served to who looks beside it", async () => {
    const answer = await fetch(`${base}sse`, { headers: { accept: "text/event-stream" } });
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining("/gradio_api/mcp/ by streamable"),
    ]);
  });
});
