import type { CallToolResult, ServerContext } from "@modelcontextprotocol/server";
import type { AnyFunction } from "../../../contracts/functions";
import type { AppError, Result } from "../../../core/errors";
import { toProgress } from "../../../core/mcp/to-progress";
import type { CallEvent } from "../../../core/ports";
import { callFunction } from "../../call-function";
import type { Container } from "../../container-shape";
import { clientKey } from "../../edge/client-key";
import type { CallPlaces } from "./create-call-places";

interface ToolCall {
  readonly contract: AnyFunction;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly request: Request;
  readonly requestId: string;
  readonly deps: Container;
  readonly places: CallPlaces;
  readonly client: Pick<ServerContext["mcpReq"], "signal" | "notify"> & {
    /** Under which it wants to be told how far the call is. */
    readonly progressToken: string | number | undefined;
  };
}

/** Calls a function as a tool: the whole answer as structured content and as JSON text; an error is a result that says what to mend. */
export async function callTool(call: ToolCall): Promise<CallToolResult> {
  const outcome = await run(call);
  if (!outcome.ok) return toErrorResult(outcome.error, call.requestId);
  const { value } = outcome;
  // Every contract's answer is an object, which a test holds.
  const structuredContent = value as Record<string, unknown>;
  return { content: [{ type: "text", text: JSON.stringify(value) }], structuredContent };
}

async function run({ contract, raw, request, requestId, deps, places, client }: ToolCall): Promise<Result<unknown>> {
  const { signal, progressToken: token, notify } = client;
  let told = Promise.resolve();
  let furthest = 0;
  const emit = (event: CallEvent): void => {
    const progress = toProgress(event);
    // It must grow from one to the next.
    if (token === undefined || progress === null || progress.progress <= furthest) return;
    furthest = progress.progress;
    const params = { progressToken: token, ...progress };
    // A client that is gone needs none.
    told = told.then(() => notify({ method: "notifications/progress", params })).catch(() => {});
  };
  // With it, what streams when asked and goes on for long would not end.
  const follows = token !== undefined && (!contract.lasting || contract.streams === "always");
  const { headers } = request;
  const enter = () => places.enter(contract, clientKey(headers, deps.env.TRUSTED_PROXY_HOPS), signal);
  const outcome = await callFunction(
    { contract, raw, surface: "mcp", requestId, headers, signal, enter, ...(follows && { emit }) },
    deps,
  );
  await told;
  return outcome;
}

/** As text alone: structured content would have to fit the schema of the answer. */
function toErrorResult({ code, detail, fields, retryAfterS }: AppError, requestId: string): CallToolResult {
  const error = {
    success: false,
    error: detail,
    code,
    ...(fields && { fields }),
    ...(retryAfterS !== undefined && { retry_after_s: retryAfterS }),
    request_id: requestId,
  };
  return { isError: true, content: [{ type: "text", text: JSON.stringify(error) }] };
}
