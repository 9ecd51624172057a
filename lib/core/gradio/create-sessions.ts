import { createSession, type Session, type SessionDeps } from "./create-session";

export interface Sessions {
  /** Makes it where it is not there. `client`: who asks, as the limits count them. */
  open(hash: string, client: string): Session;
  find(hash: string): Session | undefined;
  size(): number;
  /** Now and then: see `Session.beat`. Forgets what has not been used for long. */
  beat(): void;
  /** Streams close when their calls have ended. */
  drain(): void;
  /** Ends all, with a word. */
  close(message: string): void;
}

const LIFETIME_MS = 30 * 60_000;
/** Of all sessions one client has no more than this part, so that it pushes out its own and not those of others. */
const SHARE = 0.25;
/** Of text that waits for readers, in all sessions. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

interface Kept {
  readonly session: Session;
  /** Who opened it. */
  readonly client: string;
  usedAt: number;
}

/**
 * Sessions by their hash, the `most` last used of them; idle ones make room first, those with an answer that nobody fetched yet after
 * the others. Where more text waits than is kept, those end that
 * hold most of it: first those that nobody reads.
 */
export function createSessions({ most, ...deps }: Omit<SessionDeps, "waiting"> & { readonly most: number }): Sessions {
  const { now } = deps;
  const share = Math.max(1, Math.floor(most * SHARE));
  const sessions = new Map<string, Kept>();
  let draining = false;
  let shedding = false;
  const waiting = {
    characters: 0,
    grew(): void {
      if (waiting.characters > MOST_CHARACTERS) shed();
    },
  };

  const forget = (hash: string, { session }: Kept): void => {
    sessions.delete(hash);
    session.end("This session has been forgotten; call again.", true);
  };
  const oldest = (from: readonly (readonly [string, Kept])[]): readonly [string, Kept] | undefined =>
    from.find(([, { session }]) => session.isIdle() && session.unread() === 0) ??
    from.find(([, { session }]) => session.isIdle()) ??
    from[0];
  const makeRoom = (client: string): void => {
    const all = sessions.size >= share ? [...sessions] : [];
    const own = all.filter(([, kept]) => kept.client === client);
    const gone = own.length >= share ? oldest(own) : sessions.size >= most ? oldest(all) : undefined;
    if (gone) forget(...gone);
  };
  const fattest = (): readonly [string, Kept] | undefined => {
    let found: readonly [string, Kept] | undefined;
    let weight = 0;
    for (const entry of sessions) {
      const { session } = entry[1];
      // Those that are read come last, whatever they hold.
      const own = session.isRead() ? session.unread() / Number.MAX_SAFE_INTEGER : session.unread();
      if (own <= weight) continue;
      found = entry;
      weight = own;
    }
    return found;
  };
  function shed(): void {
    // A session that ends may put its last words.
    if (shedding) return;
    shedding = true;
    for (let gone = fattest(); gone && waiting.characters > MOST_CHARACTERS; gone = fattest()) forget(...gone);
    shedding = false;
  }
  const find = (hash: string): Kept | undefined => {
    const kept = sessions.get(hash);
    if (!kept?.session.isOver()) return kept;
    sessions.delete(hash);
    return undefined;
  };
  return {
    open(hash, client) {
      const known = find(hash);
      // A session that was used moves behind the others.
      if (known) sessions.delete(hash);
      else makeRoom(client);
      const kept = known ?? { session: createSession({ ...deps, waiting }), client, usedAt: 0 };
      kept.usedAt = now();
      sessions.set(hash, kept);
      if (draining) kept.session.drain();
      return kept.session;
    },
    find: (hash) => find(hash)?.session,
    size: () => sessions.size,
    beat() {
      for (const [hash, kept] of sessions) {
        kept.session.beat();
        const isOld = now() - kept.usedAt > LIFETIME_MS && kept.session.isIdle();
        if (isOld || kept.session.isForsaken()) forget(hash, kept);
      }
    },
    drain() {
      draining = true;
      for (const { session } of sessions.values()) session.drain();
    },
    close(message) {
      for (const { session } of sessions.values()) session.end(message, false);
      sessions.clear();
    },
  };
}
