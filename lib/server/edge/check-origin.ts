import ipaddr from "ipaddr.js";
import { ok, type Result } from "../../core/errors";
import type { Env } from "../env";
import { ownOrigin } from "./own-origin";

type Names = Pick<Env, "ALLOWED_ORIGINS" | "SITE_URL" | "SPACE_HOST">;

/**
 * Whether the page that sends a request may. Programs send no Origin and are let in, as are pages of ALLOWED_ORIGINS and SITE_URL, and
 * those of this server's own host, if that is an address, a loopback name, or named in these settings or SPACE_HOST: by any other name
 * that leads here (DNS rebinding) a foreign page would look like one of ours. Errors: forbidden, in words.
 */
export function checkOrigin(
  request: Request,
  env: Names & Pick<Env, "TRUSTED_PROXY_HOPS">,
): Result<string | null, string> {
  const origin = request.headers.get("origin");
  if (origin === null) return ok(null);
  const shown = origin.slice(0, 200);
  if (namedOrigins(env).includes(origin)) return ok(origin);
  const own = new URL(ownOrigin(request, env.TRUSTED_PROXY_HOPS));
  // By host alone: a proxy that ends TLS does not always say so.
  if (siteOf(origin)?.host !== own.host || own.host === "")
    return refuse(`Pages of ${shown} may not call this server; its operator can name them in ALLOWED_ORIGINS.`);
  if (!isAddress(own.hostname) && !isLoopbackName(own.hostname) && !isNamed(own.hostname, env))
    return refuse(
      `This server does not know that it is called ${own.hostname}; its operator can set SITE_URL, or ALLOWED_ORIGINS=${shown}.`,
    );
  return ok(origin);
}

/**
 * Whether a page of a website asks a server by a loopback name: one that stands on its visitor's own machine. Pages of that machine are
 * no websites, at whichever port, nor are those that `checkOrigin` lets in.
 */
export function isSiteAtHome(request: Request, env: Names & Pick<Env, "TRUSTED_PROXY_HOPS">): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || !isLocal(new URL(ownOrigin(request, env.TRUSTED_PROXY_HOPS)).hostname)) return false;
  return !isLocal(siteOf(origin)?.hostname ?? "") && !checkOrigin(request, env).ok;
}

const refuse = (error: string): Result<never, string> => ({ ok: false, error });

function siteOf(origin: string): URL | null {
  if (!URL.canParse(origin)) return null;
  const url = new URL(origin);
  return url.protocol === "http:" || url.protocol === "https:" ? url : null;
}

const namedOrigins = ({ ALLOWED_ORIGINS, SITE_URL }: Names): readonly string[] => [
  ...ALLOWED_ORIGINS,
  ...(SITE_URL === undefined ? [] : [new URL(SITE_URL).origin]),
];

const isNamed = (name: string, env: Names): boolean =>
  name === env.SPACE_HOST || namedOrigins(env).some((origin) => new URL(origin).hostname === name);

/** Whoever writes an address down cannot turn it elsewhere. */
const isAddress = (name: string): boolean => ipaddr.isValid(bare(name));

const bare = (name: string): string => name.replace(/^\[|\]$/g, "");

const isLoopbackName = (name: string): boolean => name === "localhost" || name.endsWith(".localhost");

/** Names and addresses that lead to the machine on which they are used; a name may end in a dot, and 0.0.0.0 does the same. */
const isLocal = (name: string): boolean =>
  isAddress(name)
    ? ["loopback", "unspecified"].includes(ipaddr.process(bare(name)).range())
    : isLoopbackName(name.replace(/\.$/, ""));
