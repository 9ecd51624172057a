import type { FileKey, KeptFile } from "./kept-file";

/** A file that is kept, and where it is now. */
export interface Shelved {
  readonly about: KeptFile;
  readonly file: string;
}

/** Files of the Hub on this machine. Several processes may use one folder: names appear whole and never change what they mean. */
export interface MarketFolder {
  /** The file, whole and checked; null where there is none. */
  find(key: FileKey): Promise<Shelved | null>;
  /**
   * Runs work that writes new files into the folder it is given. Where the disk is full or may not be written to, it runs once more in a
   * folder elsewhere, which ends with the process. Throws what the work throws for other reasons.
   */
  write<T>(work: (folder: string) => Promise<T>): Promise<T>;
  /** Takes a new file in under its key, in place of the one before. `from` is a file that `write` gave room for. */
  keep(about: Omit<KeptFile, "version" | "data">, from: string): Promise<Shelved>;
  drop(shelved: Shelved): Promise<void>;
  list(dataset: string): readonly KeptFile[];
  /** Small texts, as lists of what there is; null where there is none. */
  loadText(name: string): Promise<string | null>;
  saveText(name: string, text: string): Promise<void>;
  close(): Promise<void>;
}
