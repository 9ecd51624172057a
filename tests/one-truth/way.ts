import type { FunctionContract } from "../../lib/contracts/define-function";

export type Input = Readonly<Record<string, unknown>>;

/** What a caller is told: the answer, or what was wrong. `code` is null where the client itself refused and has no codes. */
export type Told =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly code: string | null; readonly fields: readonly string[] };

/** One of the ways in which a function can be called over the network. */
export interface Way {
  readonly name: string;
  /** Whether this function can be called so at all. */
  takes(contract: FunctionContract): boolean;
  call(contract: FunctionContract, input: Input): Promise<Told>;
  close(): Promise<void>;
}
