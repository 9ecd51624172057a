import type { FunctionContract, Method } from "../../contracts/define-function";

/** What stands in an input or an answer, in words. */
export interface DescribedField {
  readonly name: string;
  /** As people say it: "string", "list of Reason", "number or null". */
  readonly type: string;
  readonly required: boolean;
  readonly limits: readonly string[];
  readonly description: string;
  /** Name of the type, in `types`, whose fields it has. */
  readonly of?: string;
  /** Its fields, where they have no type of their own. */
  readonly fields?: readonly DescribedField[];
}

export interface DescribedParameter extends DescribedField {
  /** As JSON; null without a default. */
  readonly defaultValue: string | null;
  /** What a form asks for: a line or lines of text, a number, one of `options`, yes or no, or anything else as JSON. */
  readonly asks: "line" | "lines" | "number" | "choice" | "switch" | "json";
  readonly options: readonly string[];
  /** It stands in the path: without it there is no address. */
  readonly inPath: boolean;
}

/** A function of the API in words; plain data, so that it can go to the browser. */
export interface DescribedFunction {
  readonly name: string;
  readonly title: string;
  readonly group: string;
  readonly summary: string;
  readonly description: string;
  readonly method: Method;
  readonly path: string;
  readonly streams: "never" | "asked" | "always";
  /** Its stream goes on until something ends or the caller leaves. */
  readonly lasting: boolean;
  /** Inputs that ask for a file in place of JSON; REST alone gives one. */
  readonly files: readonly Readonly<Record<string, string>>[];
  readonly writes: FunctionContract["writes"];
  readonly bodyLimit: number | null;
  readonly deadlineS: number;
  readonly parameters: readonly DescribedParameter[];
  readonly returns: readonly DescribedField[];
  readonly examples: readonly { readonly title: string; readonly input: Readonly<Record<string, unknown>> }[];
}

export interface DescribedApi {
  readonly functions: readonly DescribedFunction[];
  /** Fields of the types that answers name. */
  readonly types: Readonly<Record<string, readonly DescribedField[]>>;
}
