import type { FailureCode } from "../../contracts/failures";
import type { PartState } from "../../contracts/parts";

const words = {
  ready: "ready",
  not_asked_yet: "not asked yet",
  warming: "warming",
  resting: "left alone",
  refused: "failed",
  failed: "failed",
  stale: "stale",
  unusable: "not served",
  off: "disabled",
  started: "started",
  ended: "ended",
} as const satisfies Record<PartState, string>;

type Coded = `${PartState}/${FailureCode}`;
const codedWords: Readonly<Partial<Record<Coded, string>>> = {
  "refused/not_served": "not served",
  "refused/gated": "gated",
  "unusable/no_memory": "too large",
  "off/no_key": "no key",
  "off/bad_key": "bad key",
};

/** What the state of a part is called, everywhere: its cause, where that has a name, may say more. */
export function stateWord(state: PartState, code: FailureCode | null = null): string {
  return (code === null ? undefined : codedWords[`${state}/${code}`]) ?? words[state];
}
