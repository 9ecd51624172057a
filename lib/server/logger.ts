const levels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof levels)[number];

export interface Logger {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

/** Tokens of Hugging Face, also those that are not ours. */
const TOKEN = /\bhf_[A-Za-z0-9]{20,}\b/g;

/** Characters that JSON leaves as they are, and that some viewers take for the end of a line or turn a line around by. */
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const escapeUnseen = (line: string): string =>
  line.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Writes one JSON object a line. Control characters are escaped, so no text can forge a line. Secrets are struck out, wherever in
 * a line they stand.
 */
export function createLogger(
  least: LogLevel,
  secrets: readonly string[] = [],
  write: (line: string) => void = (line) => console.log(line),
): Logger {
  const strikeOut = (line: string): string =>
    secrets
      .filter((secret) => secret.length >= 4)
      .reduce((kept, secret) => kept.replaceAll(JSON.stringify(secret).slice(1, -1), "***"), line)
      .replaceAll(TOKEN, "hf_***");
  const at =
    (level: Exclude<LogLevel, "silent">) =>
    (event: string, fields: Record<string, unknown> = {}) => {
      if (levels.indexOf(level) < levels.indexOf(least)) return;
      write(escapeUnseen(strikeOut(JSON.stringify({ time: new Date().toISOString(), level, event, ...fields }))));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** What the log keeps of an unknown error: its kind and where it was thrown, for the operator only. */
export function describeError(error: unknown): Record<string, unknown> {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { message: String(error) };
}
