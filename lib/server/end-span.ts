import type { ErrorCode } from "../contracts/errors";
import type { FunctionName } from "../contracts/functions";
import type { OpenSpan } from "../core/trace";
import { isOurFault } from "./edge/is-our-fault";

/** Ends the span of a request. By the conventions of HTTP servers: what the caller did wrong is no error of the span. */
export function endSpan(
  span: OpenSpan,
  served: {
    readonly method: string;
    /** The address with its parts by their names; null where nothing is known to be there. */
    readonly route: string | null;
    readonly status: number;
    readonly name: FunctionName | "other";
    readonly code: "ok" | ErrorCode;
  },
): void {
  if (span.traceId === null) return;
  const { method, route, status, name, code } = served;
  const facts = {
    "http.request.method": method,
    ...(route !== null && { "http.route": route }),
    "http.response.status_code": status,
    "barometer.function": name,
    "barometer.code": code,
  };
  // A stream that fails has begun with 200.
  const failed = status >= 500 || isOurFault(code);
  span.end(route === null ? method : `${method} ${route}`, facts, failed ? code : null);
}
