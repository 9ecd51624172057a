import { decideLabel } from "../../../lib/core/sentiment/decide-label";
import { readShipped } from "../../lexical/shipped-reader";

/** A sentence about the mood of a prompt, cut after `words` words. */
export function speakOf(prompt: string, words: number): string {
  const { scores } = readShipped(prompt, { explain: false });
  const label = decideLabel(scores);
  const sentence = `The mood of this text is ${label}, at ${Math.round(scores[label] * 100)} percent. Signal: ${
    { bullish: "buy", neutral: "hold", bearish: "sell" }[label]
  }.`;
  return sentence.split(" ").slice(0, words).join(" ");
}
