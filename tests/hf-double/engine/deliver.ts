import type { ServerResponse } from "node:http";
import type { Fault } from "../faults/fault-schema";
import type { Reply } from "./types";

const CHUNK = 65_536;

/** Waits, and is woken early when the double stops or the client goes. Says whether there is still someone to answer. */
export type Pause = (ms: number) => Promise<boolean>;

interface Delivery {
  readonly response: ServerResponse;
  readonly reply: Reply;
  readonly fault: Fault | null;
  readonly pause: Pause;
  /** HEAD: headers only. */
  readonly bodiless: boolean;
}

/** Sends a reply the way the fault wants it sent. Says whether the whole of it was sent. */
export async function deliver({ response, reply, fault, pause, bodiless }: Delivery): Promise<boolean> {
  const socket = response.socket;
  if (socket === null || socket.destroyed) return false;
  const length = String(reply.source.size);
  const headers = reply.events === undefined ? { ...reply.headers, "content-length": length } : reply.headers;
  const head = (extra: Record<string, string> = {}, without = ""): void => {
    const all: Record<string, string> = { ...headers, ...extra };
    delete all[without];
    response.writeHead(reply.status, all);
    response.flushHeaders();
  };
  const write = (part: Buffer | string): Promise<boolean> =>
    new Promise((resolve) => response.write(part, (error) => resolve(error === undefined || error === null)));

  switch (fault?.kind) {
    case "reset":
    case "refuse":
      socket.resetAndDestroy();
      return false;
    case "close":
      socket.destroy();
      return false;
    case "garbage":
      socket.end("\u0000\u0001 this is not the protocol you are looking for\r\n\r\n");
      return false;
    case "hang":
      if (fault.stage === "body") head();
      await pause(Number.POSITIVE_INFINITY);
      return false;
    case "endless":
      head({}, "content-length");
      while ((await write(" ")) && (await pause(fault.everyMs)));
      return false;
    case "cut": {
      head({}, fault.framing === "chunked" ? "content-length" : "");
      await write(reply.source.read(0, Math.floor(reply.source.size * fault.fraction)));
      socket.destroy();
      return false;
    }
    case "drip": {
      if (fault.stage === "headers") {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
        const raw = Buffer.from(`HTTP/1.1 ${reply.status} OK\r\n${lines.join("")}\r\n`);
        for (let at = 0; at < raw.length; at += fault.bytes) {
          socket.write(raw.subarray(at, at + fault.bytes));
          if (!(await pause(fault.everyMs))) return false;
        }
        socket.end(reply.source.read(0, reply.source.size));
        return true;
      }
      head();
      for (let at = 0; at < reply.source.size; at += fault.bytes) {
        const part = reply.source.read(at, Math.min(at + fault.bytes, reply.source.size));
        if (!(await write(part)) || !(await pause(fault.everyMs))) return false;
      }
      response.end();
      return true;
    }
  }

  head();
  if (bodiless) {
    response.end();
    return true;
  }
  for (const event of reply.events ?? []) if (!(await write(event))) return false;
  for (let at = 0; at < reply.source.size; at += CHUNK)
    if (!(await write(reply.source.read(at, Math.min(at + CHUNK, reply.source.size))))) return false;
  response.end();
  return true;
}
