import { startDouble } from "../../tests/hf-double/start-double";
import { askQuestion } from "./ask-question";
import { compareReplies, exitCodeOf, type Row } from "./compare-replies";
import { createSite, type SiteOptions } from "./create-site";
import { printTable } from "./print-table";
import { fileQuestions } from "./questions/files";
import { readingQuestions } from "./questions/reading";
import { refusingQuestions } from "./questions/refusing";
import { servingQuestions } from "./questions/serving";
import { viewingQuestions } from "./questions/viewing";

export interface ProbeOptions {
  /** The real services; null to ask the double alone. */
  readonly real: Omit<SiteOptions, "provokeLoading"> | null;
  readonly write: (text: string) => void;
}

const questions = [
  ...servingQuestions,
  ...readingQuestions,
  ...refusingQuestions,
  ...fileQuestions,
  ...viewingQuestions,
];
const LOADING = { kind: "loading", path: "/hf-inference/**", estimatedTimeS: 20, times: 1 } as const;

/** Asks the real services and a fresh double the same questions, prints both answers, and gives the exit code. */
export async function runProbe({ real, write }: ProbeOptions): Promise<0 | 1 | 2> {
  const double = await startDouble();
  try {
    const { hub, router, datasets } = double.origins;
    const standIn = createSite({
      origins: { hub, router, datasets },
      token: "hf_double",
      paceMs: 0,
      deadlineMs: 10_000,
      provokeLoading: () => void double.setFault(LOADING),
    });
    const services = real === null ? null : createSite(real);
    const rows: Row[] = [];
    for (const question of questions) {
      const theirs = services === null ? null : await askQuestion(question, services);
      rows.push(compareReplies(question.words, theirs, await askQuestion(question, standIn)));
    }
    write(printTable(rows, hider(real?.token ?? null)));
    write(`\n${sumUp(rows, real !== null)}\n`);
    if (real === null) return rows.every(({ verdict }) => verdict === "not asked") ? 0 : 2;
    return exitCodeOf(rows);
  } finally {
    await double.stop();
  }
}

/** Removes the given token, and whatever else has the form of one. */
const hider =
  (token: string | null) =>
  (text: string): string =>
    (token === null ? text : text.replaceAll(token, "hf_***")).replace(/hf_\w+/g, "hf_***");

function sumUp(rows: readonly Row[], asked: boolean): string {
  if (!asked) return `${rows.length} questions, put to the double alone.`;
  const count = (verdict: Row["verdict"]): number => rows.filter((row) => row.verdict === verdict).length;
  const all = (["same", "differs", "unreachable", "not asked", "not met"] as const)
    .map((verdict) => `${count(verdict)} ${verdict}`)
    .join(", ");
  const nothing = "None of the services could be reached; is there a way to the internet from here?\n";
  return exitCodeOf(rows) === 2 ? `${nothing}${rows.length} questions: ${all}` : `${rows.length} questions: ${all}`;
}
