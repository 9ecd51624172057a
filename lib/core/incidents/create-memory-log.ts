import type { IncidentRow } from "../../contracts/parts";
import type { Report } from "../ports";
import { createIncidentBook, type IncidentBook } from "./create-incident-book";
import type { IncidentLog, NewIncident } from "./incident-log";

/** Longer words are cut: what is kept has a bound in bytes too. */
const MOST_TEXT = { key: 200, name: 200, detail: 500 } as const;

export interface MemoryLog extends Pick<IncidentLog, "list" | "subscribe"> {
  readonly book: IncidentBook;
  /** Keeps and tells what is new. */
  add(incidents: readonly NewIncident[]): readonly IncidentRow[];
  /** Tells of what is kept already. */
  tell(rows: readonly IncidentRow[]): void;
}

/** The part of a log that is alike wherever it is kept: a book, and who is told. Who throws while being told harms neither it nor others. */
export function createMemoryLog(report: Report): MemoryLog {
  const book = createIncidentBook();
  const listeners = new Set<(incidents: readonly IncidentRow[]) => void>();
  const tell = (rows: readonly IncidentRow[]): void => {
    if (rows.length === 0) return;
    for (const listener of [...listeners]) {
      try {
        listener(rows);
      } catch (cause) {
        report("incident_listener_failed", { cause });
      }
    }
  };
  return {
    book,
    add(incidents) {
      const rows = book.add(incidents.map(cut));
      tell(rows);
      return rows;
    },
    tell,
    list: async (query) => book.list(query),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const cut = (incident: NewIncident): NewIncident => ({
  ...incident,
  key: clip(incident.key, MOST_TEXT.key),
  name: clip(incident.name, MOST_TEXT.name),
  detail: clip(incident.detail, MOST_TEXT.detail),
});

/** Not between the halves of one character. */
const clip = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
