import { describeSeen } from "../describe-seen";
import { type Seen, type Site, Unanswered } from "../site";

export const FINBERT = "ProsusAI/finbert";
export const BART = "facebook/bart-large-mnli";

/** Posts a task call to a model. */
export const infer = (site: Site, id: string, body: unknown, token: "own" | "bad" | "none" = "own"): Promise<Seen> =>
  site.send({ place: "router", path: `/hf-inference/models/${id}`, body, token });

/** The same, where a refusal of the token, or a model that is not up, says nothing about the question. */
export async function inferWell(site: Site, id: string, body: unknown): Promise<Seen> {
  const seen = await infer(site, id, body);
  if ([401, 402, 403].includes(seen.status) || seen.status >= 500) throw new Unanswered(describeSeen(seen));
  return seen;
}
