import { aboutText } from "./about-text";
import type { DescribedApi } from "./described-function";

/** `/llms.txt` after llmstxt.org: what this is, and where the rest is. `origin` without a slash at the end. */
export function toLlmsText({ functions }: DescribedApi, origin: string): string {
  const groups = [...new Set(functions.map(({ group }) => group))];
  const link = (name: string, path: string, words: string): string => `- [${name}](${origin}${path}): ${words}`;
  return `${[
    ...aboutText,
    "## Documentation",
    [
      link("Every function, in full", "/llms-full.txt", "parameters, answers and calls, as Markdown"),
      link("OpenAPI", "/api/openapi.json", "the REST API, machine-readable"),
      link("Use via API", "/use-via-api", "the same for people, to try out"),
      link("MCP", "/gradio_api/mcp/", "the server of the Model Context Protocol, streamable HTTP"),
      link("Gradio", "/gradio_api/info", "endpoints as Gradio's clients read them"),
    ].join("\n"),
    ...groups.flatMap((group) => [
      `## ${group}`,
      functions
        .filter((each) => each.group === group)
        .map(({ name, method, path, summary }) =>
          link(name, `/use-via-api?function=${name}`, `\`${method} ${path}\` ${summary}`),
        )
        .join("\n"),
    ]),
  ].join("\n\n")}\n`;
}
