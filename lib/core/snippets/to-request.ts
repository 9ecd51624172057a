import { fillPath } from "./fill-path";
import type { SnippetCall } from "./snippet-call";
import type { SnippetRequest } from "./snippet-request";

/** The call by REST. What is null or undefined in a query counts as left out. */
export function toRequest({ origin, method, path, input, answers = "json" }: SnippetCall): SnippetRequest {
  if (method === "POST") return { method, url: origin + path, body: input, answers };
  const { path: filled, rest } = fillPath(path, input);
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return {
    method,
    url: origin + filled + (query === "" ? "" : `${filled.includes("?") ? "&" : "?"}${query}`),
    answers,
  };
}
