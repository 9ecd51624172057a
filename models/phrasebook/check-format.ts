import { labels } from "../../lib/contracts/verdict";
import { foldPhrase } from "./fold-phrase";
import type { Phrase } from "./load-phrases";
import { phraseKinds } from "./phrase-kinds";

const limits = { leastRows: 2_000, leastOfKind: 100, leastShare: 0.25, longest: 400 };

/** Folding would make "+4%" and "-4%" one text, and a smile and a skull: what carries the meaning stays. */
const identityOf = (text: string): string =>
  `${foldPhrase(text)}|${(text.match(/[+-](?=[\d.])|\p{Extended_Pictographic}/gu) ?? []).join("")}`;

const placeOf = ({ file, line }: Phrase): string => `${file}:${line}`;

function checkText(phrase: Phrase): string[] {
  const { text } = phrase;
  const found: string[] = [];
  if (text !== text.trim() || / {2}/u.test(text)) found.push("blanks at an end or in a row");
  if (text !== text.normalize("NFC") || /[\p{Cc}\uFFFD]/u.test(text)) found.push("not clean NFC text");
  if (foldPhrase(text) === "") found.push("no words");
  if (text.length > limits.longest) found.push(`longer than ${limits.longest} characters`);
  return found.map((fault) => `${placeOf(phrase)}: ${fault}`);
}

function checkTwins(phrases: readonly Phrase[]): string[] {
  const seen = new Map<string, string>();
  return phrases.flatMap((phrase) => {
    const identity = identityOf(phrase.text);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, placeOf(phrase));
    return first === undefined ? [] : [`${placeOf(phrase)}: the same sentence as ${first}`];
  });
}

function checkPairs(phrases: readonly Phrase[]): string[] {
  const pairs = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    if (phrase.pair === undefined) continue;
    const name = `${phrase.file}: pair ${phrase.pair}`;
    pairs.set(name, [...(pairs.get(name) ?? []), phrase]);
  }
  return [...pairs].flatMap(([name, members]) => {
    const differ = new Set(members.map((phrase) => phrase.label)).size === members.length && members.length > 1;
    const together = members.every((phrase) => phrase.pair?.startsWith(`${phrase.kind}-`));
    return differ && together ? [] : [`${name}: needs two or three sentences of its kind, each with its own label`];
  });
}

function checkBalance(phrases: readonly Phrase[]): string[] {
  const found: string[] = [];
  if (phrases.length < limits.leastRows) found.push(`${phrases.length} sentences, fewer than ${limits.leastRows}`);
  for (const kind of phraseKinds) {
    const count = phrases.filter((phrase) => phrase.kind === kind).length;
    if (count < limits.leastOfKind) found.push(`${kind}: ${count} sentences, fewer than ${limits.leastOfKind}`);
  }
  for (const label of labels) {
    const share = phrases.filter((phrase) => phrase.label === label).length / phrases.length;
    if (share < limits.leastShare) found.push(`${label}: ${(100 * share).toFixed(0)} % of all, too few`);
  }
  return found;
}

/** Names each fault of form: untidy text, twins, pairs without a contrast, kinds or labels that are too few. */
export function checkFormat(phrases: readonly Phrase[]): string[] {
  return [...phrases.flatMap(checkText), ...checkTwins(phrases), ...checkPairs(phrases), ...checkBalance(phrases)];
}
