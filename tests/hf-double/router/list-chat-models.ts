import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { World } from "../engine/world";
import { CREATED, chatModels } from "./chat-models";

/** `GET /v1/models`: the models that chat, and who serves them. */
export function listChatModels(world: World): Reply {
  const data = chatModels(world).map(({ id, servedBy }) => ({
    id,
    object: "model",
    created: CREATED,
    owned_by: id.split("/")[0],
    architecture: { input_modalities: ["text"], output_modalities: ["text"] },
    providers: [
      { provider: servedBy, status: "live", context_length: 131_072, pricing: { input: 0.02, output: 0.05 } },
    ],
  }));
  return jsonReply(200, { object: "list", data });
}
