import { describe, expect, it } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { hostileFeeds } from "../../../tests/feeds/hostile-feeds";
import { makeFoundItem } from "../../core/news/make-found-item";
import { decodeFeed } from "./decode-feed";
import { parseFeed } from "./parse-feed";

const pause = (): Promise<void> => new Promise((go) => setImmediate(go));

describe("parseFeed", () => {
  it.each([...hostileFeeds.keys()])("holds up nothing for long: %s", async (name) => {
    const bytes = Buffer.from(hostileFeeds.get(name) ?? "");
    let whole = Number.POSITIVE_INFINITY;
    const worst = await bestOf(async () => {
      const begun = cpuMs();
      let longest = 0;
      let last = begun;
      const mark = (): void => {
        const now = cpuMs();
        longest = Math.max(longest, now - last);
        last = now;
      };
      const rest = async (): Promise<void> => {
        mark();
        await pause();
        last = cpuMs();
      };
      const outcome = await parseFeed(decodeFeed(bytes, ""), rest);
      for (const raw of outcome.ok ? outcome.value : []) {
        await rest();
        makeFoundItem(raw, { name: "x" });
      }
      mark();
      whole = Math.min(whole, cpuMs() - begun);
      return longest;
    }, 200);
    console.log(`2 MB of ${name}: ${whole.toFixed(0)} ms in all, ${worst.toFixed(0)} ms at a time`);
    expect(worst).toBeLessThan(200);
    expect(whole).toBeLessThan(3_000);
  });
});
