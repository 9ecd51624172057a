import type { Scores } from "../../contracts/verdict";
import { decideLabel } from "../sentiment/decide-label";
import type { GoldenSentence } from "./model-spec";

/** Whether golden sentences were read as labelled: none turned into its opposite, and at most `mostWeak` missed by a step. */
export function readsRight(golden: readonly GoldenSentence[], scores: readonly Scores[], mostWeak: number): boolean {
  const read = golden.map(({ label }, index) => {
    const found = scores[index];
    return found === undefined ? "nothing" : grade(label, decideLabel(found));
  });
  return !read.includes("opposite") && read.filter((each) => each !== "right").length <= mostWeak;
}

const grade = (wanted: GoldenSentence["label"], found: GoldenSentence["label"]): "right" | "weak" | "opposite" => {
  if (wanted === found) return "right";
  return wanted === "neutral" || found === "neutral" ? "weak" : "opposite";
};
