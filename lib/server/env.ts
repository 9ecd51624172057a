import { z } from "zod";

const blankIsUnset = (value: unknown): unknown =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const setting = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsUnset, schema);

/** Every setting of the server. `.env.example` lists the same names; a test compares them. */
export const envSchema = z
  .object({
    PORT: setting(z.coerce.number().int().min(0).max(65_535).default(7860)).describe("Port to listen on."),
    HOST: setting(z.string().default("127.0.0.1")).describe("Address to listen on; 0.0.0.0 opens it to the network."),
    SITE_URL: setting(z.url().optional()).describe(
      "Public address of the site, for the social card; read when the app is built.",
    ),
    SPACE_ID: setting(z.string().optional()).describe("Set by Hugging Face in a Space; turns Space defaults on."),
    LOG_LEVEL: setting(z.enum(["debug", "info", "warn", "error", "silent"]).default("info")).describe(
      "Least severe log line that is written.",
    ),
    RATE_LIMIT_PER_MINUTE: setting(z.coerce.number().int().min(1).max(1_000_000).default(100)).describe(
      "Sentiment requests a client may make a minute; other functions get five times as many.",
    ),
    TRUSTED_PROXY_HOPS: setting(z.coerce.number().int().min(0).max(10).optional()).describe(
      "Proxies in front whose X-Forwarded-For entry is believed, counted from the right. 0; 1 in a Space.",
    ),
  })
  .transform((raw) => ({ ...raw, TRUSTED_PROXY_HOPS: raw.TRUSTED_PROXY_HOPS ?? (raw.SPACE_ID === undefined ? 0 : 1) }));

export type Env = z.output<typeof envSchema>;

/**
 * Reads the settings once. Throws with one line per wrong setting, so that a server with a typo does not start.
 * Values are left out of the message: one of them may be a secret.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`These settings cannot be used:\n${lines.join("\n")}`);
}
