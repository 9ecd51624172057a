import { type FailureCode, failureCodes } from "../../contracts/failures";
import type { Classes } from "../../core/neural/neural-model";
import type { ModelFiles } from "./model-files";

/** What the page asks of the worker. Each question has an id, and its answers bear it. */
export type Question = {
  readonly id: number;
} /** `onlyKept`: from this device and nowhere else; nobody was asked whether it may be fetched. */ & (
  | { readonly ask: "load"; readonly model: ModelFiles; readonly onlyKept: boolean }
  | { readonly ask: "classify"; readonly texts: readonly string[] }
);

/** What stands beside the weights. Empty where the folder has no such file. */
export interface Loaded {
  readonly config: string;
  readonly golden: string;
  /** Whether the files are on the device now, or only in the worker's memory. */
  readonly kept: boolean;
  /** Scripts that the worker runs on, for whoever keeps the app for offline use. */
  readonly scripts: readonly string[];
}

export type Answer = { readonly id: number } & (
  | { readonly say: "progress"; readonly received: number; readonly total: number }
  | { readonly say: "loaded"; readonly value: Loaded }
  | { readonly say: "classified"; readonly value: Classes }
  | { readonly say: "failed"; readonly code: FailureCode; readonly detail: string }
);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === "string");

const isClasses = (value: unknown): value is Classes =>
  isFields(value) && isTexts(value.labels) && Array.isArray(value.logits) && value.logits.every(Array.isArray);

const isLoaded = (value: unknown): value is Loaded =>
  isFields(value) &&
  typeof value.config === "string" &&
  typeof value.golden === "string" &&
  typeof value.kept === "boolean" &&
  isTexts(value.scripts);

const isCode = (value: unknown): value is FailureCode => failureCodes.some((code) => code === value);

/** Reads a message of the worker; null for what is none of this protocol. */
export function parseAnswer(data: unknown): Answer | null {
  if (!isFields(data) || typeof data.id !== "number") return null;
  const { id, say } = data;
  if (say === "progress" && typeof data.received === "number" && typeof data.total === "number")
    return { id, say, received: data.received, total: data.total };
  if (say === "loaded" && isLoaded(data.value)) return { id, say, value: data.value };
  if (say === "classified" && isClasses(data.value)) return { id, say, value: data.value };
  if (say === "failed" && isCode(data.code) && typeof data.detail === "string")
    return { id, say, code: data.code, detail: data.detail };
  return null;
}

/** Reads a message of the page; null for what is none of this protocol. Its model comes from the page's own constants. */
export function parseQuestion(data: unknown): Question | null {
  if (!isFields(data) || typeof data.id !== "number") return null;
  const { id, ask } = data;
  if (ask === "classify" && isTexts(data.texts)) return { id, ask, texts: data.texts };
  if (ask === "load" && isModel(data.model)) return { id, ask, model: data.model, onlyKept: data.onlyKept !== false };
  return null;
}

const isModel = (value: unknown): value is ModelFiles =>
  isFields(value) && typeof value.store === "string" && typeof value.name === "string" && Array.isArray(value.files);
