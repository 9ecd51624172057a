import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { toMcpConfigs } from "./to-mcp-config";

const codeFor = (url: string, client: string): string =>
  toMcpConfigs(url).find((config) => config.client === client)?.code ?? "";

describe.each([
  "https://team-barometer.hf.space/gradio_api/mcp/",
  "http://127.0.0.1:7860/gradio_api/mcp/?tools=sentiment,news",
  "http://example.org/gradio_api/mcp/?a='$(touch /tmp/owned)'",
])("%s", (url) => {
  test("every client is told of it, each but Claude Code in JSON", () => {
    const configs = toMcpConfigs(url);
    expect(configs.map(({ client }) => client)).toEqual([
      "Claude Code",
      "Claude Desktop",
      "Cursor",
      "VS Code",
      "Windsurf",
      "Cline",
    ]);
    for (const { code, client } of configs.slice(1)) {
      const settings = JSON.parse(code);
      expect(JSON.stringify(settings), client).toContain(JSON.stringify(url));
    }
  });

  test("sh hands the command exactly the address", () => {
    const shim = `claude() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n`;
    const { stdout, status } = spawnSync("sh", ["-c", shim + codeFor(url, "Claude Code")], { encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout.split("\0").slice(0, -1)).toEqual(["mcp", "add", "--transport", "http", "barometer", url]);
  });
});

test("mcp-remote is told where an address is neither https nor of this machine", () => {
  const flag = (url: string): boolean => codeFor(url, "Claude Desktop").includes("--allow-http");
  expect(flag("http://192.168.1.20:7860/gradio_api/mcp/")).toBe(true);
  expect(flag("http://localhost.example.org/gradio_api/mcp/")).toBe(true);
  expect(flag("http://localhost:7860/gradio_api/mcp/")).toBe(false);
  expect(flag("https://example.org/gradio_api/mcp/")).toBe(false);
});
