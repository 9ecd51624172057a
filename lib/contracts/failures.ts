/** Why an engine did not answer. Closed: a new code is a change of the contract. */
export const failureCodes = [
  "no_key",
  "bad_key",
  "forbidden",
  "gated",
  "out_of_credits",
  "budget_exhausted",
  "rate_limited",
  "busy",
  "loading",
  "not_served",
  "unreachable",
  "timed_out",
  "upstream_failed",
  "bad_answer",
  "refused_text",
  "breaker_open",
  "golden_failed",
  "bad_files",
  "crashed",
  "no_memory",
  "unavailable",
  "cancelled",
  "internal",
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** Failures that concern a whole tier: asking its next model would end the same way. */
export const tierWide: ReadonlySet<FailureCode> = new Set([
  "no_key",
  "bad_key",
  "forbidden",
  "out_of_credits",
  "budget_exhausted",
  "rate_limited",
  "busy",
]);

/** What each failure means, in words for a person. */
export const failureWords = {
  no_key: "there is no key",
  bad_key: "the key was refused",
  forbidden: "the key may not call it",
  gated: "its makers must grant access first",
  out_of_credits: "the credits are used up",
  budget_exhausted: "the budget is used up",
  rate_limited: "too many requests there",
  busy: "too many calls at once",
  loading: "the model is loading",
  not_served: "the provider does not serve it",
  unreachable: "it could not be reached",
  timed_out: "it took too long",
  upstream_failed: "it failed",
  bad_answer: "its answer could not be believed",
  refused_text: "it refused the text",
  breaker_open: "it failed too often and is left alone for a while",
  golden_failed: "it read plain sentences wrong",
  bad_files: "its files are not what they should be",
  crashed: "its process ended",
  no_memory: "this machine has too little memory left for it",
  unavailable: "it could not answer",
  cancelled: "it was cancelled",
  internal: "it broke",
} as const satisfies Record<FailureCode, string>;
