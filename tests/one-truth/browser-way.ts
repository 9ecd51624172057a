import { routeTable } from "../../app/(pages)/route-table";
import { createApiClient } from "../../lib/browser/api-client";
import type { FunctionName } from "../../lib/contracts/functions";
import type { Way } from "./way";

/** The typed client of the pages, whose addresses begin at the server's origin. */
export function openBrowser(url: string): Way {
  const client = createApiClient(routeTable, (path, init) => fetch(`${url}${String(path)}`, init));
  return {
    name: "typed browser client",
    // Events a page reads with an EventSource; this client gives one answer.
    takes: ({ streams }) => streams !== "always",
    async call(contract, input) {
      // The suite walks over the registry, where name and input belong together; the types of both are gone by then.
      const answer = await client.call(contract.name as FunctionName, input as never, {
        signal: AbortSignal.timeout(30_000),
      });
      if (answer.ok) return { ok: true, answer: answer.value };
      const { code, fields = [] } = answer.error;
      return { ok: false, code, fields: fields.map(({ field }) => field) };
    },
    close: async () => {},
  };
}
