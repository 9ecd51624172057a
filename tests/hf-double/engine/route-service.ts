import { routeDownloads } from "../hub/route-downloads";
import { routeHub } from "../hub/route-hub";
import { routeRouter } from "../router/route-router";
import { routeViewer } from "../viewer/route-viewer";
import type { Exchange, Reply, Service } from "./types";
import type { World } from "./world";

const routes: Readonly<Record<Service, (exchange: Exchange, world: World) => Reply>> = {
  hub: routeHub,
  router: routeRouter,
  datasets: routeViewer,
  cdn: routeDownloads,
};

/** What the service that was asked would say. */
export function routeService(exchange: Exchange, world: World): Reply {
  return routes[exchange.service](exchange, world);
}
