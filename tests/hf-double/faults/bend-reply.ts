import { jsonReply, proxyPage, textReply, withHeaders } from "../engine/reply";
import type { Reply } from "../engine/types";
import { bendScores } from "./bend-scores";
import type { bends, Fault } from "./fault-schema";

/** Makes a sound reply one that must not be believed. Replies that a fault does not concern stay as they are. */
export function bendReply(reply: Reply, fault: Fault, model: string): Reply {
  if (fault.kind === "mapping") return bendMapping(reply, fault.form, model);
  if (fault.kind === "body") return bendBody(reply, fault.form);
  return reply;
}

function bendBody(reply: Reply, form: (typeof bends)[number]): Reply {
  const text = () => reply.source.read(0, reply.source.size).toString("utf8");
  switch (form) {
    case "html":
      return withHeaders(proxyPage(200, "OK"), { "content-type": "text/html; charset=utf-8" });
    case "cut-json":
      return { ...reply, ...textReply(reply.status, text().slice(0, -Math.ceil(text().length / 3)), reply.headers) };
    case "no-body":
      return { ...reply, ...textReply(reply.status, "", reply.headers) };
    case "content-type":
      return withHeaders(reply, { "content-type": "application/octet-stream" });
    case "bad-encoding":
      return withHeaders(reply, { "content-encoding": "gzip" });
    case "error-in-200":
      return again(reply, { error: "CUDA out of memory" });
    case "null":
      return again(reply, null);
    case "empty-list":
      return again(reply, []);
    case "empty-object":
      return again(reply, {});
    case "partial":
      return isRecord(reply.value) ? again(reply, { ...reply.value, partial: true }) : reply;
    case "nan": {
      const bent = jsonReply(reply.status, bendScores(reply.value, "nan"), reply.headers);
      const json = bent.source.read(0, bent.source.size).toString("utf8");
      // Python's json.dumps writes NaN bare, which is not JSON: so must the double.
      return { ...bent, ...textReply(reply.status, json.replaceAll('"NaN"', "NaN"), bent.headers) };
    }
    default:
      return again(reply, bendScores(reply.value, form));
  }
}

const again = (reply: Reply, value: unknown): Reply => jsonReply(reply.status, value, reply.headers);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type MappingForm = Extract<Fault, { kind: "mapping" }>["form"];

function bendMapping(reply: Reply, form: MappingForm, model: string): Reply {
  if (!isRecord(reply.value) || reply.status !== 200) return reply;
  const { inferenceProviderMapping: _, ...rest } = reply.value;
  const changed = mappingIn(form, model);
  return again(reply, changed === undefined ? rest : { ...rest, inferenceProviderMapping: changed });
}

/** A provider mapping in one of the forms that the hub has been seen to give. */
export function mappingIn(form: MappingForm, model: string, task = "text-classification"): unknown {
  const entry = { status: "live", providerId: model, task };
  switch (form) {
    case "absent":
      return undefined;
    case "empty":
      return {};
    case "list":
      return [{ provider: "hf-inference", hfModelId: model, ...entry }];
    case "staging":
      return { "hf-inference": { ...entry, status: "staging" } };
    case "error":
      return { "hf-inference": { ...entry, status: "error" } };
    case "other-task":
      return { "hf-inference": { ...entry, task: "summarization" } };
    default:
      return { "hf-inference": entry };
  }
}
