import { fail, ok, type Result } from "../../../core/errors";

/** By the name in an address. Errors: not_found. */
export function endpointNamed<Endpoint extends { readonly apiName: string }>(
  endpoints: readonly Endpoint[],
  apiName: string,
): Result<Endpoint> {
  const endpoint = endpoints.find((candidate) => candidate.apiName === apiName);
  return endpoint ? ok(endpoint) : fail("not_found", `No function is called "${apiName.slice(0, 60)}".`);
}
