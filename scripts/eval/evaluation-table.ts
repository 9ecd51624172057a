import type { Evaluation } from "../../lib/contracts/evaluation";

const MARKS = /(<!-- evaluation -->\n)[\s\S]*?(<!-- \/evaluation -->)/u;

const figure = (value: number | null): string => (value === null ? "" : value.toFixed(3).replace(/^0/u, ""));
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** Lays rows out with even columns, as the formatter does: the first reads from the left, numbers from the right. */
function layOut([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(4, ...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const pad = (cell: string, at: number): string => {
    const width = widths[at] ?? 0;
    return at === 0 ? cell.padEnd(width) : cell.padStart(width);
  };
  const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [head.map(pad), rule, ...rows.map((row) => row.map(pad))].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The table of docs/evaluation.md and of the model card. */
export function evaluationTable({ model, sets, engines, parity, speed }: Evaluation): string {
  const table = layOut([
    ["Macro-F1", "Texts", ...engines.map(({ engine }) => engine)],
    ...sets.map(({ set, texts, without_neutral }, index) => [
      `${set}${without_neutral ? " (*)" : ""}`,
      texts.toLocaleString("en"),
      ...engines.map((each) => figure(each.sets[index]?.macro_f1 ?? null)),
    ]),
    ["**mean macro-F1**", "", ...engines.map(({ mean }) => `**${figure(mean.macro_f1)}**`)],
    ["mean accuracy", "", ...engines.map(({ mean }) => figure(mean.accuracy))],
    ["ECE, crypto news and posts", "", ...engines.map(({ mean }) => figure(mean.crypto_ece))],
    ["ECE, all sets of three classes", "", ...engines.map(({ mean }) => figure(mean.pooled_ece))],
  ]);
  const lines = [
    table,
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
