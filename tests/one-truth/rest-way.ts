import { problemSchema } from "../../lib/contracts/errors";
import { fillPath } from "../../lib/core/snippets/fill-path";
import type { Told, Way } from "./way";

/** Plain requests; of events the last one is the answer. */
export function openRest(url: string): Way {
  return {
    name: "REST",
    takes: () => true,
    async call(contract, input) {
      if (contract.method === "POST") {
        const headers = { "content-type": "application/json" };
        return read(await fetch(url + contract.path, { method: "POST", headers, body: JSON.stringify(input) }));
      }
      const { path, rest } = fillPath(contract.path, input);
      const address = new URL(path, url);
      for (const [name, value] of Object.entries(rest))
        for (const each of [value].flat()) address.searchParams.append(name, String(each));
      return read(await fetch(address, { method: contract.method }));
    },
    close: async () => {},
  };
}

async function read(response: Response): Promise<Told> {
  const text = await response.text();
  if (!response.ok) {
    const { code, errors = [] } = problemSchema.parse(JSON.parse(text));
    return { ok: false, code, fields: errors.map(({ field }) => field) };
  }
  const json = response.headers.get("content-type")?.startsWith("text/event-stream")
    ? (/event: done\ndata: (.+)\n\n$/.exec(text)?.[1] ?? "null")
    : text;
  return { ok: true, answer: JSON.parse(json) };
}
