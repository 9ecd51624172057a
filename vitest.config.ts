import { defineConfig } from "vitest/config";

const timed = "**/*.speed.test.ts";
const pure = "lib/core/**/*.test.ts";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    environment: "node",
    testTimeout: 20_000,
    // What is waited for may wait for a disk or for Redis; one second is no promise of ours.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          include: [pure],
          exclude: ["**/node_modules/**", timed],
          // They share nothing that could be left behind, so that each worker loads their modules once.
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,scripts,tests,models}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", timed, pure],
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
