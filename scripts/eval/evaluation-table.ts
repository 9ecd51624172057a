import type { Evaluation } from "../../lib/contracts/evaluation";

const MARKS = /(<!-- evaluation -->\n)[\s\S]*?(<!-- \/evaluation -->)/u;

const figure = (value: number | null): string => (value === null ? "" : value.toFixed(3).replace(/^0/u, ""));
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The table of docs/evaluation.md and of the model card. */
export function evaluationTable({ model, sets, engines, parity, speed }: Evaluation): string {
  const lines = [
    row(["Macro-F1", "Texts", ...engines.map(({ engine }) => engine)]),
    row(["---", "---:", ...engines.map(() => "---:")]),
    ...sets.map(({ set, texts, without_neutral }, index) =>
      row([
        `${set}${without_neutral ? " (*)" : ""}`,
        texts.toLocaleString("en"),
        ...engines.map((each) => figure(each.sets[index]?.macro_f1 ?? null)),
      ]),
    ),
    row(["**mean macro-F1**", "", ...engines.map(({ mean }) => `**${figure(mean.macro_f1)}**`)]),
    row(["mean accuracy", "", ...engines.map(({ mean }) => figure(mean.accuracy))]),
    row(["ECE, crypto news and posts", "", ...engines.map(({ mean }) => figure(mean.crypto_ece))]),
    row(["ECE, all sets of three classes", "", ...engines.map(({ mean }) => figure(mean.pooled_ece))]),
    "",
    "(*) No neutral texts: read without neutral, by the bullish and bearish scores alone. ECE over the texts of the sets together.",
    "",
    `Revision ${model.revision}. Weights in bytes (q8) and whole ones (fp32) give the same label for ${percent(parity.fusion.same_label)} of the texts as a fusion`,
    `(${percent(parity.embedded.same_label)} alone); a probability moves by ${parity.fusion.mean_difference.toFixed(4)} on average, ${parity.fusion.most_difference.toFixed(3)} at most.`,
    `Median of the fusion, one thread, tokenizer included: one text ${speed.one_text_ms} ms, 32 texts ${speed.texts_32_ms} ms.`,
  ];
  return lines.join("\n");
}

/** Puts the table between the marks of a document; null where it has none. */
export const placeTable = (document: string, table: string): string | null =>
  MARKS.test(document) ? document.replace(MARKS, (_, open, close) => `${open}${table}\n${close}`) : null;
