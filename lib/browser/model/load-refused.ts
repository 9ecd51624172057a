import type { FailureCode } from "../../contracts/failures";

/** Why a model is not loaded: thrown and caught inside the worker, where it becomes an answer. */
export class LoadRefused extends Error {
  constructor(
    readonly code: FailureCode,
    detail: string,
  ) {
    super(detail);
  }
}
