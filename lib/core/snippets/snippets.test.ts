import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { SnippetRequest } from "./snippet-request";
import { toCurl } from "./to-curl";
import { toJavascript } from "./to-javascript";
import { toPython } from "./to-python";

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
];

const post = (text: string): SnippetRequest => ({
  method: "POST",
  url: "http://localhost:7860/api/ai/sentiment",
  body: { text, category: "crypto", use_cache: true, models: null, list: [1, -0.5, "a"] },
});

describe.each(hostile)("%j", (text) => {
  const request = post(text);

  test("sh hands curl exactly the body", () => {
    const shim = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n`;
    const { stdout, status } = spawnSync("sh", ["-c", shim + toCurl(request)], { encoding: "utf8" });
    expect(status).toBe(0);
    const passed = stdout.split("\0");
    expect(passed.slice(0, -2)).toEqual(["-sS", request.url, "-H", "content-type: application/json", "--data-raw"]);
    expect(JSON.parse(passed.at(-2) ?? "")).toEqual(request.body);
  });

  test("JavaScript sends exactly the body", async () => {
    const sent: unknown[] = [];
    const run = new Function("fetch", "console", `return (async () => {${toJavascript(request)}\n})()`);
    await run(
      (url: string, init: RequestInit) => {
        sent.push(url, init.method, JSON.parse(String(init.body)));
        return { json: async () => ({}) };
      },
      { log: () => {} },
    );
    expect(sent).toEqual([request.url, "POST", request.body]);
  });

  const python = spawnSync("python3", ["--version"]).status === 0;
  test.skipIf(!python)("Python sends exactly the body", () => {
    const shim = [
      "import urllib.request, io, sys",
      "class Answer(io.BytesIO): pass",
      "def fake(request):",
      "    sys.stdout.buffer.write(request.full_url.encode() + b'\\n' + request.data + b'\\n')",
      "    sys.stdout.buffer.flush()",
      "    return Answer(b'{}')",
      "urllib.request.urlopen = fake",
    ].join("\n");
    const { stdout, stderr } = spawnSync("python3", ["-"], {
      input: `${shim}\n${toPython(request)}`,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    const [url, body] = stdout.split("\n");
    expect(url).toBe(request.url);
    expect(body).toBe(JSON.stringify(request.body));
  });
});

test("what makes code read other than it runs is escaped in every language", () => {
  for (const write of [toCurl, toJavascript, toPython]) {
    expect(write(post("a\u202eb\u2066c\u2028"))).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028]/);
  }
});

test("a GET is its address alone", () => {
  const request: SnippetRequest = { method: "GET", url: "http://localhost:7860/api/ai/sentiment/quick?text=it%27s" };
  expect(toCurl(request)).toBe("curl -sS 'http://localhost:7860/api/ai/sentiment/quick?text=it%27s'");
  expect(toJavascript(request)).toContain('fetch("http://localhost:7860/api/ai/sentiment/quick?text=it%27s")');
  expect(toPython(request)).not.toContain("body");
});
