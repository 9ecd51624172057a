import { beforeAll, expect } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { scratchDir } from "../fakes/scratch-dir";
import { postJson } from "./post-json";

/** The mood API over the reader of words, for the tests of one file. */
export function openMoodApi() {
  let deps: Container;
  beforeAll(async () => {
    deps = await createContainer(
      parseEnv({
        DATA_DIR: scratchDir(),
        LOG_LEVEL: "silent",
        RATE_LIMIT_PER_MINUTE: "100000",
        EMBEDDED_MODEL: "off",
        USE_NEWS_FEEDS: "false",
      }),
    );
    await deps.warm();
  });
  const post = (path: string, body: unknown, container: Container = deps): Promise<Response> =>
    postJson(container, path, body);
  return {
    deps: () => deps,
    post,
    read: async (body: Record<string, unknown>) =>
      sentiment.output.parse(await (await post(sentiment.path, body)).json()),
    refuse: async (body: unknown, path: string = sentiment.path) => {
      const response = await post(path, body);
      const problem = problemSchema.parse(await response.json());
      expect(problem.status).toBe(response.status);
      return problem;
    },
  };
}
