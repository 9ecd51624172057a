import type { Category, Label } from "@/lib/contracts/verdict";

/** Sentences to try: clear ones, and some that fool a reader who only counts words. */
export const examples = [
  {
    sign: "bullish",
    category: "crypto",
    text: "Bitcoin rallies 9% to a record high as ETF inflows return, while traders warn of rising leverage",
  },
  { sign: "bearish", category: "crypto", text: "Bridge drained of $190M, team halts withdrawals" },
  { sign: "neutral", category: "financial", text: "Bitcoin trades flat at $67,000 ahead of the Fed decision" },
  { sign: "bullish", category: "news", text: "Hack fears ease as exchange restores withdrawals" },
  { sign: "bullish", category: "crypto", text: "Bitcoin is not going to crash, buyers step in at support" },
  { sign: "bearish", category: "crypto", text: "Solana fails to hold $140 as whales move coins to exchanges" },
  {
    sign: "bearish",
    category: "social",
    text: "so the rug was pulled again, all my alts are down 40% and devs went silent",
  },
] as const satisfies readonly { sign: Label; category: Category; text: string }[];
