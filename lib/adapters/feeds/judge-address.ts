import ipaddr from "ipaddr.js";

/** Public addresses at which clouds answer their own machines. */
const NOT_FOR_US = new Set(["168.63.129.16"]);
/** What a machine of one's own network may have. Metadata services live in link-local ranges, which are never meant. */
const OWN = new Set(["private", "loopback", "uniqueLocal", "carrierGradeNat"]);

/**
 * Where an IP address belongs: `public` for one that anybody's server can have, `own` for one of a private network or of this machine,
 * `none` for all that no feed can come from: link-local, multicast, reserved, and IPv6 that holds an IPv4 address inside.
 */
export function judgeAddress(text: string): "public" | "own" | "none" {
  const bare = text.replace(/^\[|\]$/g, "");
  // Only the plain spelling: another library may read an odd one in another way.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return "none";
  const address = ipaddr.parse(bare);
  const range = address.range();
  if (OWN.has(range)) return "own";
  if (range !== "unicast" || NOT_FOR_US.has(address.toString())) return "none";
  return address instanceof ipaddr.IPv6 && !isGlobal(address) ? "none" : "public";
}

/** 2000::/3 is all that is given out so far; an interface of ISATAP (RFC 5214) holds an IPv4 address. */
function isGlobal({ parts, zoneId }: ipaddr.IPv6): boolean {
  const [first = 0, , , , fifth = 0, sixth = 0] = parts;
  const isIsatap = sixth === 0x5efe && (fifth === 0 || fifth === 0x200);
  return first >= 0x2000 && first <= 0x3fff && !isIsatap && zoneId === undefined;
}
