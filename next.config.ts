import type { NextConfig } from "next";
import { securityHeaders } from "./lib/server/edge/security-headers";

// What the processes run that read with models of this machine; nothing imports it, so it is named.
const readerFiles = [
  "./lib/adapters/onnx-node/reader-process.mjs",
  "./node_modules/@huggingface/transformers/package.json",
  "./node_modules/@huggingface/transformers/dist/transformers.node.mjs",
  "./node_modules/onnxruntime-node/package.json",
  "./node_modules/onnxruntime-node/dist/**",
  `./node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/**`,
  "./node_modules/onnxruntime-common/package.json",
  "./node_modules/onnxruntime-common/dist/cjs/**",
  "./node_modules/onnxruntime-common/dist/esm/**",
  "./node_modules/sharp/**",
  "./node_modules/@img/**",
];

// What reads candles: a library of its own, found by its name at run time.
const candleFiles = [
  `./node_modules/@duckdb/node-bindings-${process.platform}-${process.arch}*/**`,
  "./node_modules/@duckdb/node-bindings/**",
  "./node_modules/@duckdb/node-api/**",
  "./node_modules/detect-libc/**",
];

// Set by scripts/build.mjs.
const build = process.env.BAROMETER_BUILD ?? "";

const immutable = [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }];

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  // A redirect would answer a preflight without CORS headers; the API lets one slash at the end pass itself.
  skipTrailingSlashRedirect: true,
  reactStrictMode: true,
  outputFileTracingRoot: import.meta.dirname,
  // A key is a pattern, in which the brackets of a route would mean something else.
  // Folders that are named by settings are no part of the built app, and may hold gigabytes.
  outputFileTracingExcludes: { "**/*": ["./data/**", "./models/**", "./tests/**", "./docs/**"] },
  outputFileTracingIncludes: { "/api/*": [...readerFiles, ...candleFiles] },
  serverExternalPackages: ["@duckdb/node-api", "@duckdb/node-bindings"],
  turbopack: {
    root: import.meta.dirname,
    // The library's own choice is built for graphics cards, twice as large, and asks a CDN for its other half.
    resolveAlias: { "onnxruntime-web/webgpu": "./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs" },
  },
  env: { BAROMETER_BUILD: build },
  images: { unoptimized: true },
  experimental: {
    // The whole style sheet is some kilobytes: inside the page it saves the first paint a round trip.
    inlineCss: true,
    // A server answers before it has loaded pages that nobody has asked for: they are a second of its start.
    preloadEntriesOnStart: false,
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [...securityHeaders(build)],
    },
    // Their folders bear versions; what is in them never changes.
    { source: "/models/:folder(.+-v\\d+)/:path*", headers: immutable },
    { source: "/ort/:version/:path*", headers: immutable },
  ],
};

export default config;
