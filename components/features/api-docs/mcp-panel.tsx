"use client";

import { Block } from "@/components/blocks/block";
import { CopyButton } from "@/components/blocks/copy-button";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import type { DescribedFunction } from "@/lib/core/snippets/described-function";
import { toMcpConfigs } from "@/lib/core/snippets/to-mcp-config";
import { CodeBlock } from "./code-block";
import { mcpAddress } from "./mcp-address";
import { Part } from "./part";
import { useKept } from "./use-kept";

/** How a client of the Model Context Protocol is told of this server, with all tools or a few. */
export function McpPanel({ functions, origin }: { functions: readonly DescribedFunction[]; origin: string }) {
  const [tools, setTools] = useKept<readonly string[]>("mcp tools", () => functions.map(({ name }) => name));
  const url = mcpAddress(origin, functions, tools);
  return (
    <Block>
      <div className="px-5 pt-4 pb-3.5">
        <h2 className="text-lg leading-snug font-semibold">Model Context Protocol</h2>
        <p className="mt-1 mb-2 max-w-[72ch] text-label">
          Agents call every function here as a tool, without a key. The server speaks streamable HTTP; clients that take
          an address need no more than this.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {url === null ? (
            <span className="text-label">No tool is on, so there is no address.</span>
          ) : (
            <>
              <code data-testid="mcp-url" className="min-w-0 font-mono text-[13px] wrap-anywhere text-accent">
                {url}
              </code>
              <CopyButton label="Copy" what="the address of the MCP server" text={() => url} />
            </>
          )}
        </div>
      </div>
      <Part title="Tools">
        <p className="mb-1 flex flex-wrap items-center gap-2 text-[13px] text-label">
          Fewer tools leave a model more room: the address then names those that you leave on.
          <span className="ms-auto flex gap-1.5">
            <Button onClick={() => setTools(() => functions.map(({ name }) => name))}>All</Button>
            <Button onClick={() => setTools(() => [])}>None</Button>
          </span>
        </p>
        <fieldset className="grid gap-x-5 wide:grid-cols-2">
          <legend className="sr-only">Tools that the address names</legend>
          {functions.map(({ name, summary }) => (
            <Check
              key={name}
              label={name}
              hint={summary}
              checked={tools.includes(name)}
              onChange={(on) =>
                setTools((before) => (on ? [...before, name] : before.filter((other) => other !== name)))
              }
            />
          ))}
        </fieldset>
      </Part>
      {url === null ? (
        <Part title="Clients">
          <p className="text-label">Leave at least one tool on.</p>
        </Part>
      ) : (
        toMcpConfigs(url).map(({ client, note, code }) => (
          <Part key={client} title={client}>
            <p className="mb-1 flex flex-wrap items-center gap-2 text-[13px] text-label">
              <span className="me-auto">{note}</span>
              <CopyButton label="Copy" what={`the configuration of ${client}`} text={() => code} />
            </p>
            <CodeBlock>{code}</CodeBlock>
          </Part>
        ))
      )}
    </Block>
  );
}
