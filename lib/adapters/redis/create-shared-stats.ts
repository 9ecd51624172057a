import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SharedStats } from "../../core/stats/create-stats-share";
import { parseSheet } from "../../core/stats/parse-sheet";
import { middleOf } from "../../core/stats/place-slots";
import { type Sheet, sumOf } from "../../core/stats/sheet";
import { slotMsOf, windowMs } from "../../core/stats/windows";
import { createScript } from "./create-script";
import type { RedisLink } from "./open-redis";
import { ADD, READ } from "./stats-scripts";

/** In braces: a cluster keeps all of it on one node. */
const ROOT = "{barometer:stats:2}";

const add = createScript(ADD);
const look = createScript(READ);

const seenSchema = z.number().int().min(0);
const answerSchema = z.tuple([
  z.coerce.number(),
  z.string(),
  z.number().int(),
  z.coerce.number().int(),
  z.array(z.string()),
  z.array(z.number().int()),
]);

/**
 * Adds figures up in Redis. What is there outlives every process, also one that went without a word; time is told by the clock of Redis,
 * so that processes whose clocks differ agree.
 */
export function createSharedStats(link: RedisLink): SharedStats {
  const id = randomUUID();

  const ask = async (length: number, back: number) =>
    answerSchema.safeParse(await look(link, [ROOT], [id, length, Math.round(back)])).data;

  return {
    async publish({ batch, confirmed, time, since, leaving }) {
      const slots = batch?.slots.map((slot) => ({
        age: Math.max(-slot.ms / 2, Math.round(time - middleOf(slot))),
        ms: slot.ms,
        sheet: slot.sheet,
      }));
      const text = batch === null ? "" : JSON.stringify({ total: batch.total, slots });
      const age = Math.max(0, Math.round(time - since));
      const args = [id, batch?.seq ?? 0, confirmed, age, leaving ? "1" : "0", text];
      return seenSchema.safeParse(await add(link, [ROOT], args)).data;
    },
    async read(window) {
      const all = window === "all";
      const back = all ? 0 : windowMs[window];
      const answer = await ask(all ? 0 : slotMsOf(window), back);
      if (answer === undefined) return undefined;
      const [now, begun, replicas, seq, texts] = answer;
      const since = begun === "" ? now : Number(begun);
      return {
        sheet: sumOf(texts.flatMap((text) => readSheet(text) ?? [])),
        since: Math.max(since, all ? 0 : now - back),
        replicas: Math.max(1, replicas),
        seq,
      };
    },
    async slots(window, back) {
      const ms = slotMsOf(window);
      const answer = await ask(ms, back);
      if (answer === undefined) return undefined;
      const [now, , , seq, texts, places] = answer;
      const slots = texts.flatMap((text, index) => {
        const sheet = readSheet(text);
        return sheet === null ? [] : [{ at: (places[index] ?? 0) * ms, ms, sheet }];
      });
      return { slots, now, seq };
    },
  };
}

function readSheet(text: string): Sheet | null {
  try {
    return parseSheet(JSON.parse(text));
  } catch {
    return null;
  }
}
