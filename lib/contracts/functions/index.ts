import { health } from "./health";
import { info } from "./info";
import { models } from "./models";
import { sentiment } from "./sentiment";
import { sentimentBulk } from "./sentiment-bulk";
import { sentimentQuick } from "./sentiment-quick";
import { stats } from "./stats";

/** Everything Barometer can be asked, in the order of documentation. */
export const functions = [sentiment, sentimentBulk, sentimentQuick, models, info, health, stats] as const;

export type AnyFunction = (typeof functions)[number];
export type FunctionName = AnyFunction["name"];
