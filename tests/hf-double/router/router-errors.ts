import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";

/** Errors of the inference router, one name for each. */
export const routerErrors = {
  notSupported: (): Reply => jsonReply(400, { error: "Model not supported by provider hf-inference" }),
  badCredentials: (): Reply => jsonReply(401, { error: "Invalid credentials in Authorization header" }),
  anonymous: (): Reply => jsonReply(401, { error: "Invalid username or password." }),
  noCredits: (): Reply =>
    jsonReply(402, {
      error:
        "You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers. Alternatively, subscribe to PRO to get 20x more included credits.",
    }),
  weakToken: (): Reply =>
    jsonReply(403, {
      error:
        "This authentication method does not have sufficient permissions to call Inference Providers on behalf of user double",
    }),
  noModel: (model: string): Reply => jsonReply(404, { error: `Model ${model} does not exist` }),
  deprecated: (): Reply =>
    jsonReply(410, { error: "The requested model is deprecated and no longer supported by provider hf-inference" }),
  loading: (model: string, estimatedTimeS: number): Reply =>
    jsonReply(503, { error: `Model ${model} is currently loading`, estimated_time: estimatedTimeS }),
  tooBusy: (): Reply => jsonReply(500, { error: "Model too busy, unable to get response in less than 120 second(s)" }),
  /** Whatever a pipeline throws comes back as this. */
  pipeline: (message: string): Reply => jsonReply(400, { error: message }),
  chatModel: (model: string): Reply =>
    jsonReply(400, {
      error: {
        message: `The requested model '${model}' is not supported by any provider you have enabled.`,
        type: "invalid_request_error",
        param: "model",
        code: "model_not_supported",
      },
    }),
} as const;
