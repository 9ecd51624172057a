import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

export interface Answer {
  readonly isError?: boolean | undefined;
  readonly structuredContent?: unknown;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { progress: number; total?: number | undefined }) => void;
}

/** What the tests ask of a client, of whichever age it is. */
export interface AnyClient {
  readonly listTools: () => Promise<{
    readonly tools: readonly {
      readonly name: string;
      readonly description?: string | undefined;
      readonly inputSchema: { readonly properties?: unknown };
      readonly outputSchema?: unknown;
      readonly annotations?: unknown;
    }[];
  }>;
  readonly call: (name: string, input: Record<string, unknown>, options?: CallOptions) => Promise<Answer>;
  readonly listResources: () => Promise<{ readonly resources: readonly { readonly uri: string }[] }>;
  readonly readResource: (uri: string) => Promise<readonly { readonly mimeType?: string; readonly text?: string }[]>;
  readonly revision: () => string | undefined;
  readonly close: () => Promise<void>;
}

const info = { name: "barometer-tests", version: "1.0.0" };

const current =
  (mode: "legacy" | "auto") =>
  async (url: string): Promise<AnyClient> => {
    const client = new Client(info, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return {
      listTools: () => client.listTools(),
      call: async (name, input, options) => (await client.callTool({ name, arguments: input }, options)) as Answer,
      listResources: () => client.listResources(),
      readResource: async (uri) => (await client.readResource({ uri })).contents as never,
      revision: () => client.getNegotiatedProtocolVersion(),
      close: () => client.close(),
    };
  };

async function previous(url: string): Promise<AnyClient> {
  const client = new OldClient(info);
  const transport = new OldTransport(new URL(url));
  await client.connect(transport);
  return {
    listTools: () => client.listTools(),
    call: async (name, input, options) =>
      (await client.callTool({ name, arguments: input }, undefined, options)) as unknown as Answer,
    listResources: () => client.listResources(),
    readResource: async (uri) => (await client.readResource({ uri })).contents as never,
    revision: () => transport.protocolVersion,
    close: () => client.close(),
  };
}

/** The real clients: the current major in the newest revision and in the one before, and the previous major. */
export const clients = {
  "client 2, newest revision": current("auto"),
  "client 2, the revision before": current("legacy"),
  "sdk 1": previous,
} as const;
