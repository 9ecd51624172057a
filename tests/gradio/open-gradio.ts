import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { functions } from "../../lib/contracts/functions";
import { createContainer } from "../../lib/server/container";
import type { Container } from "../../lib/server/container-shape";
import { handleNode } from "../../lib/server/edge/handle-node";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { answerGradio } from "../../lib/server/surfaces/gradio/serve-gradio";
import { isMcp } from "../../lib/server/surfaces/mcp/is-mcp";
import { answerMcp } from "../../lib/server/surfaces/mcp/serve-mcp";
import { scratchDir } from "../fakes/scratch-dir";

/** The functions behind a real port, by REST, by Gradio's protocol and by the Model Context Protocol, without the framework. */
export async function openGradio(
  env: Readonly<Record<string, string>> = {},
  /** Puts other parts in the place of some. */
  change: (deps: Container) => Container = (deps) => deps,
) {
  const made = await createContainer(
    parseEnv({
      DATA_DIR: scratchDir(),
      LOG_LEVEL: "silent",
      RATE_LIMIT_PER_MINUTE: "1000000",
      USE_HF_DATASETS: "false",
      USE_NEWS_FEEDS: "false",
      ...env,
    }),
  );
  const deps = change(made);
  const answer = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/")) return handle(request, functions, deps);
    return isMcp(pathname) ? answerMcp(request, deps) : answerGradio(request, deps);
  };
  const server = createServer((request, response) => handleNode(request, response, answer));
  // On a busy machine a client takes a connection up again in the moment in which the server lets it go.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    deps,
    /** The place of an endpoint, by which the queue is asked. */
    indexOf: (name: string) => deps.gradio.endpoints.findIndex(({ apiName }) => apiName === name),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await deps.close();
    },
  };
}
