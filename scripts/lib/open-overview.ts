import { request } from "node:http";
import { overview } from "../../lib/contracts/functions/overview";

/** A dashboard as the server sees it: a stream that is read. Gives how many frames came, and a way to close it. */
export function openOverview(origin: string, window: string) {
  const seen = { frames: 0, open: true };
  const asked = request(`${origin}${overview.path}?stream=1&window=${window}`, (answer) => {
    answer.setEncoding("utf8");
    answer.on("data", (text: string) => {
      seen.frames += text.split("event: frame").length - 1;
    });
    answer.on("error", () => {});
    answer.on("close", () => {
      seen.open = false;
    });
  });
  asked.on("error", () => {
    seen.open = false;
  });
  asked.end();
  return { seen, close: () => asked.destroy() };
}
