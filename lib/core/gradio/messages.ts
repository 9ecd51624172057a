import type { ErrorCode, FieldError } from "../../contracts/errors";

/** What a session's stream says, in Gradio's words (sse_v3). A client knows no others. */
export type Message =
  | {
      readonly msg: "estimation";
      readonly event_id: string;
      readonly rank: number;
      readonly queue_size: number;
      readonly rank_eta: number | null;
    }
  | { readonly msg: "process_starts"; readonly event_id: string; readonly eta: number | null }
  | { readonly msg: "progress"; readonly event_id: string; readonly progress_data: readonly ProgressUnit[] }
  | {
      readonly msg: "process_generating";
      readonly event_id: string;
      readonly success: true;
      readonly output: Output;
      readonly time_limit: null;
    }
  | {
      readonly msg: "process_completed";
      readonly event_id: string;
      readonly success: boolean;
      readonly output: Output | Failure;
      readonly title: string | null;
      /** Of what went wrong, in our words; the clients hand it on. */
      readonly code?: ErrorCode;
    }
  | { readonly msg: "heartbeat" | "close_stream"; readonly event_id: null }
  | {
      readonly msg: "unexpected_error";
      readonly event_id: null;
      readonly message: string;
      readonly session_not_found: boolean;
      readonly success: false;
    };

/** `index` of `length` are done. */
export interface ProgressUnit {
  readonly index: number;
  readonly length: number;
  readonly unit: string;
  readonly progress: null;
  readonly desc: null;
}

/** The values of one answer, one for each output, and how long they took, in seconds. */
interface Output {
  readonly data: readonly unknown[];
  readonly is_generating: boolean;
  readonly duration: number;
  readonly average_duration: number;
  readonly render_config: null;
  readonly changed_state_ids: readonly never[];
}

/** Why there is no answer. `duration`: how long it stands on a screen, in seconds. */
export interface Failure {
  readonly error: string;
  readonly title: string;
  readonly duration: number | null;
  readonly visible: boolean;
  readonly code: ErrorCode;
  readonly fields?: readonly FieldError[];
}
