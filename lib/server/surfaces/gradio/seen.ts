import type { RatePolicy } from "../../../contracts/define-function";
import type { FunctionName } from "../../../contracts/functions";
import type { RateDecision } from "../../../core/ports";
import type { OpenSpan } from "../../../core/trace";

/** What a route finds out about its request, for its log line, its figures and its span. */
export interface Seen {
  /** The answer carries it; a call that goes on gets its event's. */
  id: string;
  readonly span: OpenSpan;
  /** Set where a function was to be called: then the request counts. */
  name: FunctionName | "other" | null;
  rate: { readonly policy: RatePolicy; readonly decision: RateDecision } | null;
  /** The call goes on when the answer has been sent, and is noted when it ends. */
  goesOn: boolean;
}
