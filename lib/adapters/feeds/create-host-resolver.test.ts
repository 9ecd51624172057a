import { createSocket, type Socket } from "node:dgram";
import { afterEach, describe, expect, it } from "vitest";
import { createHostResolver } from "./create-host-resolver";

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** A name server that answers each question with these addresses (RFC 1035); null: it is silent. */
async function startNameServer(
  addresses: readonly string[] | null,
): Promise<{ readonly at: string; readonly asked: () => number }> {
  const socket = createSocket("udp4");
  sockets.push(socket);
  let asked = 0;
  socket.on("message", (query, from) => {
    asked++;
    if (addresses === null) return;
    const question = query.subarray(12, query.indexOf(0, 12) + 5);
    const isFour = question.at(-3) === 1;
    const answers = isFour ? addresses : [];
    const head = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80, 0, 1, 0, answers.length, 0, 0, 0, 0]);
    const records = answers.map((address) =>
      Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)]),
    );
    socket.send(Buffer.concat([head, question, ...records]), from.port, from.address);
  });
  await new Promise<void>((ready) => socket.bind(0, "127.0.0.1", ready));
  return { at: `127.0.0.1:${socket.address().port}`, asked: () => asked };
}

describe("createHostResolver", () => {
  it("gives all addresses of a public name", async () => {
    const server = await startNameServer(["93.184.216.34", "10.0.0.1"]);
    const found = await createHostResolver([server.at])("paper.test", false);
    expect(found.map(({ address }) => address).sort()).toEqual(["10.0.0.1", "93.184.216.34"]);
    expect(found.every(({ family }) => family === 4)).toBe(true);
  });

  it("has none where there are none", async () => {
    const server = await startNameServer([]);
    await expect(createHostResolver([server.at])("none.test", false)).rejects.toMatchObject({
      code: expect.stringMatching(/ENO/),
    });
  });

  it("waits for a silent server no longer than feeds have, and keeps nobody else waiting", async () => {
    const server = await startNameServer(null);
    const resolve = createHostResolver([server.at]);
    const begun = performance.now();
    const dead = Array.from({ length: 20 }, (_, at) =>
      resolve(`dead${at}.test`, false).catch((error: unknown) => error),
    );
    const own = await resolve("localhost", true);
    const ownMs = performance.now() - begun;
    await Promise.all(dead);
    const deadMs = performance.now() - begun;
    console.log(
      `20 names at a silent server: given up after ${deadMs.toFixed(0)} ms; another name in ${ownMs.toFixed(0)} ms`,
    );
    expect(own.length).toBeGreaterThan(0);
    expect(ownMs).toBeLessThan(1_000);
    expect(deadMs).toBeLessThan(5_000);
    expect(server.asked()).toBeGreaterThan(0);
  });

  it("asks the system for names of one's own network, any number of them", async () => {
    const resolve = createHostResolver(["127.0.0.1:1"]);
    const found = await Promise.all(Array.from({ length: 10 }, () => resolve("localhost", true)));
    for (const addresses of found) expect(addresses.map(({ address }) => address)).toContain("127.0.0.1");
  });
});
