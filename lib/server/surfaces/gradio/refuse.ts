import type { AppError } from "../../../core/errors";
import { corsHeaders, statusOf } from "../../edge/respond";

const errors = new WeakMap<Response, AppError>();

/** Why an answer is a refusal, for the log; undefined where it is none. */
export const refusalOf = (response: Response): AppError | undefined => errors.get(response);

/**
 * An error as Gradio's clients read it: `detail` is a sentence, or for wrong input (422) a list with the parameter's name, over which
 * they walk. `error` is the same sentence, `code` ours.
 */
export function refuse(error: AppError): Response {
  const { status, title } = statusOf[error.code];
  const body = {
    detail: status === 422 ? listOf(error) : error.detail,
    error: error.detail,
    title,
    status,
    code: error.code,
    ...(error.fields && { errors: error.fields }),
    ...(error.retryAfterS === undefined ? {} : { retry_after_s: error.retryAfterS }),
  };
  const response = new Response(JSON.stringify(body), {
    status,
    headers: {
      ...corsHeaders,
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...(error.retryAfterS === undefined ? {} : { "retry-after": String(Math.ceil(error.retryAfterS)) }),
      ...(error.allow ? { allow: error.allow.join(", ") } : {}),
    },
  });
  errors.set(response, error);
  return response;
}

const listOf = ({ detail, fields = [] }: AppError) =>
  (fields.length > 0 ? fields : [{ field: "", message: detail }]).map(({ field, message }) => ({
    __type__: "validate",
    is_valid: false,
    parameter_name: field,
    message: field === "" ? message : `${field} ${message}`,
  }));
