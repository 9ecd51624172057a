import { createHash } from "node:crypto";
import { askRedis } from "./ask-redis";
import { nameFailure } from "./name-failure";
import type { RedisLink } from "./open-redis";

/** Runs one atomic step. Undefined: no answer. */
export type Script = (
  link: RedisLink,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown | undefined>;

/** A Lua script that Redis keeps: it is sent once, and by its digest from then on. */
export function createScript(lua: string): Script {
  const digest = createHash("sha1").update(lua).digest("hex");
  return (link, keys, args) =>
    askRedis(link, async (connection) => {
      try {
        return await connection.evalsha(digest, keys.length, ...keys, ...args);
      } catch (error) {
        if (nameFailure(error) !== "NOSCRIPT") throw error;
        return connection.eval(lua, keys.length, ...keys, ...args);
      }
    });
}
