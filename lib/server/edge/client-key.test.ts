import { describe, expect, it } from "vitest";
import { clientKey, PEER_HEADER } from "./client-key";

const headers = (peer: string, forwarded?: string): Headers =>
  new Headers({ [PEER_HEADER]: peer, ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }) });

describe("clientKey", () => {
  it("believes no forwarded address without a trusted proxy", () => {
    expect(clientKey(headers("192.0.2.7", "203.0.113.9"), 0)).toBe("192.0.2.7");
  });

  it("counts trusted hops from the right, so that forged entries on the left change nothing", () => {
    for (const forged of ["", "1.1.1.1, ", "1.1.1.1, 2.2.2.2, ", `${"9.9.9.9, ".repeat(200)}`]) {
      expect(clientKey(headers("10.0.0.1", `${forged}198.51.100.4`), 1)).toBe("198.51.100.4");
      expect(clientKey(headers("10.0.0.1", `${forged}198.51.100.4, 10.0.0.2`), 2)).toBe("198.51.100.4");
    }
  });

  it("falls back to the socket when the trusted entry is missing or no address", () => {
    for (const forwarded of [undefined, "", "unknown", "<script>", "999.1.1.1", "1.1.1.1, nonsense"]) {
      expect(clientKey(headers("192.0.2.7", forwarded), 1)).toBe("192.0.2.7");
    }
    expect(clientKey(headers("192.0.2.7", "1.1.1.1"), 2)).toBe("192.0.2.7");
    expect(clientKey(new Headers(), 0)).toBe("unknown");
  });

  it("puts all addresses of an IPv6 /64 into one bucket, however they are written", () => {
    const same = [
      "2001:db8:1:2::1",
      "2001:db8:1:2:ffff:ffff:ffff:ffff",
      "2001:0DB8:0001:0002:0:0:0:9",
      "[2001:db8:1:2::5]:443",
    ];
    expect(new Set(same.map((address) => clientKey(headers("10.0.0.1", address), 1))).size).toBe(1);
    expect(clientKey(headers("2001:db8:1:3::1"), 0)).not.toBe(clientKey(headers("2001:db8:1:2::1"), 0));
  });

  it("takes IPv4, mapped IPv4 and IPv4 with a port for the same client", () => {
    for (const address of ["198.51.100.4", "::ffff:198.51.100.4", "198.51.100.4:5123"]) {
      expect(clientKey(headers("10.0.0.1", address), 1)).toBe("198.51.100.4");
    }
  });
});
