import { type ListToolsResult, ProtocolError, ProtocolErrorCode, Server } from "@modelcontextprotocol/server";
import packageJson from "../../../../package.json" with { type: "json" };
import type { AnyFunction } from "../../../contracts/functions";
import type { Container } from "../../container-shape";
import { callTool } from "./call-tool";
import type { CallPlaces } from "./create-call-places";
import { listResources } from "./list-resources";
import { listTools } from "./list-tools";
import { readResource } from "./read-resource";

const INSTRUCTIONS =
  "Barometer reads the mood of the crypto market. `sentiment` reads one text, `sentiment_bulk` many, jobs (`job_create`) up to a hundred thousand in the background; `news`, `news_mood`, `prices` and `event_study` say what was written and what prices did. Every answer tells its source and how fresh it is. An error is a result with `code` and `fields`: mend what it names and call again.";

/** Nothing is asked of clients whose answer would have to fit a schema. */
const noValidator = {
  getValidator: () => () => ({ valid: false as const, data: undefined, errorMessage: "Nothing was asked for." }),
};

const LIST_MS = 600_000;
const forAll = { ttlMs: LIST_MS, cacheScope: "public" as const };

/** Serves one request of a client: a new one for each, with the tools that it may see. It costs a few objects. */
export function createMcpServer({
  contracts,
  request,
  requestId,
  deps,
  places,
  begin,
}: {
  readonly contracts: readonly AnyFunction[];
  readonly request: Request;
  readonly requestId: string;
  readonly deps: Container;
  readonly places: CallPlaces;
  /** Makes a call one that its client can cancel; null where nobody can tell whose it is. */
  readonly begin: (id: string | number) => { readonly signal: AbortSignal; end(): void } | null;
}): Server {
  const server = new Server(
    { name: "barometer", title: "Barometer", version: packageJson.version },
    {
      capabilities: { tools: {}, resources: {} },
      instructions: INSTRUCTIONS,
      jsonSchemaValidator: noValidator,
      cacheHints: { "tools/list": forAll, "resources/list": forAll, "server/discover": forAll },
    },
  );
  // Schemas are JSON, which their type in zod does not say.
  const tools = listTools(contracts) as unknown as ListToolsResult["tools"];
  server.setRequestHandler("tools/list", () => ({ tools }));
  server.setRequestHandler("tools/call", async ({ params }, { mcpReq }) => {
    const contract = contracts.find(({ name }) => name === params.name);
    if (contract === undefined)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name.slice(0, 60)}`);
    const own = begin(mcpReq.id);
    const signal = own === null ? mcpReq.signal : AbortSignal.any([mcpReq.signal, own.signal]);
    const client = { signal, progressToken: mcpReq._meta?.progressToken, notify: mcpReq.notify };
    try {
      return await callTool({ contract, raw: params.arguments ?? {}, request, requestId, deps, places, client });
    } finally {
      own?.end();
    }
  });
  server.setRequestHandler("resources/list", () => ({ resources: [...listResources()] }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: [] }));
  server.setRequestHandler("resources/read", ({ params }, { mcpReq }) =>
    readResource({ uri: params.uri, request, requestId, deps, signal: mcpReq.signal }),
  );
  return server;
}
