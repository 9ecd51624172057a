import { functions } from "../../contracts/functions";
import { jsonResponse } from "../edge/respond";
import { describeOpenApi } from "./openapi";

const document = describeOpenApi(functions);

/** The OpenAPI document of all functions, with an ETag. */
export function serveOpenApi(request: Request): Response {
  return jsonResponse(request, document, "etag");
}
