import { once } from "node:events";
import { openFlagLog } from "../../lib/adapters/files/open-flag-log";

/** Saves flags, several at once, in the folder of its argument until it is killed, and says which were answered. */
const AT_ONCE = 8;
const [dir = "", from = "0"] = process.argv.slice(2);
console.log("ready");
await once(process.stdin, "data");
const log = openFlagLog({
  dir,
  clock: { now: () => performance.now() },
  warn: (...said) => console.log("warned", ...said),
});
for (let at = Number(from); ; at += AT_ONCE) {
  const saved = Array.from({ length: AT_ONCE }, async (_, nth) => {
    const outcome = await log.add({
      saved_at: new Date().toISOString(),
      text: `text ${at + nth} ${"x".repeat(5_000)}`,
      category: "crypto",
      verdict: { label: "bullish", confidence: 0.7, engine: "lexical", model: "lexical", abstained: false },
      expected: null,
      reason: "other",
      comment: null,
    });
    console.log(outcome.ok ? `kept ${at + nth}` : `warned ${outcome.error.detail}`);
  });
  await Promise.all(saved);
}
