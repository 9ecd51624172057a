/** A value of Thrift's compact protocol; structs by field number, whatever is of no use here as null. */
export type ThriftValue = number | string | null | readonly ThriftValue[] | ReadonlyMap<number, ThriftValue>;

const MOST_DEPTH = 20;

/** Reads one struct from the start of the bytes. Throws a RangeError where they end early or make no sense. */
export function readThrift(bytes: Uint8Array): ReadonlyMap<number, ThriftValue> {
  const view = Buffer.from(bytes);
  let at = 0;

  const byte = (): number => view.readUInt8(at++);
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const next = byte();
      value |= BigInt(next & 127) << shift;
      if (next < 128) return value;
    }
    throw new RangeError("a number without an end");
  };
  const integer = (): number => {
    const value = varint();
    return Number((value >> 1n) ^ -(value & 1n));
  };
  const text = (): string => {
    const length = Number(varint());
    const end = at + length;
    if (end > view.length) throw new RangeError("a text beyond the end");
    const found = view.toString("utf8", at, end);
    at = end;
    return found;
  };
  const list = (depth: number): ThriftValue[] => {
    const head = byte();
    const size = head >> 4 === 15 ? Number(varint()) : head >> 4;
    if (size > view.length) throw new RangeError("a list beyond the end");
    return Array.from({ length: size }, () => value(head & 15, depth + 1, true));
  };
  const struct = (depth: number): Map<number, ThriftValue> => {
    const fields = new Map<number, ThriftValue>();
    for (let id = 0; ; ) {
      const head = byte();
      if (head === 0) return fields;
      id = head >> 4 === 0 ? integer() : id + (head >> 4);
      fields.set(id, value(head & 15, depth + 1, false));
    }
  };
  const value = (type: number, depth: number, inList: boolean): ThriftValue => {
    if (depth > MOST_DEPTH) throw new RangeError("nested too deep");
    if (type === 1 || type === 2) return inList ? byte() : type;
    if (type === 3) return byte();
    if (type === 4 || type === 5 || type === 6) return integer();
    if (type === 7) {
      at += 8;
      return null;
    }
    if (type === 8) return text();
    if (type === 9 || type === 10) return list(depth);
    if (type === 12) return struct(depth);
    throw new RangeError("a type that is not known");
  };
  return struct(0);
}
