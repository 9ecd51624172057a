interface Told {
  readonly archive: { readonly sample: boolean };
}

interface Picked<Chunk> {
  /** Those that may be drawn on these prices. */
  readonly held: ReadonlyMap<number, Chunk>;
  /** The archive, as it was told of last, does not go with the prices. */
  readonly isMixed: boolean;
  /** Whether that archive is the sample. */
  readonly sample: boolean;
}

/** The chunks that go with prices (`sample`: whether those are sample data). An archive may turn from sample to real between two answers. */
export function pickChunks<Chunk extends Told>(chunks: ReadonlyMap<number, Chunk>, sample: boolean): Picked<Chunk> {
  const [newest] = [...chunks.values()].slice(-1);
  return {
    held: new Map([...chunks].filter(([, { archive }]) => archive.sample === sample)),
    isMixed: newest !== undefined && newest.archive.sample !== sample,
    sample: newest?.archive.sample === true,
  };
}
