import { z } from "zod";
import { drawHex } from "../engine/random";
import { jsonReply, textReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { World } from "../engine/world";
import { countTokens } from "../models/count-tokens";
import { CREATED, chatModels } from "./chat-models";
import { routerErrors } from "./router-errors";
import { speakOf } from "./speak-of";

const DEFAULT_WORDS = 256;

const bodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })).min(1),
  stream: z.boolean().nullish(),
  max_tokens: z.int().positive().nullish(),
});

/** Chat in the manner of the router: JSON, or an event stream that ends in `[DONE]`; errors are objects. */
export function answerChat(json: unknown, world: World): Reply {
  const body = bodySchema.safeParse(json);
  if (!body.success)
    return jsonReply(422, { error: { message: z.prettifyError(body.error), type: "invalid_request_error" } });
  const asked = body.data.model;
  const id = asked.replace(/:[\w-]+$/, "");
  if (chatModels(world).every((model) => model.id !== id)) return routerErrors.chatModel(asked);

  const prompt = body.data.messages.map(({ content }) => content).join("\n");
  const content = speakOf(body.data.messages.at(-1)?.content ?? "", body.data.max_tokens ?? DEFAULT_WORDS);
  const usage = { prompt_tokens: countTokens(prompt), completion_tokens: countTokens(content), total_tokens: 0 };
  usage.total_tokens = usage.prompt_tokens + usage.completion_tokens;
  const common = { id: `chatcmpl-${drawHex(world.random, 24)}`, created: CREATED, model: id };
  if (body.data.stream === true) return streamWords(content, common);
  const message = { role: "assistant", content };
  const choices = [{ index: 0, message, finish_reason: "stop", logprobs: null }];
  return jsonReply(200, { ...common, object: "chat.completion", choices, usage }, { "x-inference-provider": "novita" });
}

function streamWords(content: string, common: object): Reply {
  const event = (delta: object, reason: string | null): string => {
    const choices = [{ index: 0, delta, finish_reason: reason }];
    return `data: ${JSON.stringify({ ...common, object: "chat.completion.chunk", choices })}\n\n`;
  };
  const words = content.match(/\S+\s*/g) ?? [];
  const events = words.map((word) => event({ role: "assistant", content: word }, null));
  return {
    ...textReply(200, "", { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" }),
    events: [...events, event({}, "stop"), "data: [DONE]\n\n"],
  };
}
