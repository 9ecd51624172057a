import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { z } from "zod";
import type { Way } from "./way";

const errorSchema = z.object({ code: z.string(), fields: z.array(z.object({ field: z.string() })).default([]) });

/** A client of the Model Context Protocol, to which functions are tools. It must be told the same in both forms, data and text. */
export async function openMcpWay(url: string): Promise<Way> {
  const client = new Client({ name: "one-truth", version: "1.0.0" });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/gradio_api/mcp/`)));
  // Having seen the tools it holds each answer against its tool's schema.
  await client.listTools();
  return {
    name: "MCP client",
    takes: () => true,
    async call({ name }, input) {
      const { content, structuredContent, isError } = await client.callTool({ name, arguments: { ...input } });
      const [first] = content;
      if (content.length !== 1 || first?.type !== "text") throw new Error(`${name} gave ${JSON.stringify(content)}`);
      const text: unknown = JSON.parse(first.text);
      if (isError) {
        const { code, fields } = errorSchema.parse(text);
        return { ok: false, code, fields: fields.map(({ field }) => field) };
      }
      if (JSON.stringify(structuredContent) !== JSON.stringify(text)) throw new Error(`${name}: its text is another`);
      return { ok: true, answer: structuredContent };
    },
    close: () => client.close(),
  };
}
