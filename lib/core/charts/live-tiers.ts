import type { EngineName } from "../../contracts/verdict";

/** Those who answer, from the ground up: who asks several models at once is of the same tier. */
export const liveTiers = [
  { key: "lexical", label: "lexical", engines: ["lexical"] },
  { key: "browser", label: "browser", engines: ["browser_model"] },
  { key: "embedded", label: "embedded", engines: ["embedded_model"] },
  { key: "local", label: "local", engines: ["local_model", "local_ensemble"] },
  { key: "api", label: "Hugging Face API", engines: ["hf_inference_api", "hf_inference_api_ensemble"] },
] as const satisfies readonly { key: string; label: string; engines: readonly EngineName[] }[];
