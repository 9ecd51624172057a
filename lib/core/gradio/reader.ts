/** Where the text of a stream goes to. */
export interface Reader {
  /** False: so much of what was written lies unread that more should wait. */
  hasRoom(): boolean;
  /** Does this once, when there is room again; in the place of what it was told before. */
  whenRoom(work: () => void): void;
  /** Nothing of what lies unread was read for long. */
  isStuck(): boolean;
  write(text: string): void;
  /** No more will come; what was written is still read. */
  end(): void;
  /** Gives the stream up, with all that was not read. */
  drop(): void;
}
