import { functions } from "@/lib/contracts/functions";
import { describeApi } from "@/lib/core/snippets/describe-api";

export const dynamic = "force-static";

/** What the sheet over other pages shows: fetched when it opens. */
export const GET = (): Response => Response.json(describeApi(functions));
