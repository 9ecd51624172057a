import { createHash } from "node:crypto";
import type { Env } from "./env";

/** Which account of which host is asked, and no more than that: the digest tells no key. */
export const accountOf = (env: Env): string =>
  createHash("sha256")
    .update(`${env.HF_ROUTER_ORIGIN}\n${env.HF_TOKEN ?? ""}`)
    .digest("base64url")
    .slice(0, 22);
