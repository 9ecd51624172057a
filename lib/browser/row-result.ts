import type { OutputOf } from "./api-client";

/** One row of many: a verdict, or the error of that row alone. */
export type RowResult = OutputOf<"sentiment_bulk">["results"][number];
