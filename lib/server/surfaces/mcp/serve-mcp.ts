import { functions } from "../../../contracts/functions";
import { chooseTools } from "../../../core/mcp/choose-tools";
import { toMcpConfigs } from "../../../core/snippets/to-mcp-config";
import { getContainer } from "../../container";
import type { Container } from "../../container-shape";
import { checkOrigin } from "../../edge/check-origin";
import { leaveBody } from "../../edge/leave-body";
import { ownOrigin } from "../../edge/own-origin";
import { requestId } from "../../edge/request-id";
import { jsonResponse } from "../../edge/respond";
import { noteInternal } from "../../note-internal";
import { answerRpc } from "./answer-rpc";
import { listResources } from "./list-resources";
import { listTools } from "./list-tools";
import { refuseRpc } from "./refuse-rpc";
import { renderLandingPage } from "./render-landing-page";

const PATH = "/gradio_api/mcp/";

/** The Model Context Protocol over the functions of the registry: streamable HTTP, nothing kept between requests. */
export async function serveMcp(request: Request): Promise<Response> {
  return answerMcp(request, await getContainer());
}

/** The same over given parts. */
export async function answerMcp(request: Request, deps: Container): Promise<Response> {
  const id = requestId(request.headers);
  const started = deps.clock.now();
  let response: Response;
  try {
    response = await answer(request, id, deps);
  } catch (cause) {
    const detail = "The server could not answer. The request id helps to find out why.";
    noteInternal(deps, id, { code: "internal", detail, cause });
    response = refuseRpc(500, "internal", detail);
  }
  leaveBody(request);
  response.headers.set("x-request-id", id);
  // Calls of functions leave a line of their own besides.
  deps.logger.info("request", {
    request_id: id,
    surface: "mcp",
    method: request.method,
    route: PATH,
    status: response.status,
    ms: Number((deps.clock.now() - started).toFixed(2)),
  });
  return response;
}

async function answer(request: Request, id: string, deps: Container): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const place = pathname.slice(PATH.length).replace(/\/$/, "");
  if (place !== "" && place !== "http" && place !== "schema")
    return refuseRpc(
      404,
      "other",
      `There is nothing at this address; clients are served at ${PATH} by streamable HTTP.`,
    );
  const chosen = chooseTools(functions, searchParams.get("tools"));
  if (!chosen.ok) return refuseRpc(400, "params", chosen.error.detail, anyOrigin);
  const contracts = chosen.value;
  const looks = request.method === "GET" || request.method === "HEAD";
  if (place === "schema") return looks ? answerSchema(request, contracts) : notServed(["GET", "HEAD"]);
  if (looks && wantsPage(request)) return answerPage(request, contracts, deps);

  const origin = checkOrigin(request, deps.env);
  if (!origin.ok) return refuseRpc(403, "other", origin.error);
  const response = await answerClient(request, { contracts, requestId: id, deps });
  for (const [name, value] of Object.entries(origin.value === null ? {} : corsFor(origin.value)))
    response.headers.set(name, value);
  return response;
}

function answerClient(
  request: Request,
  more: Omit<Parameters<typeof answerRpc>[0], "request">,
): Response | Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow: "POST, OPTIONS" } });
  return request.method === "POST" ? answerRpc({ request, ...more }) : notServed(["POST", "OPTIONS"]);
}

const notServed = (methods: readonly string[]): Response =>
  refuseRpc(405, "other", `This method is not served here; ${methods.join(", ")} are.`, { allow: methods.join(", ") });

/** Nothing but a list that all may see. */
const anyOrigin = { "access-control-allow-origin": "*" } as const;

const corsFor = (origin: string) => ({
  "access-control-allow-origin": origin,
  vary: "Origin",
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-allow-headers":
    "Accept, Authorization, Content-Type, Last-Event-ID, MCP-Method, MCP-Name, MCP-Protocol-Version, MCP-Session-Id, X-Request-Id",
  "access-control-expose-headers": "MCP-Session-Id, X-Request-Id",
  "access-control-max-age": "86400",
});

/** A browser's address bar: what clients of the protocol ask for is a stream. */
function wantsPage(request: Request): boolean {
  const accept = request.headers.get("accept") ?? "";
  return accept.includes("text/html") && !accept.includes("text/event-stream");
}

type Contracts = Parameters<typeof listTools>[0];

/** The tools as Gradio lists its own. */
function answerSchema(request: Request, contracts: Contracts): Response {
  const list = listTools(contracts).map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema,
    meta: { file_data_present: false, mcp_type: "tool", endpoint_name: `/${name}` },
  }));
  return jsonResponse(request, list, "etag");
}

function answerPage(request: Request, contracts: Contracts, { env }: Container): Response {
  const { search } = new URL(request.url);
  const url = `${ownOrigin(request, env.TRUSTED_PROXY_HOPS)}${PATH}${search}`;
  const page = renderLandingPage({
    url,
    tools: contracts.map(({ writes, ...rest }) => ({ ...rest, writes: writes !== "nothing" })),
    resources: listResources(),
    configs: toMcpConfigs(url),
    schema: `${PATH}schema${search}`,
  });
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-length": String(Buffer.byteLength(page)),
    "cache-control": "no-cache",
    vary: "Accept",
  };
  return new Response(request.method === "HEAD" ? null : page, { headers });
}
