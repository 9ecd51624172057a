import type { FailureCode } from "../../contracts/failures";
import type { PartKind, PartState } from "../../contracts/parts";

/** Something that can be well or not, as it is now. */
export interface Part {
  readonly kind: PartKind;
  /** As `models`, `datasets` and `health` name it; kind and key together are unique. */
  readonly key: string;
  /** For people. */
  readonly name: string;
  readonly state: PartState;
  /** Why, where that has a name. */
  readonly code: FailureCode | null;
  /** Why, in words that do not change while nothing else does: no countdown. */
  readonly detail: string;
}
