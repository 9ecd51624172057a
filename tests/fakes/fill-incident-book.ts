import { severities } from "../../lib/contracts/parts";
import { createIncidentBook } from "../../lib/core/incidents/create-incident-book";
import { createRandom } from "../hf-double/engine/random";
import { newIncident } from "./new-incident";

/** Adds incidents of forty parts, ten milliseconds apart; gives the book. */
export function fillIncidentBook(book = createIncidentBook(), count = 20_000) {
  const random = createRandom(3);
  for (let at = 0; at < count; at += 1) {
    const severity = severities[Math.floor(random() * 3)] ?? "info";
    book.add([newIncident(at * 10, { key: `part-${Math.floor(random() * 40)}`, severity })]);
  }
  return book;
}
