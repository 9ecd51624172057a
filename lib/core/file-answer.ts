interface File {
  readonly kind: "file";
  /** Media type. */
  readonly type: string;
  /** Name under which a browser saves it: letters, digits, dots and dashes. */
  readonly name: string;
}

/** A file that is written piece by piece, however large it is. */
export interface StreamedFile<Part extends string | Uint8Array = string> extends File {
  readonly parts: AsyncIterable<Part>;
}

/** A file that is at hand as a whole: small, and worth an ETag. */
export interface TextFile extends File {
  readonly text: string;
  /** One page of several: what is different in the query of the next one's address. */
  readonly next?: Readonly<Record<string, string>>;
  /** Keys of sources that did not answer: what they have is missing. */
  readonly silent?: readonly string[];
}

/** An answer that is a file. */
export type FileAnswer = StreamedFile | TextFile;

export const isFileAnswer = (value: unknown): value is FileAnswer =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "file";
