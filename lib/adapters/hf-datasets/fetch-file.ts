import type { Outcome } from "../../core/failure";
import { fetchParquet } from "./fetch-parquet";
import { fetchText } from "./fetch-text";
import type { Fetched, FetchJob } from "./fetching";

/** Brings a file of the Hub to this machine, as few of its bytes as will do. Errors of the file system are thrown. */
export const fetchFile = (job: FetchJob): Promise<Outcome<Fetched | "unchanged">> =>
  job.file.path.endsWith(".parquet") ? fetchParquet(job) : fetchText(job);
