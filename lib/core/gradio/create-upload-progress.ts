/** What is told of an upload, in Gradio's words. `chunk_size`: bytes that have come since the last word. */
export type UploadMessage =
  | { readonly msg: "update"; readonly orig_name: string; readonly chunk_size: number }
  | { readonly msg: "done" | "heartbeat" };

export interface UploadProgress {
  /** An upload begins; a later one by the same id takes its place. Nothing is kept of one without an id. */
  begin(id: string | null): { took(name: string, bytes: number): void; done(): void };
  /** What has come since this was asked last; undefined for an id that nobody uses. After `done` the id is forgotten. */
  news(id: string): readonly UploadMessage[] | undefined;
}

const LONGEST_NAME = 255;

/** How far uploads are, the `most` last begun of them. */
export function createUploadProgress(most: number): UploadProgress {
  const uploads = new Map<string, { readonly bytes: Map<string, number>; isDone: boolean }>();
  return {
    begin(id) {
      const mine = { bytes: new Map<string, number>(), isDone: false };
      if (id !== null) {
        uploads.delete(id);
        uploads.set(id, mine);
        for (const oldest of uploads.keys()) {
          if (uploads.size <= most) break;
          uploads.delete(oldest);
        }
      }
      return {
        took(name, bytes) {
          const known = name.slice(0, LONGEST_NAME);
          mine.bytes.set(known, (mine.bytes.get(known) ?? 0) + bytes);
        },
        done() {
          mine.isDone = true;
        },
      };
    },
    news(id) {
      const upload = uploads.get(id);
      if (upload === undefined) return undefined;
      const updates = [...upload.bytes].map(
        ([orig_name, chunk_size]): UploadMessage => ({ msg: "update", orig_name, chunk_size }),
      );
      upload.bytes.clear();
      if (!upload.isDone) return updates;
      uploads.delete(id);
      return [...updates, { msg: "done" }];
    },
  };
}
