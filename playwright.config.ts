import { defineConfig } from "@playwright/test";

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const SERVERS =
  /(?:dashboard-cost|dashboard-numbers|gradio|gradio-browser|gradio-speed|gradio-upload|jobs|prices-speed|probes|replicas)\.spec\.ts$/;
const LOAD = /[\\/]load\.spec\.ts$/;

/** Run through `npm run e2e`, which builds, serves and names the browser. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  timeout: 30_000,
  expect: { timeout: 7_000 },
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  reporter: [["list"], ["json"]],
  projects: [
    {
      name: "app",
      testIgnore: [SERVERS, LOAD],
      use: { launchOptions: { executablePath: process.env.SHELL_PATH, args: flags } },
    },
    // What is killed, and what is timed, runs after the others and alone.
    { name: "servers", testMatch: SERVERS, dependencies: ["app"], fullyParallel: false, workers: 1 },
    { name: "load", testMatch: LOAD, dependencies: ["servers"], fullyParallel: false, workers: 1 },
  ],
  use: {
    baseURL: process.env.BASE_URL,
    // A trace of each test takes a quarter of the time of all: TRACE=1 keeps those of what fails.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    // What a service worker fetches passes by the routes of a test; those that are about it allow it.
    serviceWorkers: "block",
    launchOptions: { executablePath: process.env.CHROME_PATH, args: flags },
  },
});
