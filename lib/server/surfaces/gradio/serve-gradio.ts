import type { AppError } from "../../../core/errors";
import type { OpenSpan } from "../../../core/trace";
import { getContainer } from "../../container";
import type { Container } from "../../container-shape";
import { hideFromSites } from "../../edge/hide-from-sites";
import { leaveBody } from "../../edge/leave-body";
import { pathOf } from "../../edge/path-of";
import { requestId } from "../../edge/request-id";
import { addRateHeaders, preflightResponse, taggedResponse } from "../../edge/respond";
import { withoutEndSlashes } from "../../edge/without-end-slashes";
import { endSpan } from "../../end-span";
import { noteCall } from "../../note-call";
import { noteInternal } from "../../note-internal";
import { cancelEvent } from "./cancel-event";
import { joinQueue } from "./join-queue";
import { refusalOf, refuse } from "./refuse";
import { runNow } from "./run-now";
import type { Seen } from "./seen";
import { sendJson } from "./send-json";
import { serveFile } from "./serve-file";
import { serveOpenApi } from "./serve-openapi";
import { startCall } from "./start-call";
import { streamCall } from "./stream-call";
import { streamHeartbeat } from "./stream-heartbeat";
import { streamSession } from "./stream-session";
import { upload } from "./upload";
import { uploadProgress } from "./upload-progress";

type Route = (request: Request, deps: Container, rest: string, seen: Seen) => Response | Promise<Response>;

const PREFIX = "/gradio_api/";
const FILE = "file=";

/** What Gradio's clients send from pages of other origins, with and without a token of theirs. */
const CLIENT_HEADERS = [
  "Authorization",
  "X-Gradio-User",
  "X-Gradio-History-Bucket",
  "X-Zerogpu-Token",
  "X-Zerogpu-Uuid",
];

/** Routes by method and path below the prefix; one that ends in a slash serves all that is below it. */
const routes: Readonly<Record<string, Route>> = {
  "GET info": (request, { gradio }) => taggedResponse(request, gradio.info),
  "GET config": (request, { gradio }) => taggedResponse(request, gradio.config),
  "GET app_id": (_, { gradio }) => sendJson({ app_id: gradio.appId }),
  // Whether something was started just now: all that must be is when the server begins.
  "GET startup-events": () => sendJson(false),
  "POST queue/join": joinQueue,
  "GET queue/data": streamSession,
  "GET queue/status": (_, { gradio: { queue } }) =>
    sendJson({ msg: "estimation", event_id: null, rank: queue.waiting(), queue_size: queue.waiting(), rank_eta: null }),
  "POST call/": startCall,
  "GET call/": streamCall,
  "POST run/": runNow,
  "POST api/": runNow,
  "POST cancel": cancelEvent,
  "POST reset": cancelEvent,
  "GET heartbeat/": streamHeartbeat,
  "POST upload": upload,
  "GET upload_progress": uploadProgress,
  "GET file=": serveFile,
  "GET openapi.json": serveOpenApi,
};

/** Gradio's protocol over the functions of the registry: what its Python and JavaScript clients ask of a Space. */
export async function serveGradio(request: Request): Promise<Response> {
  return answerGradio(request, await getContainer());
}

/** The same over given parts. */
export const answerGradio = (request: Request, deps: Container): Promise<Response> =>
  deps.trace.serve(request.headers, request.method, (span) => answerWithin(span, request, deps));

async function answerWithin(span: OpenSpan, request: Request, deps: Container): Promise<Response> {
  const started = deps.clock.now();
  const seen: Seen = { id: requestId(request.headers), span, name: null, rate: null, goesOn: false };
  const { route, rest, methods } = findRoute(request);
  let response: Response;
  try {
    if (request.method === "OPTIONS" && methods.length > 0)
      response = preflightResponse([...methods, "OPTIONS"], CLIENT_HEADERS);
    else if (route) response = await route.serve(request, deps, rest, seen);
    else response = refuse(nowhere(methods));
  } catch (cause) {
    const detail = "The server could not answer. The request id helps to find out why.";
    response = refuse({ code: "internal", detail, cause });
  }
  const { headers, status } = response;
  const ms = deps.clock.now() - started;
  leaveBody(request);
  hideFromSites(request, response, deps.env);
  headers.set("x-request-id", seen.id);
  headers.append("server-timing", `total;dur=${ms.toFixed(2)}`);
  if (seen.rate) addRateHeaders(response, seen.rate.policy, seen.rate.decision);
  // A stream that opens is no call: what it tells of is noted by itself.
  const opens = headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (opens) endSpan(span, { method: request.method, route: route?.path ?? null, status, name: "other", code: "ok" });
  else if (!seen.goesOn) note(request, deps, seen, { response, status, ms, route: route?.path ?? null });
  return response;
}

/** What was asked for and is over with its answer. Calls that go on are noted when they end. */
function note(
  { method }: Request,
  deps: Container,
  { id, name, span }: Seen,
  { response, status, ms, route }: { response: Response; status: number; ms: number; route: string | null },
): void {
  const refusal = refusalOf(response);
  const code = refusal?.code ?? "ok";
  if (refusal) noteInternal(deps, id, refusal);
  const facts = { surface: "gradio", method, route: route ?? "other", status };
  noteCall(deps, { id, traceId: span.traceId, name, code, ms, goesOn: false, facts });
  endSpan(span, { method, route, status, name: name ?? "other", code });
}

const nowhere = (methods: readonly string[]): AppError =>
  methods.length === 0
    ? { code: "not_found", detail: "There is nothing at this address." }
    : {
        code: "method_not_allowed",
        detail: `This method is not served here; ${methods.join(", ")} are.`,
        allow: [...methods, "OPTIONS"],
      };

/** Every path, with what is served at it by method. */
const paths = new Map<string, Map<string, Route>>();
for (const [key, route] of Object.entries(routes)) {
  const [method = "", path = ""] = key.split(" ");
  const methods = paths.get(path) ?? new Map<string, Route>();
  paths.set(path, methods.set(method, route));
}

function findRoute(request: Request): {
  readonly route: { readonly serve: Route; readonly path: string } | null;
  readonly rest: string;
  readonly methods: readonly string[];
} {
  const pathname = pathOf(request.url);
  const whole = pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) : pathname.slice(1);
  // The path of a file is one word, slashes and all.
  const isFile = whole.startsWith(FILE);
  const path = isFile ? whole : withoutEndSlashes(whole);
  const head = isFile ? FILE : `${path.split("/", 1)[0]}/`;
  const rest = path.slice(head.length);
  const at = paths.has(path) ? path : head;
  const served = at === head && rest === "" ? undefined : paths.get(at);
  const method = request.method === "HEAD" ? "GET" : request.method;
  const serve = served?.get(method);
  return {
    route: serve ? { serve, path: `${PREFIX}${at}` } : null,
    rest,
    methods: [...(served?.keys() ?? [])].flatMap((each) => (each === "GET" ? ["GET", "HEAD"] : [each])),
  };
}
