/** An answer that is a file: written piece by piece, however large it is. */
export interface FileAnswer {
  readonly kind: "file";
  /** Media type. */
  readonly type: string;
  /** Name under which a browser saves it: letters, digits, dots and dashes. */
  readonly name: string;
  readonly parts: AsyncIterable<string>;
}

export const isFileAnswer = (value: unknown): value is FileAnswer =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "file" && "parts" in value;
