import type { Method } from "../../contracts/define-function";
import type { SnippetCall } from "./snippet-call";

/** A request as it goes over the wire. */
export interface SnippetRequest {
  readonly method: Method;
  /** Absolute; a query is already in it. */
  readonly url: string;
  /** Sent as JSON; only with POST. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly answers?: NonNullable<SnippetCall["answers"]>;
}
