import type { StoryMember } from "./news-archive";

/** Tells copies of a story from other news, by their words. Bounded: the oldest members are forgotten. */
export interface StoryFinder {
  add(member: StoryMember): void;
  /** The story of the nearest copy; null where nothing like it is known. */
  find(item: Omit<StoryMember, "story">): string | null;
}
