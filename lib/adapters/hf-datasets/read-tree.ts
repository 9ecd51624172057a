import { z } from "zod";
import { failed, type Outcome } from "../../core/failure";
import type { HubClient } from "./hub-client";

/** 45 coins in 10 timeframes are 450 files; every pair of an exchange, some 5,000. */
const MOST_PAGES = 40;
const MOST_FILES = 40_000;

const entrySchema = z.object({ type: z.string(), path: z.string().min(1).max(500), size: z.number().min(0).catch(0) });
const infoSchema = z.object({ sha: z.string().max(64), lastModified: z.string().max(40) });

export interface TreeFile {
  readonly path: string;
  readonly size: number;
}

/** A path that an address would not keep as it is. */
const leadsOut = (path: string): boolean =>
  path.split("/").some((part) => part === "" || part === "." || part === "..");

/** All files of a dataset, page by page. */
export async function readTree(
  client: HubClient,
  { dataset, revision }: { readonly dataset: string; readonly revision: string },
  signal: AbortSignal,
): Promise<Outcome<readonly TreeFile[]>> {
  const files: TreeFile[] = [];
  let next: string | null = `/api/datasets/${dataset}/tree/${encodeURIComponent(revision)}?recursive=true`;
  for (let page = 0; next !== null && page < MOST_PAGES && files.length < MOST_FILES; page++) {
    const answer: Awaited<ReturnType<HubClient["json"]>> = await client.json(next, signal);
    if (!answer.ok) return answer;
    const entries = z.array(z.unknown()).safeParse(answer.value.json);
    if (!entries.success) return failed("bad_answer", { detail: "its list of files could not be read" });
    for (const one of entries.data) {
      const entry = entrySchema.safeParse(one);
      if (entry.success && entry.data.type === "file" && !leadsOut(entry.data.path))
        files.push({ path: entry.data.path, size: entry.data.size });
    }
    ({ next } = answer.value);
  }
  return { ok: true, value: files };
}

/** The commit that a dataset is at, and when it was made; null where nobody says. */
export async function readCommit(
  client: HubClient,
  dataset: string,
  signal: AbortSignal,
): Promise<{ readonly sha: string; readonly madeBy: number } | null> {
  const answer = await client.json(`/api/datasets/${dataset}/revision/main?expand[]=sha&expand[]=lastModified`, signal);
  const info = answer.ok ? infoSchema.safeParse(answer.value.json).data : undefined;
  const madeBy = Date.parse(info?.lastModified ?? "");
  return info === undefined || Number.isNaN(madeBy) ? null : { sha: info.sha, madeBy };
}
