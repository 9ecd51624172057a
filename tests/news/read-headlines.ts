import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { HeadlineRow } from "./draw-rows";

const folder = process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../shared/data");
const path = join(folder, "news/headlines.jsonl");

/** The shared headlines, in the order of their file; null where it is absent. */
export const readHeadlines = (): readonly HeadlineRow[] | null =>
  existsSync(path)
    ? readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as HeadlineRow)
    : null;

/** What is read of a row: its title, and its text below it; one of them where the other is empty or the same. */
export const textOfRow = ({ title, text }: HeadlineRow): string =>
  title === "" || title === text ? text : text === "" ? title : `${title}\n${text}`;
