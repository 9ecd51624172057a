import { jsonReply, withHeaders } from "../engine/reply";
import type { Exchange, Reply } from "../engine/types";
import type { World } from "../engine/world";
import { checkGate, findRepo, isReply } from "../hub/find-repo";
import { describeSize } from "./describe-size";
import { describeStatistics } from "./describe-statistics";
import { listParquet } from "./list-parquet";
import { showRows } from "./show-rows";
import type { ViewerTable } from "./table";
import { viewerErrors } from "./viewer-errors";

const WHOLE = ["is-valid", "splits", "parquet", "size", "info", "croissant-crumbs"];
const OF_SPLIT = ["first-rows", "rows", "search", "filter", "statistics"];

/** Answers a request to the datasets server. */
export function routeViewer(exchange: Exchange, world: World): Reply {
  return withHeaders(route(exchange, world), {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "X-Error-Code,X-Revision",
  });
}

function route(exchange: Exchange, world: World): Reply {
  const { segments, query, caller, method } = exchange;
  const endpoint = segments[0] ?? "";
  if (method === "GET" && endpoint === "healthcheck") return jsonReply(200, "ok");
  const needed = WHOLE.includes(endpoint)
    ? ["dataset"]
    : OF_SPLIT.includes(endpoint)
      ? ["dataset", "config", "split"]
      : [];
  if (method !== "GET" || needed.length === 0) return viewerErrors.notFound();
  const missing = needed.find((name) => (query.get(name) ?? "") === "");
  if (missing !== undefined) return viewerErrors.missing(missing);

  const dataset = query.get("dataset") ?? "";
  if (!/^[\w.-]+(\/[\w.-]+)?$/.test(dataset))
    return viewerErrors.invalid("Parameter 'dataset' contains invalid symbols");
  const repo = caller.kind === "invalid" ? null : findRepo("dataset", dataset, caller, world);
  if (repo === null || isReply(repo) || checkGate(repo, caller) !== null)
    return viewerErrors.noDataset(caller.kind === "user");
  const table = world.tables.get(dataset);
  if (table === undefined) return viewerErrors.notFound();
  const reply = endpoint === "is-valid" ? describeValidity(table) : answer(endpoint, table, exchange, world);
  return withHeaders(reply, { "x-revision": repo.sha });
}

function describeValidity({ state }: ViewerTable): Reply {
  const viewer = state === "ok" || state === "no-search";
  return jsonReply(200, { preview: viewer, viewer, search: state === "ok", filter: viewer, statistics: viewer });
}

function answer(endpoint: string, table: ViewerTable, exchange: Exchange, world: World): Reply {
  const { query } = exchange;
  if (table.state === "script") return viewerErrors.script();
  if (table.state === "too-many-configs") return viewerErrors.tooManyConfigs();
  const { dataset, config, split } = table;
  if ((query.get("config") ?? config) !== config || (query.get("split") ?? split) !== split)
    return viewerErrors.notFound();
  switch (endpoint) {
    case "splits":
      return jsonReply(200, { splits: [{ dataset, config, split }], pending: [], failed: [] });
    case "parquet":
      return listParquet(table, exchange, world);
    case "size":
      return describeSize(table, world);
    case "statistics":
      return describeStatistics(table);
    case "info":
      return describeInfo(table);
    case "croissant-crumbs":
      return jsonReply(200, { "@context": { "@vocab": "https://schema.org/" }, "@type": "sc:Dataset", name: dataset });
    default:
      return showRows(endpoint, table, query);
  }
}

function describeInfo({ config, split, features, rows, partial }: ViewerTable): Reply {
  const types = Object.fromEntries(features.map(({ name, type }) => [name, type]));
  const splits = { [split]: { name: split, num_examples: rows.length } };
  const dataset_info = { [config]: { config_name: config, features: types, splits } };
  return jsonReply(200, { dataset_info, pending: [], failed: [], partial });
}
