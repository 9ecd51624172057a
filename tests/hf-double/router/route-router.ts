import { jsonReply, textReply, withHeaders } from "../engine/reply";
import type { Exchange, Reply } from "../engine/types";
import type { World } from "../engine/world";
import type { ModelCard } from "../models/catalogue";
import { isServed } from "../models/is-served";
import { answerChat } from "./answer-chat";
import { answerTask } from "./answer-task";
import { completeText } from "./complete-text";
import { listChatModels } from "./list-chat-models";
import { routerErrors } from "./router-errors";
import { taskBodySchema } from "./task-body";

/** Answers a request to the inference router. */
export function routeRouter(exchange: Exchange, world: World): Reply {
  const [first, second, third, fourth] = exchange.segments;
  if (first === "v1" && second === "models" && exchange.method === "GET") return listChatModels(world);
  const isChat = first === "v1" && second === "chat" && third === "completions";
  const isModel = first === "hf-inference" && second === "models" && third !== undefined && fourth !== undefined;
  if (!isChat && !isModel) return textReply(404, "Not Found");
  if (exchange.method !== "POST")
    return withHeaders(jsonReply(405, { detail: "Method Not Allowed" }), { allow: "POST" });
  const refusal = refuseCaller(exchange);
  if (refusal !== null) return refusal;
  const json = parseBody(exchange.body);
  if (json === undefined) return routerErrors.pipeline("Request body is not valid JSON");
  if (isChat) return answerChat(json, world);
  return routeModel(exchange, `${third}/${fourth}`, json, world);
}

function routeModel(exchange: Exchange, id: string, json: unknown, world: World): Reply {
  const model = world.models.get(id);
  if (model === undefined || !isServed(model, world)) return routerErrors.notSupported();
  const rest = exchange.segments.slice(4).join("/");
  if (rest === "v1/chat/completions") return routerErrors.chatModel(id);
  const reply = rest === "v1/completions" ? completeText(json, model) : routeTask(rest, json, model, world);
  if (reply.status !== 200) return reply;
  return withHeaders(reply, {
    "content-type": "application/json",
    server: "uvicorn",
    "x-compute-type": "cpu",
    "x-compute-time": (0.01 + world.random() * 0.03).toFixed(3),
    "x-proxied-model": id,
  });
}

function routeTask(rest: string, json: unknown, model: ModelCard, world: World): Reply {
  const task = rest === "" ? model.task : /^pipeline\/([\w-]+)$/.exec(rest)?.[1];
  if (task === undefined) return textReply(404, "Not Found");
  const body = taskBodySchema.safeParse(json);
  if (!body.success || body.data.inputs === undefined) return routerErrors.pipeline("'inputs' is required");
  return answerTask(task, body.data, model, world.habits);
}

function refuseCaller({ caller }: Exchange): Reply | null {
  if (caller.kind === "anonymous") return routerErrors.anonymous();
  if (caller.kind === "invalid") return routerErrors.badCredentials();
  if (!caller.mayInfer) return routerErrors.weakToken();
  return caller.hasCredits ? null : routerErrors.noCredits();
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
