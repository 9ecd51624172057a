import type { Method } from "../../contracts/define-function";

/** A call of a function, as a snippet shows it: whichever way it goes, it is the same call. */
export interface SnippetCall {
  /** Of this server, without a slash at the end. */
  readonly origin: string;
  /** The function's name. */
  readonly name: string;
  /** Its name for Gradio's clients, where that is another: a stream has its own. */
  readonly endpoint?: string;
  readonly method: Method;
  readonly path: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** How it answers; left out: as JSON. Text, a file, comes by REST alone. */
  readonly answers?: "json" | "text" | "events";
}
