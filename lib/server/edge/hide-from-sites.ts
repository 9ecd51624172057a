import type { Env } from "../env";
import { isSiteAtHome } from "./check-origin";

/**
 * A server on somebody's own machine is theirs alone: where it was asked by a loopback name, a browser gives its answers to no page of
 * a website, as Gradio has it. By any other name every page may read them.
 */
export function hideFromSites(request: Request, { headers }: Response, env: Env): void {
  if (!isSiteAtHome(request, env)) return;
  for (const name of [...headers.keys()]) if (name.startsWith("access-control-")) headers.delete(name);
  headers.append("vary", "Origin");
}
