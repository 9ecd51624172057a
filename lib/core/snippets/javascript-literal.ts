import { encodeJson } from "./encode-json";

/**
 * A value as a literal of JavaScript. JSON is one, but for a key `__proto__`, which would set the prototype; on lines of
 * their own, keys that are plain words stand without quotes. Inside of a string neither can match: its quotes are escaped.
 */
export const javascriptLiteral = (value: unknown, indent?: number): string =>
  encodeJson(value, indent)
    .replace(/(?<!\\)"__proto__":/g, '["__proto__"]:')
    .replace(/^( *)"([A-Za-z_]\w*)":/gm, "$1$2:");
