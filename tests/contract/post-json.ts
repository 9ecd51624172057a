import { functions } from "../../lib/contracts/functions";
import type { Container } from "../../lib/server/container";
import { handle } from "../../lib/server/handle";

/** A POST as it comes to the server, from nobody in particular. */
export const postJson = (
  container: Container,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  handle(
    new Request(`http://localhost${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    }),
    functions,
    container,
  );
