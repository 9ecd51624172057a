import type { CallTeller } from "./call-teller";
import type { Session } from "./create-session";
import { diffValue } from "./diff-value";
import type { Message } from "./messages";

/**
 * Tells a call by its session's stream: first all that is known, then what changed, at the end all of the answer. One that its
 * client cancelled ends well, with what it had told: clients take anything else for a fault. After its end it says no more.
 * `open` gives the session when there is a first word: a call that is refused needs none. `session` is the one that was told, or will be.
 */
export function tellSession(
  open: () => Session,
  eventId: string,
  averageS: () => number | null,
): CallTeller & { readonly session: () => Session } {
  let opened: Session | null = null;
  const session = (): Session => {
    opened ??= open();
    return opened;
  };
  let told: { readonly value: unknown } | null = null;
  let isOver = false;
  /** Clients keep what comes after a call's end under an event that nobody asks for: for ever. */
  const tell = (message: Message): void => {
    if (!isOver) session().tell(message);
  };
  const output = (value: unknown, seconds: number, generating: boolean) => ({
    data: [value],
    is_generating: generating,
    duration: seconds,
    average_duration: averageS() ?? seconds,
    render_config: null,
    changed_state_ids: [],
  });
  return {
    session,
    moved: ({ rank, size, etaS }) =>
      tell({ msg: "estimation", event_id: eventId, rank, queue_size: size, rank_eta: etaS }),
    starts: (etaS) => tell({ msg: "process_starts", event_id: eventId, eta: etaS }),
    progress: (unit) => tell({ msg: "progress", event_id: eventId, progress_data: [unit] }),
    generating(value, seconds) {
      const edits = told === null ? null : diffValue(told.value, value);
      told = { value };
      if (edits?.length === 0) return;
      tell({
        msg: "process_generating",
        event_id: eventId,
        success: true,
        output: output(edits ?? value, seconds, true),
        time_limit: null,
      });
    },
    ended(ending, seconds) {
      if (isOver) return;
      isOver = true;
      const shared = { msg: "process_completed", event_id: eventId, title: null } as const;
      const { failure } = ending;
      session().ended(
        eventId,
        failure
          ? { ...shared, success: false, output: failure, code: failure.code }
          : { ...shared, success: true, output: output(ending.value, seconds, false) },
      );
    },
  };
}
