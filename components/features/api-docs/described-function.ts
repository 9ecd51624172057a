import type { Method } from "@/lib/contracts/define-function";

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** As JSON; null without a default. */
  readonly defaultValue: string | null;
  readonly limits: readonly string[];
  readonly description: string;
}

/** A function of the API in the words of the page; plain data, so that it can go to the browser. */
export interface DescribedFunction {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly method: Method;
  readonly path: string;
  readonly streams: "never" | "asked" | "always";
  readonly bodyLimit: number | null;
  readonly deadlineS: number;
  readonly parameters: readonly Parameter[];
  readonly examples: readonly { readonly title: string; readonly input: Readonly<Record<string, unknown>> }[];
}
