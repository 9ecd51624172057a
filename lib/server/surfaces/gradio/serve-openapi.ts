import { functions } from "../../../contracts/functions";
import { listEndpoints } from "../../../core/gradio/endpoint";
import { type Tagged, tag, taggedResponse } from "../../edge/respond";
import { describeOpenApi } from "./describe-openapi";

let known: Tagged | undefined;

/** `GET openapi.json`: made once, since it depends on the registry alone. */
export function serveOpenApi(request: Request): Response {
  known ??= tag(JSON.stringify(describeOpenApi(listEndpoints(functions))));
  return taggedResponse(request, known);
}
