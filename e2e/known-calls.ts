import { sentiment } from "../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../lib/contracts/functions/sentiment-bulk";
import { sentimentQuick } from "../lib/contracts/functions/sentiment-quick";
import { type Answered, newAgent, send } from "./load";

/** What the answers themselves told, added up: nothing here is read from any figures. */
export interface Tally {
  /** By function and code, as "sentiment/ok". */
  readonly calls: Map<string, number>;
  /** Texts by engine and manner, as "lexical/bulk". */
  readonly texts: Map<string, number>;
  /** Verdicts that had to do without a tier, as "hf_inference_api/upstream_failed". */
  readonly without: Map<string, number>;
  readonly statuses: Map<number, number>;
  total: number;
}

type Named = "sentiment" | "sentiment_quick" | "sentiment_bulk" | "other";

const add = <Key>(map: Map<Key, number>, key: Key, more = 1): unknown => map.set(key, (map.get(key) ?? 0) + more);

/** Sends calls whose outcome is known, and counts what came of them. */
export function knownCalls(origin: () => string) {
  const agent = newAgent(8);
  const tally: Tally = { calls: new Map(), texts: new Map(), without: new Map(), statuses: new Map(), total: 0 };

  /** How a verdict came about, as the answer has it. */
  const note = (manner: string, verdict: { engine: string; degraded: readonly { tier: string; code: string }[] }) => {
    add(tally.texts, `${verdict.engine}/${manner}`);
    for (const name of new Set(verdict.degraded.map(({ tier, code }) => `${tier}/${code}`))) add(tally.without, name);
  };
  const take = (name: Named, answer: Answered): unknown => {
    const body: unknown = JSON.parse(answer.body);
    tally.total += 1;
    add(tally.statuses, answer.status);
    const code =
      answer.status === 200 ? "ok" : typeof body === "object" && body && "code" in body ? String(body.code) : "none";
    add(tally.calls, `${name}/${code}`);
    return code === "ok" ? body : null;
  };

  return {
    tally,
    async single(text: string, model?: string) {
      const body = take("sentiment", await send(agent, origin() + sentiment.path, { text, ...(model && { model }) }));
      const verdict = sentiment.output.parse(body);
      note("single", verdict);
      return verdict;
    },
    async quick(text: string) {
      const query = new URLSearchParams({ text });
      const body = take("sentiment_quick", await send(agent, `${origin()}${sentimentQuick.path}?${query}`));
      const verdict = sentimentQuick.output.parse(body);
      note("quick", verdict);
    },
    async bulk(texts: readonly string[], model: string) {
      const body = take("sentiment_bulk", await send(agent, origin() + sentimentBulk.path, { texts, model }));
      for (const item of sentimentBulk.output.parse(body).results) if ("engine" in item) note("bulk", item);
    },
    /** Something that is refused. Gives the code. */
    async refused(name: Named, path: string, body?: unknown) {
      take(name, await send(agent, origin() + path, body));
    },
    close: () => agent.destroy(),
  };
}
