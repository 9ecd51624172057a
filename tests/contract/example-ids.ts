import type { FunctionContract } from "../../lib/contracts/define-function";
import { jobCreate } from "../../lib/contracts/functions/job-create";
import { news } from "../../lib/contracts/functions/news";

type Ask = (contract: FunctionContract, input: unknown) => Promise<unknown>;

/**
 * Examples name a job and an item of news that no server has. Gives the id of one that this server has, by function: makes a job
 * of the texts, and takes the newest item. `ask` calls a function and gives its answer.
 */
export async function makeExampleIds(
  ask: Ask,
  texts: readonly string[] = ["up"],
): Promise<(contract: FunctionContract) => string> {
  const job = jobCreate.output.parse(await ask(jobCreate, { texts }));
  const { items } = news.output.parse(await ask(news, { limit: 1 }));
  const itemId = items[0]?.id ?? "";
  return ({ path }) => (path.startsWith(`${jobCreate.path}/`) ? job.id : itemId);
}
