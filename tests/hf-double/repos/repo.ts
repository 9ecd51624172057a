import type { Source } from "../engine/types";

export interface RepoFile {
  readonly path: string;
  /** Size of the content, also where git keeps a pointer only. */
  readonly size: number;
  /** Git's id of what git keeps: the content, or the pointer. */
  readonly oid: string;
  readonly lfs: { readonly oid: string; readonly pointer: Buffer } | null;
  readonly source: Source;
  /** False while its content was not needed yet. Left out: it is there. */
  readonly isMade?: () => boolean;
}

export type RepoKind = "model" | "dataset" | "space";

export interface Repo {
  readonly kind: RepoKind;
  readonly id: string;
  /** Mongo-like id of the entry. */
  readonly entryId: string;
  readonly sha: string;
  readonly gated: false | "auto" | "manual";
  readonly likes: number;
  readonly downloads: number;
  readonly tags: readonly string[];
  readonly lastModified: string;
  readonly createdAt: string;
  /** More keys of the entry, by the name that `expand` asks for. */
  readonly more: Readonly<Record<string, unknown>>;
  /** Files by revision: `main`, and `refs/convert/parquet` where the viewer made one. */
  readonly files: Readonly<Record<string, () => readonly RepoFile[]>>;
}
