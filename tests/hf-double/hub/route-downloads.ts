import { textReply } from "../engine/reply";
import { serveSource } from "../engine/serve-source";
import type { Exchange, Reply } from "../engine/types";
import type { World } from "../engine/world";
import { signatureOf } from "./sign-download";

/** Serves a signed address; a wrong or old signature is refused in XML, as such stores do. */
export function routeDownloads(exchange: Exchange, world: World): Reply {
  const { segments, query, path } = exchange;
  const [, entryId, oid] = segments;
  const expires = query.get("Expires") ?? "";
  if (query.get("Signature") !== signatureOf(path, expires) || Number(expires) < Date.now() / 1_000)
    return textReply(403, '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>', {
      "content-type": "application/xml",
    });
  const repo = [...world.repos.values()].find((one) => one.entryId === entryId);
  const file = Object.values(repo?.files ?? {})
    .flatMap((list) => list())
    // What was signed was made before.
    .find((one) => one.isMade?.() !== false && one.lfs?.oid === oid);
  if (file === undefined) return textReply(404, "Not Found");
  return serveSource(file.source, `"${oid}"`, exchange, {
    "content-type": "application/octet-stream",
    "content-disposition": `inline; filename="${file.path.split("/").at(-1)}"`,
    "access-control-allow-origin": "*",
    "x-cache": "Hit from cloudfront",
  });
}
