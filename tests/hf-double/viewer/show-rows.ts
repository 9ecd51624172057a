import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import { orderRows } from "./order-rows";
import { parseWhere } from "./parse-where";
import { searchRows } from "./search-rows";
import type { Row, ViewerTable } from "./table";
import { viewerErrors } from "./viewer-errors";

const MOST = 100;

interface Placed {
  readonly row_idx: number;
  readonly row: Row;
}

/** `/first-rows`, `/rows`, `/search` and `/filter`: a window of the rows, each with its place in the whole. */
export function showRows(endpoint: string, table: ViewerTable, query: URLSearchParams): Reply {
  const all = table.rows.map((row, row_idx) => ({ row_idx, row }));
  if (endpoint === "first-rows") {
    const { dataset, config, split } = table;
    return jsonReply(200, {
      dataset,
      config,
      split,
      ...window(table, all.slice(0, MOST)),
      truncated: all.length > MOST,
    });
  }
  const offset = readWhole(query.get("offset"), 0);
  const length = readWhole(query.get("length"), MOST);
  if (offset === null) return viewerErrors.invalid("Parameter 'offset' must be integer");
  if (length === null) return viewerErrors.invalid("Parameter 'length' must be integer");
  if (offset < 0) return viewerErrors.invalid("Parameter 'offset' must not be negative");
  if (length < 0) return viewerErrors.invalid("Parameter 'length' must not be negative");
  if (length > MOST) return viewerErrors.invalid(`Parameter 'length' must not be greater than ${MOST}`);
  const chosen = chooseRows(endpoint, table, all, query);
  if ("status" in chosen) return chosen;
  return jsonReply(200, {
    ...window(table, chosen.slice(offset, offset + length)),
    num_rows_total: chosen.length,
    num_rows_per_page: MOST,
    partial: table.partial,
  });
}

function chooseRows(
  endpoint: string,
  table: ViewerTable,
  all: readonly Placed[],
  query: URLSearchParams,
): readonly Placed[] | Reply {
  if (endpoint === "search") {
    if (table.state === "no-search") return viewerErrors.noSearch();
    const words = query.get("query") ?? "";
    return words === "" ? viewerErrors.missing("query") : searchRows(all, words);
  }
  if (endpoint !== "filter") return all;
  const where = query.get("where") ?? "";
  const orderBy = query.get("orderby") ?? "";
  if (where === "" && orderBy === "") return viewerErrors.missing("where");
  const keeps = parseWhere(where, table.features);
  if (keeps === null) return viewerErrors.invalid("Parameter 'where' is invalid");
  const ordered = orderRows(all, orderBy, table.features);
  return ordered === null
    ? viewerErrors.invalid("Parameter 'orderby' is invalid")
    : ordered.filter(({ row }) => keeps(row));
}

function window(table: ViewerTable, rows: readonly Placed[]) {
  return {
    features: table.features.map(({ name, type }, feature_idx) => ({ feature_idx, name, type })),
    rows: rows.map(({ row_idx, row }) => ({ row_idx, row, truncated_cells: [] })),
  };
}

function readWhole(text: string | null, usual: number): number | null {
  if (text === null) return usual;
  return /^-?\d{1,12}$/.test(text) ? Number(text) : null;
}
