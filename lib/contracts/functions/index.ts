import { health } from "./health";
import { info } from "./info";
import { sentiment } from "./sentiment";
import { sentimentBulk } from "./sentiment-bulk";
import { sentimentQuick } from "./sentiment-quick";

/** Everything Barometer can be asked, in the order of documentation. */
export const functions = [sentiment, sentimentBulk, sentimentQuick, info, health] as const;

export type AnyFunction = (typeof functions)[number];
export type FunctionName = AnyFunction["name"];
