import { keptFor } from "../../core/kept-for";
import { describeStatus, type PlainStatus } from "../../services/describe-status";
import type { Container } from "../container-shape";
import { preferredTypes } from "../edge/preferred-types";
import { renderStatusPage } from "./render-status-page";
import { renderStatusText } from "./render-status-text";

const KEPT_S = 5;

type Needed = Pick<Container, "clock" | "overview" | "readiness">;
const looks = new WeakMap<Needed, () => Promise<PlainStatus>>();

/** Answers as a page, or as plain text for who prefers that. Looked at once in five seconds, however many ask. */
export async function answerStatus(request: Request, container: Needed): Promise<Response> {
  const status = await lookOf(container)();
  const isPlain = prefersText(request.headers.get("accept"));
  const body = isPlain ? renderStatusText(status) : renderStatusPage(status);
  const headers = new Headers({
    "content-type": `${isPlain ? "text/plain" : "text/html"}; charset=utf-8`,
    "content-length": String(new TextEncoder().encode(body).length),
    "cache-control": `public, max-age=${KEPT_S}`,
    vary: "Accept",
  });
  if (!status.answering) headers.set("retry-after", String(KEPT_S));
  return new Response(request.method === "HEAD" ? null : body, { status: status.answering ? 200 : 503, headers });
}

function lookOf(container: Needed): () => Promise<PlainStatus> {
  const known = looks.get(container);
  if (known) return known;
  const { overview, readiness, clock } = container;
  const look = keptFor(KEPT_S * 1000, clock.now, () => describeStatus(overview, readiness.refusal()));
  looks.set(container, look);
  return look;
}

const known: ReadonlySet<string> = new Set(["text/html", "application/xhtml+xml", "text/plain", "text/*", "*/*"]);

function prefersText(accept: string | null): boolean {
  const [best] = preferredTypes(accept ?? "").filter((type) => known.has(type));
  return best === "text/plain";
}
