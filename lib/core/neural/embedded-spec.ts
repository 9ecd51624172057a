import type { Thresholds } from "../../contracts/verdict";
import type { ModelSpec } from "../models/model-spec";

/** The folder of the model that comes with this project, below public/models. */
export const EMBEDDED_FOLDER = "barometer-sentiment-v1";

/** The model that comes with this project. Its golden sentences stand in its folder. */
export const embeddedSpec: ModelSpec = {
  key: "barometer_sentiment",
  name: "Barometer model + lexical reader",
  id: EMBEDDED_FOLDER,
  revision: "v1",
  task: "text-classification",
  labels: { bearish: "bearish", neutral: "neutral", bullish: "bullish" },
  golden: [],
  licence: "apache-2.0",
  sizeMb: 3,
  gated: false,
  runsOn: ["embedded_model", "browser_model"],
  // It can take 256, learned from at most 64 and reads a paragraph well.
  maxTokens: 128,
  masksMentions: false,
  weight: 1,
  languages: ["en"],
  contains: ["lexical"],
  // Calibrated inside its graph.
  temperature: 1,
  unusable: null,
};

/** Its confidences are calibrated, so the words follow them: sure means right in eight of ten or more. More than 97 % was not seen. */
export const embeddedThresholds: Thresholds = {
  abstain_below: 0.45,
  fairly_sure_from: 0.6,
  sure_from: 0.8,
  confidence_cap: 0.97,
};
