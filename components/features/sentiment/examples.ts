import type { Category, Label } from "@/lib/contracts/verdict";

/** Sentences to try: clear ones, and some that fool a reader who only counts words. */
export const examples = [
  {
    sign: "bullish",
    category: "crypto",
    text: "Bitcoin rallies 9% to a record high as ETF inflows return, though analysts warn that leverage is building.",
  },
  { sign: "bearish", category: "crypto", text: "Bridge drained of $190M, team halts withdrawals" },
  { sign: "bullish", category: "news", text: "Hack fears ease as exchange restores withdrawals" },
  { sign: "neutral", category: "financial", text: "Fed publishes minutes of its September meeting on Wednesday" },
  {
    sign: "bearish",
    category: "social",
    text: "so the rug was pulled again, all my alts are down 40% and devs went silent",
  },
  {
    sign: "bullish",
    category: "crypto",
    text: "Staking fund wins approval in Hong Kong; ether leads majors with a 6% gain",
  },
  { sign: "bearish", category: "crypto", text: "Solana fails to hold $140 as whales move coins to exchanges" },
] as const satisfies readonly { sign: Label; category: Category; text: string }[];
