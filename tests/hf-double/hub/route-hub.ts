import { jsonReply, textReply, withHeaders } from "../engine/reply";
import type { Exchange, Headers, Reply } from "../engine/types";
import type { World } from "../engine/world";
import { quotaWords } from "../faults/error-reply";
import { aliases } from "../models/catalogue";
import { routerErrors } from "../router/router-errors";
import { answerRepoApi } from "./answer-repo-api";
import { plurals } from "./find-repo";
import { listRepos } from "./list-repos";
import type { Bucket } from "./quota";
import { resolveCached } from "./resolve-cached";
import { resolveFile } from "./resolve-file";

const COMMON: Headers = {
  "x-powered-by": "huggingface-moon",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "strict-origin-when-cross-origin",
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash",
  vary: "Origin",
};

/** Answers a request to the hub: counted, and with what every reply of the hub carries. */
export function routeHub(exchange: Exchange, world: World): Reply {
  const counted = world.quota.take(exchange, bucketOf(exchange));
  const reply = counted.allowed
    ? route(exchange, world)
    : jsonReply(429, { error: quotaWords(exchange.caller.kind === "user", counted.quota) });
  return withHeaders(reply, { ...COMMON, ...counted.headers });
}

function bucketOf({ segments }: Exchange): Bucket {
  if (segments[0] === "api") return segments[1] === "resolve-cache" ? "resolvers" : "api";
  return segments.includes("resolve") || segments.includes("raw") ? "resolvers" : "pages";
}

function route(exchange: Exchange, world: World): Reply {
  const { segments, caller, method } = exchange;
  if (caller.kind === "invalid") return routerErrors.badCredentials();
  const reads = method === "GET" || method === "HEAD";
  const [first, second, ...rest] = segments;
  if (first !== "api") return reads ? routeFiles(exchange, world) : textReply(405, "Method Not Allowed");
  if (second === "whoami-v2") return whoAmI(exchange);
  if (second === "tasks") return jsonReply(200, { "text-classification": { models: [{ id: "ProsusAI/finbert" }] } });
  if (second === "resolve-cache") return resolveCached(exchange, world);
  const kind = plurals[second ?? ""];
  if (kind === undefined || (!reads && segments[4] !== "paths-info"))
    return jsonReply(404, { error: "Sorry, we can't find the page you are looking for." });
  if (rest.length === 0) return listRepos(kind, exchange, world);
  return redirectAlias(exchange, 2) ?? answerRepoApi(kind, exchange, world);
}

function routeFiles(exchange: Exchange, world: World): Reply {
  const { segments } = exchange;
  const renamed = redirectAlias(exchange, 0);
  if (renamed !== null) return renamed;
  const kind = plurals[segments[0] ?? ""];
  const start = kind === "dataset" || kind === "space" ? 1 : 0;
  const verb = segments[start + 2];
  if (verb === "resolve" || verb === "raw")
    return resolveFile(start === 1 ? (kind ?? "model") : "model", start, exchange, world);
  return textReply(200, "<!doctype html><title>Page</title><p>A page of the hub.</p>", {
    "content-type": "text/html; charset=utf-8",
  });
}

/** Old ids without an owner lead to the full id, by a relative redirect. */
function redirectAlias({ segments, path, query }: Exchange, at: number): Reply | null {
  const old = segments[at] ?? "";
  const full = Object.hasOwn(aliases, old) ? aliases[old] : undefined;
  if (full === undefined || (at === 2 && segments[1] !== "models")) return null;
  const search = query.size === 0 ? "" : `?${query}`;
  return textReply(307, "Temporary Redirect", { location: path.replace(`/${old}`, `/${full}`) + search });
}

function whoAmI({ caller }: Exchange): Reply {
  if (caller.kind === "anonymous") return jsonReply(401, { error: "Invalid username or password." });
  const role = caller.mayInfer ? "inference.serverless.write" : "repo.content.read";
  const accessToken = { displayName: "double", role: "fineGrained", fineGrained: { global: [role] } };
  return jsonReply(200, { type: "user", id: "0".repeat(24), name: "double", isPro: false, auth: { accessToken } });
}
