import type { FailureCode } from "../../contracts/failures";
import type { Failure } from "../failure";
import type { BreakerLook } from "../resilience/create-breaker";
import type { Standing } from "./create-model-state";
import type { ModelSpec } from "./model-spec";
import type { ApiMode } from "./resolve-api-mode";

/** What is known of the remote tier now. Looking asks nobody. */
export interface RemoteLook {
  readonly mode: ApiMode;
  /** The models of the catalogue that this server allows, those that cannot read too. */
  readonly specs: readonly ModelSpec[];
  /** Why none of them can be asked now, or null. */
  readonly refusal: () => Failure | null;
  readonly host: () => BreakerLook;
  readonly model: (key: string) => {
    readonly standing: Standing["kind"];
    /** Why it is not asked now, and the seconds that are left. */
    readonly refusal: Failure | null;
    readonly breaker: BreakerLook;
  };
  /** Monotonic time of the latest call that was sent; null before the first. */
  readonly askedAt: () => number | null;
  /** Why the latest call that says something of the other side failed; null where it was answered, or none was sent. */
  readonly failing: () => FailureCode | null;
}
