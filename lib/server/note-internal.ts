import type { AppError } from "../core/errors";
import type { Container } from "./container-shape";
import { describeError } from "./logger";

/** Leaves the cause of an internal error in the log, where the operator finds it by the request id, and nowhere else. */
export function noteInternal({ logger }: Pick<Container, "logger">, requestId: string, error: AppError): void {
  if (error.code !== "internal") return;
  logger.error("internal_error", { request_id: requestId, ...describeError(error.cause ?? error.detail) });
}
