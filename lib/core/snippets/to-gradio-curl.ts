import { encodeJson } from "./encode-json";
import { quoteForShell } from "./quote-for-shell";
import type { SnippetCall } from "./snippet-call";

/**
 * The call by Gradio's plain HTTP, as one command for sh, bash or zsh: it sends the input, follows the event that it is given,
 * and prints the last it says, which is the list of answers, or the error; of a stream, all it says. A refusal has no event:
 * its body goes to the standard error.
 */
export function toGradioCurl({ origin, name, endpoint = name, input, answers }: SnippetCall): string {
  const url = `${origin}/gradio_api/call/v2/${endpoint}`;
  return [
    `curl -sS ${quoteForShell(url)} \\`,
    "  -H 'content-type: application/json' \\",
    `  --data-raw ${quoteForShell(encodeJson(input))} |`,
    `  sed -n -e 's/.*"event_id": *"\\([^"]*\\)".*/\\1/p' -e t -e 'w /dev/stderr' |`,
    `  xargs -I EVENT_ID curl -sSN ${quoteForShell(`${url}/EVENT_ID`)} |`,
    answers === "events" ? "  sed -n -e '/^data: null$/d' -e 's/^data: //p'" : "  sed -n 's/^data: //p' | tail -n 1",
  ].join("\n");
}
