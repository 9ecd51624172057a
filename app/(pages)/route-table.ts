import type { Route, RouteTable } from "@/components/providers";
import { functions } from "@/lib/contracts/functions";

const entries: readonly (readonly [string, Route])[] = functions.map(
  ({ name, method, path, bodyLimit, deadlineMs }) => [name, { method, path, bodyLimit, deadlineMs }],
);

/** Where each function lives, for the browser. Complete because names and table come from the same list. */
export const routeTable = Object.fromEntries(entries) as RouteTable;
