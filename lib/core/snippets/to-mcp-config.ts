import { encodeJson } from "./encode-json";
import { quoteForShell } from "./quote-for-shell";

/** How a client of the Model Context Protocol is told of a server. */
export interface McpConfig {
  readonly client: string;
  /** Where the code goes: a terminal, or a file. */
  readonly note: string;
  readonly code: string;
}

const NAME = "barometer";

const file = (value: unknown): string => encodeJson(value, 2);

/**
 * What tells the usual clients of the server at `url` (whole, as `https://host/gradio_api/mcp/`; `?tools=a,b` may stand behind it):
 * a command, or what goes into their settings.
 */
export function toMcpConfigs(url: string): readonly McpConfig[] {
  return [
    {
      client: "Claude Code",
      note: "In a terminal.",
      code: `claude mcp add --transport http ${NAME} ${quoteForShell(url)}`,
    },
    {
      client: "Claude Desktop",
      note: "In claude_desktop_config.json (Settings, Developer, Edit Config). Node must be installed.",
      code: file({ mcpServers: { [NAME]: { command: "npx", args: ["-y", "mcp-remote", url, ...plainly(url)] } } }),
    },
    {
      client: "Cursor",
      note: "In ~/.cursor/mcp.json, or .cursor/mcp.json of a project.",
      code: file({ mcpServers: { [NAME]: { url } } }),
    },
    {
      client: "VS Code",
      note: "In .vscode/mcp.json of a project.",
      code: file({ servers: { [NAME]: { type: "http", url } } }),
    },
    {
      client: "Windsurf",
      note: "In ~/.codeium/windsurf/mcp_config.json.",
      code: file({ mcpServers: { [NAME]: { serverUrl: url } } }),
    },
    {
      client: "Cline",
      note: "In cline_mcp_settings.json (MCP Servers, Configure).",
      code: file({ mcpServers: { [NAME]: { type: "streamableHttp", url } } }),
    },
  ];
}

/** mcp-remote asks to be told where an address is neither https nor this machine's own. */
const plainly = (url: string): readonly string[] =>
  /^https:|^http:\/\/(localhost|127\.0\.0\.1)([:/?#]|$)/.test(url) ? [] : ["--allow-http"];
