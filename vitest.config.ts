import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: ["{lib,components,scripts,tests,models}/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 20_000,
    // Most of the longest tests wait: for deadlines, breakers, Redis. One at a time would leave a core idle.
    maxWorkers: 2,
  },
});
