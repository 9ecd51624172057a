import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { z } from "zod";

// The clients' own types are unions of what every revision may say; what is told here is checked as it comes.
const answerSchema = z.object({
  isError: z.boolean().optional(),
  structuredContent: z.unknown().optional(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});
const contentsSchema = z.array(z.looseObject({ mimeType: z.string().optional(), text: z.string().optional() }));

export type Answer = z.output<typeof answerSchema>;

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
  readonly readResource: (uri: string) => Promise<z.output<typeof contentsSchema>>;
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
      call: async (name, input, options) =>
        answerSchema.parse(await client.callTool({ name, arguments: input }, options)),
      listResources: () => client.listResources(),
      readResource: async (uri) => contentsSchema.parse((await client.readResource({ uri })).contents),
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
      answerSchema.parse(await client.callTool({ name, arguments: input }, undefined, options)),
    listResources: () => client.listResources(),
    readResource: async (uri) => contentsSchema.parse((await client.readResource({ uri })).contents),
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
