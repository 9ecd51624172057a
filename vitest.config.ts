import { defineConfig } from "vitest/config";

const timed = "**/*.speed.test.ts";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    environment: "node",
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,scripts,tests,models}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", timed],
          // Most of the longest tests wait: for deadlines, breakers, Redis. One at a time would leave a core idle.
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: "speed",
          include: [`{lib,components,scripts,tests,models}/${timed}`],
          // What is timed runs after all others, one file at a time: nothing of ours runs beside it.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
