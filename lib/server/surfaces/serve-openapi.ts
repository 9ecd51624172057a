import { functions } from "../../contracts/functions";
import { requestId } from "../edge/request-id";
import { preflightResponse, problemResponse, tag, taggedResponse } from "../edge/respond";
import { describeOpenApi } from "./openapi";

const document = tag(JSON.stringify(describeOpenApi(functions)));
const methods = ["GET", "HEAD", "OPTIONS"];

/** The OpenAPI document of all functions, with an ETag. */
export function serveOpenApi(request: Request): Response {
  const id = requestId(request.headers);
  const response = answer(request, id);
  response.headers.set("x-request-id", id);
  return response;
}

function answer(request: Request, id: string): Response {
  if (request.method === "OPTIONS") return preflightResponse(methods);
  if (methods.includes(request.method)) return taggedResponse(request, document);
  const detail = `This method is not served here; ${methods.join(", ")} are.`;
  return problemResponse({ code: "method_not_allowed", detail, allow: methods }, id, new URL(request.url).pathname);
}
