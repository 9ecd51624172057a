import { type Command, Redis } from "ioredis";

/** A timer that fires so late says that this thread was busy. */
const LATE_MS = 20;

/**
 * A connection whose commands time out only once their answer had a chance to come and be read: a thread that was busy finds the timer due
 * before it looks at its sockets, and would take its own standing still for Redis's. Its timers hold no process.
 */
export class PatientRedis extends Redis {
  override sendCommand(command: Command, stream?: Parameters<Redis["sendCommand"]>[1]): unknown {
    command.setTimeout = (ms) => {
      const live = { timer: undefined as NodeJS.Timeout | undefined };
      const giveUp = (): void => {
        if (!command.isResolved) command.reject(new Error("Command timed out"));
      };
      const arm = (wait: number, mayBeLate: boolean): void => {
        const due = performance.now() + wait;
        const look = (): void => {
          if (mayBeLate && performance.now() - due > LATE_MS) arm(ms / 4, false);
          else setImmediate(giveUp);
        };
        live.timer = setTimeout(look, wait).unref();
      };
      arm(ms, true);
      const done = (): void => clearTimeout(live.timer);
      command.promise.then(done, done);
    };
    return super.sendCommand(command, stream);
  }
}
