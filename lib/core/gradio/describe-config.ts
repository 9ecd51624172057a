import type { Endpoint } from "./endpoint";

/** Of its protocol, as of which the clients know what they can ask for. */
const GRADIO_VERSION = "6.25.0";

/**
 * `/config`, as far as Gradio's data clients read it. Without `root`: they then use the address that they were given, which is
 * right behind every proxy. `appId` is a number of this start, below 2^53.
 */
export function describeConfig(endpoints: readonly Endpoint[], appId: number): Readonly<Record<string, unknown>> {
  const components: { id: number; type: string; props: { label: string } }[] = [];
  const place = (type: string, label: string): number => {
    const id = components.length + 1;
    components.push({ id, type, props: { label } });
    return id;
  };
  const dependencies = endpoints.map(({ apiName, contract, fields, generates }, id) => ({
    id,
    api_name: apiName,
    api_description: contract.summary,
    api_visibility: "public",
    inputs: fields.map(({ name }) => place("api", name)),
    outputs: [place("api", contract.title)],
    queue: true,
    types: { generator: generates, cancel: false },
    backend_fn: true,
  }));
  return {
    version: GRADIO_VERSION,
    app_id: appId,
    title: "Barometer",
    protocol: "sse_v3",
    api_prefix: "/gradio_api",
    enable_queue: true,
    connect_heartbeat: false,
    run_history: false,
    mcp_server: true,
    is_space: false,
    space_id: null,
    components,
    dependencies,
  };
}
