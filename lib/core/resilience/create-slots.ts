export interface Slots {
  /** False: none is free. */
  take(): boolean;
  free(): void;
}

/** So many at once, and nobody waits. */
export function createSlots(most: number): Slots {
  let taken = 0;
  return {
    take() {
      if (taken >= most) return false;
      taken += 1;
      return true;
    },
    free() {
      taken -= 1;
    },
  };
}
