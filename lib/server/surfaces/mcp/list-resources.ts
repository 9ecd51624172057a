import type { Resource } from "@modelcontextprotocol/server";
import { knownResources } from "./known-resources";

/** What can be read besides the tools, as clients list it. */
export const listResources = (): readonly Resource[] => knownResources.map(({ read: _read, ...resource }) => resource);
