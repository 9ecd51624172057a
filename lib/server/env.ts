import { z } from "zod";

const blankIsUnset = (value: unknown): unknown =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const setting = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsUnset, schema);

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const list = z.string().transform((text) => text.split(",").flatMap((part) => part.trim() || []));
const revision = z
  .string()
  .regex(/^[^=\s]+\s*=\s*[\w./-]{1,100}$/, { error: "must be key=revision, a branch, tag or commit" })
  .transform((pair): readonly [name: string, revision: string] => {
    const [name = "", said = ""] = pair.split("=");
    return [name.trim(), said.trim()];
  });
/** A path, a folder below MODELS_DIR, or owner/name[@revision]: names that lead out of a folder are none. */
const localModel = z
  .string()
  .regex(/^(?:[./].{0,500}|(?!\.)[\w.-]{1,96}|(?!\.)[\w.-]{1,96}\/(?!\.)[\w.-]{1,96}(?:@(?!\.)[\w.-]{1,100})?)$/u, {
    error: "must be a path, a folder's name, or owner/name with @revision if one is meant",
  })
  .transform((said): LocalModel => {
    const [name = "", revision = "main"] = /^[./]/.test(said) ? [said] : said.split("@");
    return { name, revision };
  });
/** So many have room in the ledger, beside those of the Hub. */
const MOST_LOCAL_MODELS = 20;
const count = z.coerce.number().int().min(0).max(1_000_000_000);
const usd = z.coerce.number().min(0).max(1_000_000);
/** A number, or `none` for no limit, which is null from here on. */
const limit = (schema: z.ZodType<number>, standard: number | null) =>
  setting(z.preprocess((value) => (value === "none" ? null : value), schema.nullable()).default(standard));

/** A model that this machine runs: a folder, or one of the Hub. */
export interface LocalModel {
  readonly name: string;
  readonly revision: string;
}

