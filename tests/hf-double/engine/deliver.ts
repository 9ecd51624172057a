import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Fault } from "../faults/fault-schema";
import { toSource } from "./reply";
import type { Headers, Reply } from "./types";

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
  const { socket } = response.req;
  if (socket.destroyed) return false;
  const hasLength = reply.events === undefined && reply.status !== 304;
  const length: Headers = hasLength ? { "content-length": String(reply.source.size) } : {};
  const headers: Headers = { ...reply.headers, ...length };
  const head = (extra: Record<string, string> = {}, without = ""): void => {
    const all: Record<string, string> = { ...headers, ...extra };
    delete all[without];
    response.writeHead(reply.status, all);
    response.flushHeaders();
  };
  const write = (part: Buffer | string): Promise<boolean> =>
    new Promise((resolve) => response.write(part, (error) => resolve(error === undefined || error === null)));

  // An event stream breaks and drips as a whole.
  const whole = reply.events === undefined ? reply : { ...reply, source: toSource(reply.events.join("")) };
  switch (fault?.kind) {
    case "reset":
    case "refuse":
      socket.resetAndDestroy();
      return false;
    case "close":
      socket.destroy();
      return false;
    case "garbage":
      socket.end("\u0000\u0001 no HTTP here\r\n\r\n");
      return false;
    case "hang":
      if (fault.stage === "body") head();
      await pause(Number.POSITIVE_INFINITY);
      socket.destroy();
      return false;
    case "endless":
      head({}, "content-length");
      while ((await write(" ")) && (await pause(fault.everyMs)));
      return false;
    case "cut": {
      head({}, fault.framing === "chunked" ? "content-length" : "");
      await write(whole.source.read(0, Math.floor(whole.source.size * fault.fraction)));
      socket.destroy();
      return false;
    }
    case "drip":
      if (fault.stage === "headers") return dripHead({ response, reply: whole, headers, pause, fault });
      head();
      return dripBody({ response, reply: whole, headers, pause, fault });
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

interface Drip {
  readonly response: ServerResponse;
  readonly reply: Reply;
  readonly headers: Headers;
  readonly pause: Pause;
  readonly fault: Extract<Fault, { kind: "drip" }>;
}

async function dripBody({ response, reply: { source }, pause, fault }: Drip): Promise<boolean> {
  for (let at = 0; at < source.size; at += fault.bytes) {
    if (at > 0 && !(await pause(fault.everyMs))) return false;
    if (response.destroyed) return false;
    response.write(source.read(at, Math.min(at + fault.bytes, source.size)));
  }
  response.end();
  return true;
}

/** The parser of the other side must wait for the headers too, so they bypass node's own writing of them. */
async function dripHead({ response, reply, headers, pause, fault }: Drip): Promise<boolean> {
  const lines = Object.entries({ ...headers, connection: "close" }).map(([name, value]) => `${name}: ${value}\r\n`);
  const raw = Buffer.from(`HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ""}\r\n${lines.join("")}\r\n`);
  for (let at = 0; at < raw.length; at += fault.bytes) {
    response.req.socket.write(raw.subarray(at, at + fault.bytes));
    if (!(await pause(fault.everyMs))) return false;
  }
  response.req.socket.end(reply.source.read(0, reply.source.size));
  return true;
}
