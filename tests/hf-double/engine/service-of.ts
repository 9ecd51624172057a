import type { Service } from "./types";

const VIEWER = new Set(
  "is-valid splits first-rows rows search filter parquet size statistics info croissant-crumbs healthcheck".split(" "),
);

/** Which service a path belongs to; the services' addresses do not overlap. */
export function serviceOf([first = "", ...rest]: readonly string[]): Service {
  if (first === "hf-inference" || first === "v1") return "router";
  if (first === "xet-bridge-us") return "cdn";
  return VIEWER.has(first) && rest.length === 0 ? "datasets" : "hub";
}
