import { labels } from "../../lib/contracts/verdict";
import type { Phrase } from "./load-phrases";
import { phraseKinds } from "./phrase-kinds";

/** The table of sentences by kind and label. */
export function describeBalance(phrases: readonly Phrase[]): string {
  const row = (name: string, members: readonly Phrase[]): string => {
    const counts = labels.map((label) => members.filter((phrase) => phrase.label === label).length);
    const paired = members.filter((phrase) => phrase.pair !== undefined).length;
    return [name.padEnd(11), ...[...counts, members.length, paired].map((count) => String(count).padStart(8))].join("");
  };
  const head = ["kind".padEnd(11), ...[...labels, "all", "paired"].map((name) => name.padStart(8))].join("");
  const kinds = phraseKinds.map((kind) =>
    row(
      kind,
      phrases.filter((phrase) => phrase.kind === kind),
    ),
  );
  return [head, ...kinds, row("all", phrases)].join("\n");
}
