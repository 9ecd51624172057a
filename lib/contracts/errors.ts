import { z } from "zod";

/** Every error code the API can answer with. Closed: a new code is a change of the contract. */
export const errorCodes = [
  "invalid_json",
  "invalid_form",
  "invalid_identifier",
  "invalid_cursor",
  "not_found",
  "unknown_symbol",
  "method_not_allowed",
  "request_timeout",
  "payload_too_large",
  "unsupported_media_type",
  "validation_failed",
  "key_reused",
  "rate_limited",
  "cancelled",
  "internal",
  "unavailable",
  "deadline_exceeded",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const fieldErrorSchema = z.object({
  field: z.string().meta({ description: "Path of the field, dots and brackets; empty for the whole input." }),
  code: z
    .string()
    .meta({ description: "required, blank, too_long, too_many, wrong_type, unknown_value, unknown_field ..." }),
  message: z.string(),
  limit: z.number().optional().meta({ description: "The bound that was crossed." }),
  actual: z.number().optional().meta({ description: "The size of the value that was sent." }),
  allowed: z.array(z.string()).optional().meta({ description: "The values that would have been taken." }),
});

export type FieldError = z.infer<typeof fieldErrorSchema>;

/** RFC 9457 problem details, with a stable `code`. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(errorCodes),
    request_id: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    retry_after_s: z.number().optional(),
  })
  .meta({ id: "Problem" });

export type Problem = z.infer<typeof problemSchema>;
