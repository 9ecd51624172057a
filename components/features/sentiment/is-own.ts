import type { EngineName, Verdict } from "@/lib/contracts/verdict";

/** Engines that name words themselves; where they name none, no word moved them. */
const explains: ReadonlySet<EngineName> = new Set(["lexical", "embedded_model", "browser_model"]);

/** Whether the reader that named the words also gave the verdict. */
export const isOwn = ({
  model,
  engine,
  explained_by: by,
}: Pick<Verdict, "model" | "engine" | "explained_by">): boolean => (by === null ? explains.has(engine) : by === model);