/** Every setting of the server. `.env.example` lists the same names; a test compares them. */
export const envSchema = z
  .object({
    PORT: setting(z.coerce.number().int().min(0).max(65_535).default(7860)).describe("Port to listen on."),
    HOST: setting(z.string().default("127.0.0.1")).describe("Address to listen on; 0.0.0.0 opens it to the network."),
    SITE_URL: setting(z.url().optional()).describe(
      "Public address of the site, for the social card; read when the app is built.",
    ),
    SPACE_ID: setting(z.string().optional()).describe("Set by Hugging Face in a Space; turns Space defaults on."),
    SPACE_HOST: setting(z.string().toLowerCase().optional()).describe(
      "Set by Hugging Face in a Space: its host, whose pages may call tools.",
    ),
    LOG_LEVEL: setting(z.enum(["debug", "info", "warn", "error", "silent"]).default("info")).describe(
      "Least severe log line that is written.",
    ),
    RATE_LIMIT_PER_MINUTE: setting(z.coerce.number().int().min(1).max(1_000_000).default(100)).describe(
      "Sentiment requests a client may make a minute; other functions get five times as many.",
    ),
    TRUSTED_PROXY_HOPS: setting(z.coerce.number().int().min(0).max(10).optional()).describe(
      "Proxies in front whose X-Forwarded-For entry is believed, counted from the right. 0; 1 in a Space.",
    ),
    ALLOWED_ORIGINS: setting(list.pipe(z.array(origin)).default([])).describe(
      "Origins whose pages may call the tools of /gradio_api/mcp/, and a server by its loopback name, beside SITE_URL and its own pages; programs always may.",
    ),
    USE_HF_API: setting(z.stringbool().optional()).describe(
      "Ask Hugging Face's Inference API. True in a Space or with HF_TOKEN, else false.",
    ),
    HF_MODE: setting(z.enum(["public", "auth", "off"]).optional()).describe(
      "auth asks with HF_TOKEN, public without a key, off never.",
    ),
    HF_TOKEN: setting(z.string().trim().optional()).describe("Token that may make calls to Inference Providers."),
    HF_ROUTER_ORIGIN: setting(origin.default("https://router.huggingface.co")).describe(
      "Where the Inference API is; a mirror or a double can stand in.",
    ),
    HF_ALLOWED_MODELS: setting(list.optional()).describe("Keys or ids of the models that may be asked. All."),
    HF_REVISIONS: setting(list.pipe(z.array(revision)).optional()).describe(
      "Revisions declared for models, key=revision: shown in verdicts, part of the cache's keys. The API serves its own.",
    ),
    HF_REQUESTS_PER_MINUTE: limit(count, 120).describe("Calls to the Inference API a minute; none: no limit."),
    HF_REQUESTS_PER_DAY: limit(count, null).describe("Calls a day; none: no limit."),
    HF_REQUESTS_PER_MONTH: limit(count, null).describe("Calls a month; none: no limit."),
    HF_CREDITS_USD_PER_DAY: limit(usd, null).describe("Estimated credits a day; none: no limit."),
    HF_CREDITS_USD_PER_MONTH: limit(usd, 0.1).describe(
      "Estimated credits a month; none: no limit. A free account has 0.10.",
    ),
    METRICS_TOKEN: setting(
      z
        .string()
        .trim()
        .regex(/^[\x21-\x7e]{16,200}$/, { error: "must be 16 to 200 letters, digits or signs, without blanks" })
        .optional(),
    ).describe("What a scraper of /metrics must send as a bearer token; without it anyone may read them."),
    CACHE_TTL_S: setting(z.coerce.number().int().min(1).max(31_536_000).default(3_600)).describe(
      "How long a reading of a model is fresh.",
    ),
    REDIS_URL: setting(z.url({ protocol: /^rediss?$/ }).optional()).describe(
      "Redis or Valkey: what several servers share (rate limits, budget, readings, figures, jobs).",
    ),
    MODELS_DIR: setting(z.string().default("public/models")).describe(
      "Folder of models; the embedded one stands in it.",
    ),
    EMBEDDED_MODEL: setting(z.enum(["q8", "fp32", "off"]).default("q8")).describe(
      "Size of the embedded model: q8 is 3 MB, fp32 is 10 MB and reads alike; off leaves it out.",
    ),
    LOCAL_MODELS: setting(
      list
        .pipe(z.array(localModel).max(MOST_LOCAL_MODELS, { error: `must name ${MOST_LOCAL_MODELS} models at most` }))
        .default([]),
    ).describe(
      "Models that this machine runs, before the embedded one: folders, or owner/name[@revision] of the Hub in ONNX.",
    ),
    LOCAL_DTYPE: setting(z.enum(["q8", "fp32"]).default("q8")).describe("Which weights of LOCAL_MODELS are loaded."),
    HF_HUB_ORIGIN: setting(origin.default("https://huggingface.co")).describe(
      "Where models of the Hub are fetched from; a mirror or a double can stand in.",
    ),
    USE_HF_DATASETS: setting(z.stringbool().optional()).describe(
      "Read prices from datasets of the Hub. True, but with HF_MODE=off false; without it prices are sample data.",
    ),
    CANDLES_DIR: setting(z.string().optional()).describe(
      "Folder of candles of your own, CSV or Parquet; asked before the Hub.",
    ),
    MARKET_CACHE_MB: setting(z.coerce.number().int().min(16).max(1_000_000).default(2_048)).describe(
      "Room in DATA_DIR for files of prices; the least recently used go first.",
    ),
    MARKET_REFRESH_MIN: setting(z.coerce.number().int().min(1).max(10_080).default(15)).describe(
      "Minutes after which a file of the Hub is looked at again.",
    ),
    USE_NEWS_FEEDS: setting(z.stringbool().default(true)).describe(
      "Read news from feeds; without any source news is sample news.",
    ),
    NEWS_FEEDS: setting(z.string().optional()).describe(
      "File with feeds of your own in place of those that come with this project.",
    ),
    NEWS_DIR: setting(z.string().optional()).describe("Folder of news of your own, JSONL or CSV."),
    NEWS_DATASETS: setting(list.default([])).describe(
      "Archives of news of the Hub that are brought in, by their keys in `datasets`; none.",
    ),
    NEWS_INTERVAL_MIN: setting(z.coerce.number().min(0.05).max(10_080).default(5)).describe(
      "Minutes after which sources of news are asked again.",
    ),
    NEWS_PRIVATE_HOSTS: setting(list.default([])).describe(
      "Hosts in your own network, host or host:port, whose feeds may be read, also without https.",
    ),
    NEWS_MAX_ITEMS: setting(z.coerce.number().int().min(1_000).max(100_000_000).default(1_000_000)).describe(
      "Items that the archive of news takes; beyond it nothing is added.",
    ),
    LOCAL_PROCESSES: setting(z.coerce.number().int().min(1).max(64).default(2)).describe(
      "Processes that read with models of this machine, at the most; each is started when it is needed.",
    ),
    LOCAL_MEMORY_MB: setting(z.coerce.number().int().min(128).max(1_000_000).default(2_048)).describe(
      "A reading process that grows larger is replaced.",
    ),
    LOCAL_IDLE_S: setting(z.coerce.number().int().min(1).max(86_400).default(900)).describe(
      "Reading processes end after so long without work; the next text starts one.",
    ),
    OTEL_EXPORTER_OTLP_ENDPOINT: setting(z.url({ protocol: /^https?$/ }).optional()).describe(
      "Collector of traces (OTLP over HTTP), to which /v1/traces is added; without it nothing is traced.",
    ),
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(z.url({ protocol: /^https?$/ }).optional()).describe(
      "The same as a whole address; goes before the other.",
    ),
    DATA_DIR: setting(z.string().default("data")).describe(
      "Folder for what outlives the process: the budget, figures, jobs.",
    ),
    FLAGGING: setting(z.stringbool().optional()).describe(
      "Let people flag verdicts: text and verdict are saved in DATA_DIR, for everyone to download. True; false in a Space.",
    ),
    JOBS_KEEP_H: setting(z.coerce.number().min(0.01).max(8_760).default(24)).describe(
      "Hours for which texts and results of a job are kept after its end.",
    ),
    JOBS_MAX_MB: setting(z.coerce.number().int().min(1).max(1_000_000).default(1_024)).describe(
      "Room for all jobs together; where it is used up, no more are taken on.",
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
