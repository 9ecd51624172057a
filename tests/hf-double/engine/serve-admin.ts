import { z } from "zod";
import type { FaultBook } from "../faults/fault-book";
import { type FaultInput, faultSchema } from "../faults/fault-schema";
import { jsonReply } from "./reply";
import type { RequestLog } from "./request-log";
import type { Reply } from "./types";

/** First part of the double's own addresses; no fault strikes them and no log counts them. */
export const ADMIN = "__double";

const SHOWN = 500;

interface AdminCall {
  readonly method: string;
  readonly segments: readonly string[];
  readonly body: Buffer;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly sockets: () => object;
  readonly reset: () => void;
}

/** `/__double/faults`, `/__double/requests`, `/__double/reset`: what a person or another process steers the double by. */
export function serveAdmin(call: AdminCall): Reply {
  const { method, segments, faults, log } = call;
  const [, room, id] = segments;
  const asked = `${method} ${room}`;
  if (asked === "POST faults") return addFaults(call);
  if (asked === "GET faults") return jsonReply(200, { faults: faults.list() });
  if (asked === "DELETE faults" && id === undefined) {
    faults.clear();
    return jsonReply(200, { faults: [] });
  }
  if (asked === "DELETE faults") {
    const removed = faults.remove(Number(id));
    return removed ? jsonReply(200, { faults: faults.list() }) : jsonReply(404, { error: `no fault ${id}` });
  }
  if (asked === "GET requests") {
    const requests = log.entries().slice(-SHOWN);
    return jsonReply(200, { total: log.total(), counts: log.counts(), sockets: call.sockets(), requests });
  }
  if (asked === "POST reset") {
    call.reset();
    return jsonReply(200, { faults: [], total: 0 });
  }
  return jsonReply(404, { error: `GET, POST, DELETE /${ADMIN}/faults; GET /${ADMIN}/requests; POST /${ADMIN}/reset` });
}

function addFaults({ body, faults }: AdminCall): Reply {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    return jsonReply(400, { error: "the body is no JSON" });
  }
  const parsed = z
    .union([faultSchema.transform((fault): FaultInput[] => [fault]), z.array(faultSchema)])
    .safeParse(json);
  if (!parsed.success) {
    // One fault alone gives a message about that fault; the union's own would only say that neither form fits.
    const alone = faultSchema.safeParse(
      Array.isArray(json) ? json.find((one) => !faultSchema.safeParse(one).success) : json,
    );
    return jsonReply(422, { error: alone.success ? "not a fault" : z.prettifyError(alone.error) });
  }
  try {
    return jsonReply(201, { ids: parsed.data.map((fault) => faults.add(fault).id) });
  } catch (error) {
    if (error instanceof RangeError) return jsonReply(409, { error: error.message });
    throw error;
  }
}
