import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bendReply } from "../faults/bend-reply";
import { errorReply } from "../faults/error-reply";
import type { FaultBook } from "../faults/fault-book";
import { callerOf } from "./caller";
import { deliver, type Pause } from "./deliver";
import { drawHex } from "./random";
import { readBody } from "./read-body";
import { jsonReply, textReply, withHeaders } from "./reply";
import { repoOf } from "./repo-of";
import type { RequestLog } from "./request-log";
import { routeService } from "./route-service";
import { ADMIN } from "./serve-admin";
import { serviceOf } from "./service-of";
import type { Exchange, Listener, Reply } from "./types";
import type { World } from "./world";

export interface Engine {
  readonly world: World;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly maxBodyBytes: number;
  /** Waits while the double runs and the client is there. */
  pauseFor(response: ServerResponse): Pause;
  admin(call: { method: string; segments: readonly string[]; body: Buffer }): Reply;
}

/** Answers one request of the wire: reads it, lets the faults strike, routes it, sends the reply, keeps the log. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  listener: Listener,
  engine: Engine,
) {
  const method = request.method ?? "GET";
  const [path = "/", search = ""] = splitOnce(request.url ?? "/");
  const segments = decodeParts(path);
  const pause = engine.pauseFor(response);
  const bodiless = method === "HEAD";
  const send = (reply: Reply) => deliver({ response, reply, fault: null, pause, bodiless });

  const body = await readBody(request, engine.maxBodyBytes);
  if (body === null || segments === null) {
    response.once("finish", () => request.destroy());
    await send(
      segments === null
        ? jsonReply(400, { error: "Bad Request" })
        : textReply(413, "Payload Too Large", { connection: "close" }),
    );
    return;
  }
  if (segments[0] === ADMIN) {
    await send(engine.admin({ method, segments, body }));
    return;
  }
  const query = new URLSearchParams(search);
  const service = listener === "all" ? serviceOf(segments) : listener;
  const { headers } = request;
  const exchange: Exchange = {
    service,
    listener,
    method,
    path,
    segments,
    query,
    headers,
    body,
    caller: callerOf(headers),
  };
  const strike = engine.faults.strike({ service, method, path: `/${segments.join("/")}` });
  const entry = engine.log.add(exchange, strike.kinds);
  response.once("close", () => {
    if (entry.outcome === "open") entry.outcome = "aborted";
  });
  if (strike.delayMs > 0 && !(await pause(strike.delayMs))) return;

  const { fault } = strike;
  const own = fault === null ? null : errorReply(fault, exchange);
  const sound = own ?? routeService(exchange, engine.world);
  const bent = fault === null || own !== null ? sound : bendReply(sound, fault, repoOf(exchange).id);
  const reply = withHeaders(bent, { "x-request-id": makeRequestId(engine.world), ...strike.headers });
  const breaks =
    fault !== null && ["reset", "refuse", "close", "garbage", "cut", "endless", "hang"].includes(fault.kind);
  entry.status = breaks && fault.kind !== "cut" && fault.kind !== "endless" ? null : reply.status;
  if (breaks && fault.kind !== "hang" && fault.kind !== "endless") entry.outcome = "broken";
  entry.sentBytes = bodiless ? 0 : reply.source.size;
  const whole = await deliver({ response, reply, fault, pause, bodiless });
  if (whole) entry.outcome = "answered";
}

const makeRequestId = ({ random }: World): string =>
  `Root=1-${drawHex(random, 8)}-${drawHex(random, 24)};${randomUUID()}`;

function splitOnce(url: string): [string, string] {
  const at = url.indexOf("?");
  return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
}

/** The parts of a path, decoded; null where an escape cannot be read. */
function decodeParts(path: string): string[] | null {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}
