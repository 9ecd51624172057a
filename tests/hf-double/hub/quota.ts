import { createHash } from "node:crypto";
import type { Exchange, Headers } from "../engine/types";

export type Bucket = "api" | "resolvers" | "pages";
export type Quotas = Readonly<Record<Bucket, number>>;

const WINDOW_S = 300;
const ANONYMOUS: Quotas = { api: 500, resolvers: 3_000, pages: 100 };
const USER: Quotas = { api: 1_000, resolvers: 5_000, pages: 200 };
const MOST_CALLERS = 1_000;

export interface Quota {
  /** Counts a request; says whether it is within the quota, which one, and what the headers of its reply say. */
  take(
    exchange: Exchange,
    bucket: Bucket,
  ): { readonly allowed: boolean; readonly quota: number; readonly headers: Headers };
  clear(): void;
}

/** Fixed windows of five minutes for each caller and kind of address. `quotas` replaces the usual ones for everyone. */
export function createQuota(quotas?: Partial<Quotas>): Quota {
  const windows = new Map<string, { startedAt: number; used: number }>();
  return {
    take({ caller, headers }, bucket) {
      const quota = quotas?.[bucket] ?? (caller.kind === "user" ? USER : ANONYMOUS)[bucket];
      const who =
        caller.kind === "user"
          ? createHash("sha1")
              .update(headers.authorization ?? "")
              .digest("hex")
          : "anonymous";
      const key = `${bucket} ${who}`;
      const now = performance.now();
      let window = windows.get(key);
      if (window === undefined || now - window.startedAt >= WINDOW_S * 1_000) {
        window = { startedAt: now, used: 0 };
        if (windows.size >= MOST_CALLERS) windows.clear();
        windows.set(key, window);
      }
      window.used += 1;
      const resetS = Math.ceil(WINDOW_S - (now - window.startedAt) / 1_000);
      const limits = {
        ratelimit: `"${bucket}";r=${Math.max(0, quota - window.used)};t=${resetS}`,
        "ratelimit-policy": `"fixed window";"${bucket}";q=${quota};w=${WINDOW_S}`,
      };
      return { allowed: window.used <= quota, quota, headers: limits };
    },
    clear: () => windows.clear(),
  };
}
