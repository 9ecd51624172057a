/** One field of a protobuf message: its number, and a whole number, a text, bytes or a message. */
export type Field = readonly [number, number | string | Buffer | readonly Field[]];

const isMessage = (value: Field[1]): value is readonly Field[] => Array.isArray(value);

/** Writes a protobuf message. */
export function encodeMessage(fields: readonly Field[]): Buffer {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "number") return [varint(number << 3), varint(value)];
    const bytes = typeof value === "string" ? Buffer.from(value) : isMessage(value) ? encodeMessage(value) : value;
    return [varint((number << 3) | 2), varint(bytes.length), bytes];
  });
  return Buffer.concat(parts);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}
