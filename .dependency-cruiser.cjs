// The layering law: arrows never turn back. docs/ARCHITECTURE.md draws it; this file holds it, always at `error`.
const FEATURE = "^components/features/([^/]+)/";
const TEST = "[.](test|spec)[.]tsx?$";

const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: TEST },
  to: { path: "^(app|components|lib|tests|e2e)/", pathNot: allowed },
});

const fence = (pkg, room) => ({
  name: `fence:${pkg}`,
  severity: "error",
  comment: `${pkg} may be imported only from ${room}`,
  from: { path: "^(app|components|lib)/", pathNot: room },
  to: { path: `(^|node_modules/)${pkg}(/|$)` },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle has no top to start reading from.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only(
      "contracts-are-a-leaf",
      "^lib/contracts/",
      "^lib/contracts/",
      "Everyone may import a contract; it imports nobody.",
    ),
    only("core-is-pure", "^lib/core/", "^lib/(core|contracts)/", "Core runs anywhere."),
    only("services-use-core", "^lib/services/", "^lib/(services|core|contracts)/", "A verb knows ports, not adapters."),
    only("adapters-implement-ports", "^lib/adapters/", "^lib/(adapters|core|contracts)/", "An adapter knows no verb."),
    only(
      "browser-implements-ports",
      "^lib/browser/",
      "^lib/(browser|services|core|contracts)/",
      "The second composition root.",
    ),
    only(
      "server-composes",
      "^lib/server/",
      "^lib/(server|adapters|services|core|contracts)/",
      "The first composition root.",
    ),
    only("ui-is-a-leaf", "^components/ui/", "^(components/ui|lib/core)/", "Primitives know no block."),
    only(
      "blocks-use-ui",
      "^components/blocks/",
      "^(components/(blocks|ui)|lib/(core|contracts))/",
      "Blocks know no feature.",
    ),
    only(
      "charts-use-ui",
      "^components/charts/",
      "^(components/(charts|blocks|ui)|lib/(core|contracts))/",
      "Charts know no feature.",
    ),
    only(
      "features-are-client-safe",
      "^components/features/",
      "^(components|lib/(browser|core|contracts))/",
      "No server code in a feature.",
    ),
    only("routes-go-through-server", "^app/", "^(app|components|lib/(server|core|contracts))/", "A route is thin."),
    {
      name: "no-sibling-features",
      severity: "error",
      comment: "What two features share is a block.",
      from: { path: FEATURE },
      to: { path: "^components/features/", pathNot: "^components/features/$1/" },
    },
    {
      name: "no-sibling-adapters",
      severity: "error",
      comment: "Adapters meet only in the container.",
      from: { path: "^lib/adapters/([^/]+)/", pathNot: TEST },
      to: { path: "^lib/adapters/", pathNot: "^lib/adapters/($1|files|http|redis)/" },
    },
    {
      name: "api-renders-nothing",
      severity: "error",
      comment: "An API route has no markup.",
      from: { path: "^app/api/" },
      to: { path: "^components/" },
    },
    {
      name: "client-never-reaches-server",
      severity: "error",
      comment: "Not even through a chain.",
      from: { path: "^(components|lib/browser)/" },
      to: { path: "^lib/(server|adapters)/", reachable: true },
    },
    {
      name: "isomorphic-rooms-stay-isomorphic",
      severity: "error",
      comment: "These rooms run in the browser too.",
      from: { path: "^lib/(contracts|core|services)/", pathNot: TEST },
      to: { path: "^(node:|fs$|path$)|node_modules/(next|react|server-only)(/|$)|^(next|react|server-only)(/|$)" },
    },
    {
      name: "isomorphic-no-node-core",
      severity: "error",
      comment: "These rooms run in the browser too.",
      from: { path: "^lib/(contracts|core|services|browser)/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    only("e2e-knows-only-contracts", "^e2e/", "^(e2e/|lib/contracts/)", "End-to-end tests see what a user sees."),
    {
      name: "no-test-code-in-product",
      severity: "error",
      comment: "What a test needs stays with the tests.",
      from: { path: "^(app|components|lib)/", pathNot: TEST },
      to: { path: "^(tests|e2e)/|[.](test|spec)[.]tsx?$" },
    },
    fence("swr", "^components/(providers[.]tsx$|features/[^/]+/use-[^/]+[.]tsx?$)"),
    fence("prom-client", "^lib/adapters/metrics/"),
    fence("@opentelemetry/api", "^lib/adapters/tracing/"),
    fence("@opentelemetry/sdk-trace-node", "^lib/adapters/tracing/"),
    fence("@opentelemetry/resources", "^lib/adapters/tracing/"),
    fence("@opentelemetry/exporter-trace-otlp-http", "^lib/adapters/tracing/"),
    fence("rate-limiter-flexible", "^lib/adapters/(memory|redis)/"),
    fence("@huggingface/inference", "^lib/adapters/hf-inference/"),
    fence("undici", "^lib/adapters/"),
    fence("@modelcontextprotocol/server", "^lib/server/surfaces/mcp/"),
    fence("srvx", "^lib/server/edge/handle-node[.]ts$"),
    fence("cockatiel", "^lib/core/resilience/"),
    fence("p-queue", "^lib/core/resilience/"),
    fence("bentocache", "^lib/adapters/cache/"),
    fence("recharts", "^components/charts/"),
    fence("lightweight-charts", "^components/charts/"),
    // A parser is of no use in the browser: what it makes is plain data.
    fence("marked", "^components/features/model-card/parse-card[.](test[.])?ts$"),
    fence("@huggingface/transformers", "^lib/(browser/sentiment[.]worker[.]ts$|adapters/onnx-node/)"),
    fence("@noble/hashes", "^lib/(browser/model/hash-bytes|core/news/item-identity)[.]ts$"),
    // One small build of it for both, so that they say the same.
    fence("eld", "^lib/(adapters/language/guess-language|browser/language[.]worker)[.]ts$"),
    // Worth 30 kB of script: a worker's, and a server's.
    fence("hyparquet", "^lib/(browser/market|adapters/hf-datasets)/"),
    fence("hyparquet-compressors", "^lib/(browser/market|adapters/hf-datasets)/"),
    fence("ioredis", "^lib/adapters/(cache|jobs|redis)/"),
    fence("bullmq", "^lib/adapters/jobs/"),
    fence("feedsmith", "^lib/(adapters/feeds|core/news)/"),
    fence("htmlparser2", "^lib/(adapters/feeds|core/news)/"),
    fence("ipaddr.js", "^lib/(adapters/feeds|server/edge)/"),
    fence("stemmer", "^lib/core/news/"),
    fence("@duckdb/node-api", "^lib/adapters/duckdb/"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(.next|node_modules/.cache)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
