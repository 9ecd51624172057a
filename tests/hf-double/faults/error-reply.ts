import { jsonReply, proxyPage, textReply } from "../engine/reply";
import { repoOf } from "../engine/repo-of";
import type { Exchange, Reply } from "../engine/types";
import { gatedRepo, hubError, repoNotFound } from "../hub/hub-error";
import { routerErrors } from "../router/router-errors";
import { viewerErrors } from "../viewer/viewer-errors";
import type { Fault } from "./fault-schema";
import { lowerNames } from "./lower-names";

const WORDS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  408: "Request Timeout",
  413: "Payload Too Large",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Temporarily Unavailable",
  504: "Gateway Time-out",
};

/** The service's own answer for a fault that is an answer of its own; null for faults that bend or break another. */
export function errorReply(fault: Fault, exchange: Exchange): Reply | null {
  const { kind, id: repo } = repoOf(exchange);
  const known = exchange.caller.kind === "user";
  switch (fault.kind) {
    case "status":
      return statusReply(fault.status, fault.form, exchange, repo);
    case "rate-limited": {
      const bucket = exchange.path.includes("/resolve") ? "resolvers" : "api";
      const limits = {
        ratelimit: `"${bucket}";r=${fault.remaining};t=${fault.resetS}`,
        "ratelimit-policy": `"fixed window";"${bucket}";q=1000;w=300`,
        ...(fault.retryAfterS === undefined ? {} : { "retry-after": String(fault.retryAfterS) }),
      };
      return jsonReply(429, { error: quotaWords(known) }, limits);
    }
    case "loading":
      return routerErrors.loading(repo, fault.estimatedTimeS);
    case "not-supported":
      return exchange.segments.includes("chat") ? routerErrors.chatModel(repo) : routerErrors.notSupported();
    case "gated":
      return exchange.service === "datasets" ? viewerErrors.noDataset(known) : gatedRepo(kind, repo, known);
    case "too-busy":
      return routerErrors.tooBusy();
    case "not-ready":
      return viewerErrors.notReady();
    case "reply":
      return { ...textReply(fault.status, fault.body), headers: lowerNames(fault.headers) };
    case "redirect":
      return textReply(fault.status, "Redirecting", { location: fault.location });
    default:
      return null;
  }
}

/** What the hub says to a caller over the quota. */
export function quotaWords(known: boolean, quota = 1000): string {
  return known
    ? `We had to rate limit you, you hit the quota of ${quota} api requests per 5 minutes period. Upgrade to a PRO user or Team/Enterprise organization account for higher quotas. See https://huggingface.co/docs/hub/rate-limits`
    : "We had to rate limit your IP (192.0.2.1). To continue using our service, create a HF account or login to your existing account.";
}

function statusReply(
  status: number,
  form: "json" | "html" | "text" | undefined,
  exchange: Exchange,
  repo: string,
): Reply {
  const words = WORDS[status] ?? "Error";
  const usual = [502, 503, 504].includes(status) ? "html" : status === 413 ? "text" : "json";
  const chosen = form ?? usual;
  if (chosen === "html") return proxyPage(status, words);
  if (chosen === "text") return textReply(status, words);
  return ownReply(status, exchange, repo) ?? jsonReply(status, { error: words });
}

function ownReply(status: number, exchange: Exchange, repo: string): Reply | null {
  const known = exchange.caller.kind === "user";
  const hub: Record<number, () => Reply> = {
    401: () => repoNotFound(false),
    403: () => gatedRepo(repoOf(exchange).kind, repo, true),
    404: () => hubError(404, "RepoNotFound", "Repository not found"),
    429: () => jsonReply(429, { error: quotaWords(known) }),
  };
  const router: Record<number, () => Reply> = {
    400: routerErrors.notSupported,
    401: routerErrors.badCredentials,
    402: routerErrors.noCredits,
    403: routerErrors.weakToken,
    404: () => routerErrors.noModel(repo),
    410: routerErrors.deprecated,
    422: () => jsonReply(422, { error: "Input validation error", error_type: "validation" }),
    429: () => jsonReply(429, { error: quotaWords(known) }),
  };
  const datasets: Record<number, () => Reply> = {
    400: viewerErrors.noSearch,
    401: () => viewerErrors.noDataset(false),
    404: () => viewerErrors.noDataset(true),
    422: () => viewerErrors.missing("dataset"),
    500: viewerErrors.unexpected,
    501: viewerErrors.blocked,
  };
  const own = { hub, router, datasets, cdn: {} as Record<number, () => Reply> }[exchange.service];
  return own[status]?.() ?? null;
}
