import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { SnippetCall } from "./snippet-call";
import { languages, writeSnippet } from "./write-snippet";

const hostile = [
  "plain",
  "it's 'quoted' \"twice\"",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: for the shell, not for us
  "$(touch /tmp/owned) `id` ${HOME} $HOME !! \\",
  "line\nline\r\n\ttab",
  "'; rm -rf / #",
  "</script><img onerror=x>",
  "₿ 🚀 é \u202eright to left\u202c \u2028 \u2029 \u0000 \u007f",
  "比特币大涨 биткоин растёт",
  "lone \ud800 surrogate",
  "\\u0041 \\n %s %d",
  '"__proto__": {"polluted": true}',
];

const origin = "http://localhost:7860";
/** Keys that a language keeps for itself, values of every kind, and a key that is more than a name. */
const post = (text: string): SnippetCall => ({
  origin,
  name: "sentiment",
  method: "POST",
  path: "/api/ai/sentiment",
  input: {
    text,
    from: "2026-01-01",
    use_cache: true,
    models: null,
    list: [1, -0.5, "a", JSON.parse('{"__proto__": {"polluted": true}, "a b": 1}')],
    "a-b": 2,
  },
});
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

// A curl that writes down what it was given, and answers as Gradio's plain HTTP does.
const folder = mkdtempSync(join(tmpdir(), "barometer-snippets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const shim = join(folder, "curl");
writeFileSync(
  shim,
  `#!/bin/sh
for argument in "$@"; do printf '%s\\0' "$argument" >> "$ASKED"; done
printf '\\0' >> "$ASKED"
case "$*" in
  *_stream/e1) printf 'event: generating\\ndata: [{"label":"neutral"}]\\n\\nevent: heartbeat\\ndata: null\\n\\nevent: complete\\ndata: [{"label":"bullish"}]\\n\\n' ;;
  *call/v2/*/e1) printf 'event: heartbeat\\ndata: null\\n\\nevent: complete\\ndata: [{"label":"bullish"}]\\n\\n' ;;
  *) printf '{"event_id":"e1"}' ;;
esac
`,
);
chmodSync(shim, 0o755);

function runShell(code: string): { readonly stdout: string; readonly asked: readonly (readonly string[])[] } {
  const log = join(folder, "asked");
  rmSync(log, { force: true });
  const env = { ...process.env, ASKED: log, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const { stdout, stderr, status } = spawnSync("sh", ["-c", code], { encoding: "utf8", env });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const calls = readFileSync(log, "utf8").split("\0\0").slice(0, -1);
  return { stdout, asked: calls.map((call) => call.split("\0")) };
}

const python = spawnSync("python3", ["--version"]).status === 0;

function runPython(code: string): string {
  const { stdout, stderr } = spawnSync("python3", ["-"], { input: code, encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout;
}

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

describe.each(hostile)("%j", (text) => {
  const call = post(text);
  const url = origin + call.path;

  test("curl: sh hands over exactly the body", () => {
    const { asked } = runShell(writeSnippet("curl", call));
    const [passed = []] = asked;
    expect(passed.slice(0, -1)).toEqual(["-sS", url, "-H", "content-type: application/json", "--data-raw"]);
    expect(JSON.parse(passed.at(-1) ?? "")).toEqual(asJson(call.input));
  });

  test("curl-gradio: sh hands over exactly the input, follows the event, and prints the answer alone", () => {
    const { stdout, asked } = runShell(writeSnippet("curl-gradio", call));
    const [sent = [], followed] = asked;
    const address = `${origin}/gradio_api/call/v2/sentiment`;
    expect(sent.slice(0, -1)).toEqual(["-sS", address, "-H", "content-type: application/json", "--data-raw"]);
    expect(JSON.parse(sent.at(-1) ?? "")).toEqual(asJson(call.input));
    expect(followed).toEqual(["-sSN", `${address}/e1`]);
    expect(stdout).toBe('[{"label":"bullish"}]\n');
  });

  test("fetch: JavaScript sends exactly the body", async () => {
    const sent: unknown[] = [];
    await new AsyncFunction("fetch", "console", writeSnippet("fetch", call))(
      (to: string, init: RequestInit) => {
        sent.push(to, init.method, JSON.parse(String(init.body)));
        return { json: async () => ({}) };
      },
      { log: () => {} },
    );
    expect(sent).toEqual([url, "POST", asJson(call.input)]);
  });

  test("javascript: Gradio's client is given exactly the input", async () => {
    const seen: unknown[] = [];
    const client = {
      predict: async (name: string, input: unknown) => {
        seen.push(name, input);
        return { data: [{ label: "bullish" }] };
      },
    };
    const [first, ...rest] = writeSnippet("javascript", call).split("\n");
    expect(first).toBe('import { Client } from "@gradio/client";');
    await new AsyncFunction("Client", "console", rest.join("\n"))(
      {
        connect: async (to: string) => {
          seen.push(to);
          return client;
        },
      },
      { log: (words: string) => seen.push(JSON.parse(words)) },
    );
    expect(seen).toEqual([origin, "/sentiment", asJson(call.input), { label: "bullish" }]);
    expect(Object.keys(seen[2] as object)).toEqual(Object.keys(call.input));
  });

  test.skipIf(!python)("python: Gradio's client is given exactly the input", () => {
    const client = [
      "import sys, types, json",
      "class Client:",
      "    def __init__(self, src, verbose=True): self.src = src",
      "    def predict(self, api_name, **given): return [self.src, api_name, given]",
      "sys.modules['gradio_client'] = types.SimpleNamespace(Client=Client)",
    ].join("\n");
    const printed = runPython(`${client}\n${writeSnippet("python", call)}`);
    expect(JSON.parse(printed)).toEqual([origin, "/sentiment", asJson(call.input)]);
  });

  test.skipIf(!python)("python-rest: Python sends exactly the body", () => {
    const fake = [
      "import urllib.request, io, sys",
      "class Answer(io.BytesIO): pass",
      "def fake(request):",
      "    sys.stdout.buffer.write(request.full_url.encode() + b'\\n' + request.data + b'\\n')",
      "    sys.stdout.buffer.flush()",
      "    return Answer(b'{}')",
      "urllib.request.urlopen = fake",
    ].join("\n");
    const [to, body] = runPython(`${fake}\n${writeSnippet("python-rest", call)}`).split("\n");
    expect(to).toBe(url);
    expect(body).toBe(JSON.stringify(call.input));
  });
});

describe.each(languages)("$label", ({ id }) => {
  test("what makes code read other than it runs is escaped", () => {
    expect(writeSnippet(id, post("a\u202eb\u2066c\u2028"))).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028]/);
  });

  test("a function without parameters has no empty place", () => {
    const health: SnippetCall = { origin, name: "health", method: "GET", path: "/api/ai/health", input: {} };
    expect(writeSnippet(id, health)).not.toMatch(/undefined|body|\?|\[object/);
  });
});

const quick: SnippetCall = {
  origin,
  name: "prices_quick",
  method: "GET",
  path: "/api/ai/data/prices/quick/{symbol}",
  input: { symbol: "BTC/USD it's", days: 7, to: undefined, from: null },
};
const quickUrl = `${origin}/api/ai/data/prices/quick/BTC%2FUSD%20it's?days=7`;

test("a GET is its address: path and query are filled, what is left out is not there", () => {
  expect(runShell(writeSnippet("curl", quick)).asked).toEqual([["-sS", quickUrl]]);
  expect(writeSnippet("fetch", quick)).toContain(`fetch("${quickUrl}")`);
  expect(writeSnippet("python-rest", quick)).toContain(`Request("${quickUrl}")`);
});

test("a DELETE says so in every way that goes by REST", () => {
  const cancel: SnippetCall = {
    origin,
    name: "job_cancel",
    method: "DELETE",
    path: "/api/ai/jobs/{id}",
    input: { id: "q5Yx0v7WJmN2cLr8TzKd3A" },
  };
  expect(writeSnippet("curl", cancel)).toContain("-X DELETE");
  expect(writeSnippet("fetch", cancel)).toContain('method: "DELETE"');
  expect(writeSnippet("python-rest", cancel)).toContain('method="DELETE"');
});

test("an answer that is no JSON is read as what it is", () => {
  const events: SnippetCall = {
    ...quick,
    path: "/api/ai/overview?stream=1",
    input: { window: "24h" },
    answers: "events",
  };
  expect(writeSnippet("curl", events)).toBe(`curl -sSN '${origin}/api/ai/overview?stream=1&window=24h'`);
  expect(writeSnippet("fetch", events)).not.toContain("json()");
  expect(writeSnippet("python-rest", events)).toContain("for line in response");
  expect(writeSnippet("fetch", { ...quick, answers: "text" })).toContain("response.text()");
  expect(writeSnippet("python-rest", { ...quick, answers: "text" })).toContain("response.read()");
});

describe("a stream", () => {
  const stream: SnippetCall = { ...post("a"), endpoint: "sentiment_stream", answers: "events" };

  test("JavaScript prints each answer of the endpoint that generates, and throws what went wrong", async () => {
    const seen: unknown[] = [];
    const events = [{ type: "data", data: [1] }, { type: "status" }, { type: "data", data: [2] }];
    const run = (told: readonly object[]) => {
      const [, ...rest] = writeSnippet("javascript", stream).split("\n");
      const submit = async function* (name: string, input: unknown) {
        seen.push(name, input);
        yield* told;
      };
      return new AsyncFunction("Client", "console", rest.join("\n"))(
        { connect: async () => ({ submit }) },
        { log: (words: string) => seen.push(JSON.parse(words)) },
      );
    };
    await run(events);
    expect(seen).toEqual(["/sentiment_stream", asJson(stream.input), 1, 2]);
    await expect(run([{ type: "status", stage: "error", message: "too long" }])).rejects.toThrow("too long");
  });

  test.skipIf(!python)("Python prints each answer of the endpoint that generates", () => {
    const shim = [
      "import sys, types",
      "class Job(list):",
      "    def result(self): return self[-1]",
      "class Client:",
      "    def __init__(self, src, verbose=True): pass",
      "    def submit(self, api_name, **given): return Job([api_name, given['text']])",
      "sys.modules['gradio_client'] = types.SimpleNamespace(Client=Client)",
    ].join("\n");
    expect(runPython(`${shim}\n${writeSnippet("python", stream)}`)).toBe('"/sentiment_stream"\n"a"\n');
  });

  test("Gradio's plain HTTP prints every answer, and no heartbeat", () => {
    const { stdout, asked } = runShell(writeSnippet("curl-gradio", stream));
    expect(asked[1]?.at(-1)).toBe(`${origin}/gradio_api/call/v2/sentiment_stream/e1`);
    expect(stdout).toBe('[{"label":"neutral"}]\n[{"label":"bullish"}]\n');
  });
});

test("what a server refuses is read aloud: no event is followed, Python prints the body", () => {
  const refusing = `curl() { printf '{"detail":"text must not be blank"}'; }\n`;
  const told = spawnSync("sh", ["-c", refusing + writeSnippet("curl-gradio", post(""))], { encoding: "utf8" });
  expect(told.stderr.trim()).toBe('{"detail":"text must not be blank"}');
  expect(told.stdout).toBe("");
  if (!python) return;
  const fake = [
    "import io, urllib.error, urllib.request",
    "def fake(request): raise urllib.error.HTTPError('u', 422, 'm', {}, io.BytesIO(b'{\"detail\":\"blank\"}'))",
    "urllib.request.urlopen = fake",
  ].join("\n");
  const ran = spawnSync("python3", ["-"], {
    input: `${fake}\n${writeSnippet("python-rest", post(""))}`,
    encoding: "utf8",
  });
  expect(ran.stderr.trim()).toBe('{"detail":"blank"}');
  expect(ran.status).toBe(1);
});
