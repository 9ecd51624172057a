import { fieldOf, shapeOf } from "./shape-of";
import type { Seen } from "./site";

const NOTABLE = [
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "x-request-id",
  "x-error-code",
  "x-compute-time",
  "x-compute-type",
  "etag",
  "x-repo-commit",
  "x-linked-size",
  "x-linked-etag",
  "x-xet-hash",
  "accept-ranges",
  "content-range",
] as const;

/** Status, form and words of an answer that may be an error. */
export function describeSeen({ status, headers, json, text }: Seen): string {
  const type = (headers.get("content-type") ?? "no type").split(";")[0];
  const error = fieldOf(json, "error");
  const words = typeof error === "string" ? error : fieldOf(error, "message");
  const said =
    typeof words === "string"
      ? ` "${words.slice(0, 90)}"`
      : json === undefined && status >= 400
        ? ` "${firstWords(text)}"`
        : "";
  const code = headers.get("x-error-code");
  return `${status} ${type}${json === undefined ? "" : ` ${shapeOf(json)}`}${code === null ? "" : ` ${code}`}${said}`;
}

/** Which of the headers that Barometer reads, or might, are there. */
export const describeHeaders = ({ status, headers }: Seen): string =>
  `${status}: ${NOTABLE.filter((name) => headers.has(name)).join(", ") || "none of them"}`;

const firstWords = (text: string): string =>
  text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 60);
