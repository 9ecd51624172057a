import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";

const viewerError = (status: number, code: string, error: string): Reply =>
  jsonReply(status, { error }, { "x-error-code": code });

/** Errors of the datasets server, one name for each; the code travels in a header. */
export const viewerErrors = {
  missing: (name: string): Reply => viewerError(422, "MissingRequiredParameter", `Parameter '${name}' is required`),
  invalid: (words: string): Reply => viewerError(422, "InvalidParameter", words),
  noDataset: (known: boolean): Reply =>
    known
      ? viewerError(
          404,
          "ExternalAuthenticatedError",
          "The dataset does not exist, or is not accessible with the current credentials (private or gated). Please check the spelling of the dataset name or retry with other authentication credentials.",
        )
      : viewerError(
          401,
          "ExternalUnauthenticatedError",
          "The dataset does not exist, or is not accessible without authentication (private or gated). Please check the spelling of the dataset name or retry with authentication.",
        ),
  notFound: (): Reply => viewerError(404, "ResponseNotFound", "Not found."),
  notReady: (): Reply =>
    viewerError(
      500,
      "ResponseNotReady",
      "The server is busier than usual and the response is not ready yet. Please retry later.",
    ),
  unexpected: (): Reply => viewerError(500, "UnexpectedError", "Unexpected error."),
  script: (): Reply =>
    viewerError(501, "DatasetWithScriptNotSupportedError", "Datasets with a loading script are not supported."),
  tooManyConfigs: (): Reply =>
    viewerError(501, "DatasetWithTooManyConfigsError", "The dataset has more configs than the viewer takes."),
  blocked: (): Reply => viewerError(501, "DatasetInBlockListError", "This dataset is in the list of blocked datasets."),
  noSearch: (): Reply =>
    viewerError(400, "SearchFeatureNotAvailableError", "The search feature is not available for this split."),
} as const;
