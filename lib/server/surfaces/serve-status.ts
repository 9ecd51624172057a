import { getContainer } from "../container";
import { answerStatus } from "./answer-status";

/** How it goes, in plain words for people and for checks of uptime: 200 while texts can be answered, else 503. */
export const serveStatus = async (request: Request): Promise<Response> => answerStatus(request, await getContainer());
