import { functions } from "../../contracts/functions";
import { describeApi } from "../../core/snippets/describe-api";
import type { DescribedApi } from "../../core/snippets/described-function";
import { getContainer } from "../container";
import { ownOrigin } from "../edge/own-origin";

type Write = (api: DescribedApi, origin: string) => string;

/** The API in words, with whole addresses: where the request came to. */
export async function serveDescription(request: Request, write: Write): Promise<Response> {
  const { env } = await getContainer();
  return answerDescription(request, write, env.TRUSTED_PROXY_HOPS);
}

/** The same behind so many trusted proxies. */
export const answerDescription = (request: Request, write: Write, hops: number): Response =>
  new Response(write(describeApi(functions), ownOrigin(request, hops)), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
