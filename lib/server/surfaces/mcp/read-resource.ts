import { type ReadResourceResult, ResourceNotFoundError } from "@modelcontextprotocol/server";
import { knownResources, type Reading } from "./known-resources";

/** Reads one of them. Throws ResourceNotFoundError where there is none, ProtocolError where it cannot be had now. */
export async function readResource(reading: Reading): Promise<ReadResourceResult> {
  const { uri } = reading;
  const resource = knownResources.find((candidate) => candidate.uri === uri);
  if (resource === undefined) throw new ResourceNotFoundError(uri.slice(0, 200));
  return { contents: [{ uri, mimeType: resource.mimeType, text: await resource.read(reading) }] };
}
