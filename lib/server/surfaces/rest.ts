import { functions } from "../../contracts/functions";
import { getContainer } from "../container";
import { handle } from "../handle";

/** The REST surface: every function of the registry at its own method and path. */
export async function rest(request: Request): Promise<Response> {
  return handle(request, functions, await getContainer());
}
