import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ProtocolError, ProtocolErrorCode, type Resource } from "@modelcontextprotocol/server";
import { functions } from "../../../contracts/functions";
import { datasets } from "../../../contracts/functions/datasets";
import { callFunction } from "../../call-function";
import type { Container } from "../../container-shape";
import { noteInternal } from "../../note-internal";

const CARD = join("barometer-sentiment-v1", "README.md");

/** Who reads what. */
export interface Reading {
  readonly uri: string;
  readonly request: Request;
  readonly requestId: string;
  readonly deps: Container;
  readonly signal: AbortSignal;
}

interface Known extends Resource {
  readonly mimeType: string;
  readonly read: (reading: Reading) => Promise<string>;
}

/** What can be read besides the tools. Reading throws ProtocolError where it cannot be had now. */
export const knownResources: readonly Known[] = [
  {
    uri: "barometer://models/barometer-sentiment",
    name: "model_card",
    title: "Model card",
    description: "The model that comes with Barometer: how well it reads, its limits, its data and its licence.",
    mimeType: "text/markdown",
    async read({ requestId, deps }) {
      try {
        return await readFile(resolve(join(deps.env.MODELS_DIR, CARD)), "utf8");
      } catch (cause) {
        // Its own words would tell where the server keeps its files.
        const detail = "The model card cannot be read now.";
        noteInternal(deps, requestId, { code: "internal", detail, cause });
        throw new ProtocolError(ProtocolErrorCode.InternalError, detail);
      }
    },
  },
  {
    uri: "barometer://datasets",
    name: "datasets",
    title: "Datasets",
    description: "Every source of prices and of news as it is now: what it holds, how fresh, under which licence.",
    mimeType: "application/json",
    async read({ request, requestId, deps, signal }) {
      const call = {
        contract: datasets,
        raw: {},
        surface: "mcp" as const,
        requestId,
        headers: request.headers,
        signal,
      };
      const outcome = await callFunction(call, deps);
      if (!outcome.ok) throw new ProtocolError(ProtocolErrorCode.InternalError, outcome.error.detail);
      return JSON.stringify(outcome.value);
    },
  },
  {
    uri: "barometer://functions",
    name: "functions",
    title: "Functions",
    description: "Every function with its line of summary, examples of its input, and its address by REST.",
    mimeType: "application/json",
    read: async () =>
      JSON.stringify(
        functions.map(({ name, title, summary, method, path, examples }) => ({
          name,
          title,
          summary,
          rest: `${method} ${path}`,
          examples,
        })),
      ),
  },
];
