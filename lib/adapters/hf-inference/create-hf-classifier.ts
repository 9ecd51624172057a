import { getProviderHelper, makeRequestOptions } from "@huggingface/inference";
import { ok } from "../../core/errors";
import { failed, type Outcome } from "../../core/failure";
import { isUsableToken } from "../../core/models/resolve-api-mode";
import type { Classified, ClassifyRequest, TextClassifier } from "../../core/ports";
import type { HttpFetch } from "../http/create-http-fetch";
import { toBrokenCall } from "../http/to-broken-call";
import { parseRankings } from "./parse-rankings";
import { readAnswer } from "./read-answer";
import { toFailure } from "./to-failure";

export interface HfClassifierOptions {
  /** Where the inference router is; a setting, so that a mirror or a double can stand in. */
  readonly routerOrigin: string;
  /** Null: ask without one. */
  readonly token: string | null;
  readonly fetch: HttpFetch;
}

/**
 * Asks the provider `hf-inference` through Hugging Face's router. The library says how to ask; sending and reading are done
 * here, since it retries a 503 without end, drops the headers that say when to come back, and gives only the first of many
 * texts (docs/adr/0005-how-the-inference-client-is-used.md).
 */
export function createHfClassifier({ routerOrigin, token, fetch }: HfClassifierOptions): TextClassifier {
  return {
    async classify(request) {
      if (token !== null && !isUsableToken(token)) return failed("bad_key");
      try {
        const { url, info } = await describeCall(request, routerOrigin, token);
        const response = await fetch(url, {
          method: "POST",
          headers: Object.fromEntries(new Headers(info.headers)),
          body: typeof info.body === "string" ? info.body : null,
          // Not followed: the token would go along.
          redirect: "manual",
          signal: request.signal,
        });
        const answer = await readAnswer(response);
        if (answer.status !== 200) return { ok: false, error: toFailure(answer, token !== null) };
        return toClassified(answer, request);
      } catch (cause) {
        if (request.signal.aborted) return failed("cancelled");
        return { ok: false, error: toBrokenCall(cause) };
      }
    },
  };
}

/** A full address spares the look-up of who serves the model: the router says the same with its first answer. */
function describeCall({ id, task, texts, labels }: ClassifyRequest, routerOrigin: string, token: string | null) {
  const parameters =
    task === "text-classification"
      ? // Without top_k a list gets only the best label of each text; without truncation a long one is refused.
        { top_k: labels.length, function_to_apply: "softmax", truncation: true }
      : { candidate_labels: labels, multi_label: false };
  return makeRequestOptions(
    {
      endpointUrl: `${routerOrigin}/hf-inference/models/${id}`,
      // Half a surrogate pair is no text to the tokenizer there, and would fail the others of its call too.
      inputs: texts.map((text) => Buffer.from(text).toString()),
      parameters,
      ...(token === null ? {} : { accessToken: token }),
    },
    getProviderHelper("hf-inference", task),
    { task, retry_on_error: false },
  );
}

function toClassified(
  answer: { readonly json: unknown; readonly computeS: number },
  request: ClassifyRequest,
): Outcome<Classified> {
  const rankings = parseRankings(answer.json, request.texts.length);
  if (rankings === null) return failed("bad_answer", { detail: "its answer has another shape" });
  return ok({ rankings, computeS: answer.computeS });
}
